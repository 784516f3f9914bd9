//! Who may fulfil an order for a payment.

use payment::{Command, Evidence, Reading, Rejection, Status};

use crate::setup::{PRICE, Till, order_id, paid};

fn claim(n: u8) -> Command {
    Command::Claim { order: order_id(n) }
}

fn paid_till() -> Till {
    let mut till = Till::open();
    till.start_live(0);
    till.read(0, paid(PRICE)).expect("reads");
    till
}

#[test]
fn the_first_claim_wins_for_ever_and_its_repeat_changes_nothing() {
    let mut till = paid_till();
    let events = till.ask(claim(1)).expect("paid");
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].evidence, Evidence::Merchant);
    let fulfilment = till.checkout.fulfilment.clone().expect("claimed");
    assert_eq!(fulfilment.order, order_id(1));
    assert_eq!(fulfilment.claimed_at, till.now);

    till.wait(crate::setup::LIFETIME);
    assert_eq!(till.ask(claim(1)), Ok(Vec::new()));
    assert_eq!(till.ask(claim(2)), Err(Rejection::ClaimedForAnother));
    assert_eq!(till.checkout.fulfilment, Some(fulfilment));
}

#[test]
fn what_is_not_paid_cannot_be_claimed() {
    let mut till = Till::open();
    assert_eq!(till.ask(claim(1)), Err(Rejection::NotPaid(Status::Open)));
    till.start_live(0);
    let processing = Rejection::NotPaid(Status::Processing);
    assert_eq!(till.ask(claim(1)), Err(processing));
    till.read(0, Reading::Canceled).expect("reads");
    till.ask(Command::Cancel).expect("open");
    let canceled = Rejection::NotPaid(Status::Canceled);
    assert_eq!(till.ask(claim(1)), Err(canceled));
}

#[test]
fn what_went_back_is_nothing_to_ship_for_and_what_was_claimed_stays_claimed() {
    let back = || Reading::Returned { code: "901".into() };
    let mut returned = paid_till();
    returned.read(0, back()).expect("reads");
    assert_eq!(returned.ask(claim(1)), Err(Rejection::PaymentReturned));

    let mut claimed = paid_till();
    claimed.ask(claim(1)).expect("paid");
    claimed.read(0, back()).expect("reads");
    assert_eq!(claimed.ask(claim(1)), Ok(Vec::new()));
    assert_eq!(claimed.ask(claim(2)), Err(Rejection::ClaimedForAnother));
}

#[test]
fn another_attempts_money_that_went_back_is_not_the_payments() {
    let mut till = Till::open();
    till.start_live(0);
    till.start_live(2);
    till.read(2, paid(PRICE)).expect("reads");
    till.read(0, paid(PRICE)).expect("reads");
    till.read(0, Reading::Returned { code: "901".into() })
        .expect("reads");
    assert!(!till.checkout.is_returned());
    assert!(till.ask(claim(1)).is_ok());
}

#[test]
fn a_claim_in_a_log_that_makes_no_sense_changes_nothing() {
    let claimed = |till: &Till, n| payment::Recorded {
        at: till.now,
        evidence: Evidence::Merchant,
        event: payment::Event::CheckoutClaimed { order: order_id(n) },
    };
    let open = Till::open();
    let after = payment::apply(open.checkout.clone(), &claimed(&open, 1));
    assert_eq!(after.fulfilment, None);

    let mut till = paid_till();
    till.ask(claim(1)).expect("paid");
    let after = payment::apply(till.checkout.clone(), &claimed(&till, 2));
    assert_eq!(after.fulfilment, till.checkout.fulfilment);
}
