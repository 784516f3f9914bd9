//! What is said to a guarantee.

use payment::{CanceledBy, Command, Event, GuaranteeAnswer, Money, Recorded, Work, work_after};

use crate::setup::{LIFETIME, PRICE, Till, id};

fn issued(cents: Option<i64>) -> Command {
    Command::GuaranteeIssued {
        attempt: id(1),
        amount: cents.and_then(|cents| Money::from_cents(cents).ok()),
    }
}

fn said(events: &[Recorded]) -> Option<GuaranteeAnswer> {
    events.iter().find_map(|fact| match &fact.event {
        Event::GuaranteeAnswered { answer, .. } => Some(*answer),
        _ => None,
    })
}

#[test]
fn a_guarantee_of_the_live_attempt_is_accepted_and_the_provider_told() {
    let mut till = Till::open();
    till.start_live(1);
    let events = till.ask(issued(Some(PRICE))).expect("allowed");
    assert_eq!(said(&events), Some(GuaranteeAnswer::Accepted));
    let work = work_after(&till.checkout, &events[0].event);
    assert_eq!(work[0].0, Work::ConfirmGuarantee { attempt: id(1) });
    assert_eq!(till.ask(issued(Some(PRICE))), Ok(Vec::new()), "said once");
}

#[test]
fn a_superseded_attempt_is_never_paid_by_guarantee() {
    let mut till = Till::open();
    till.start_live(1);
    till.start_live(2);
    let events = till.ask(issued(None)).expect("allowed");
    assert_eq!(said(&events), Some(GuaranteeAnswer::Refused));
}

#[test]
fn an_attempt_that_is_being_stopped_gets_no_guarantee() {
    let mut till = Till::open();
    till.start_live(1);
    let stop = Command::AskStop {
        attempt: id(1),
        by: CanceledBy::Customer,
    };
    till.ask(stop).expect("allowed");
    let events = till.ask(issued(None)).expect("allowed");
    assert_eq!(said(&events), Some(GuaranteeAnswer::Refused));
}

#[test]
fn a_checkout_whose_time_is_up_gets_no_guarantee() {
    let mut till = Till::open();
    till.start_live(1);
    till.wait(LIFETIME);
    let events = till.ask(issued(None)).expect("allowed");
    assert_eq!(said(&events), Some(GuaranteeAnswer::Refused));
}

#[test]
fn a_checkout_that_is_closing_gets_no_guarantee() {
    let mut till = Till::open();
    till.start_live(1);
    till.ask(Command::Cancel).expect("allowed");
    let events = till.ask(issued(None)).expect("allowed");
    assert_eq!(said(&events), Some(GuaranteeAnswer::Refused));
}

#[test]
fn a_smaller_guarantee_is_accepted_and_a_larger_one_refused() {
    let mut till = Till::open();
    till.start_live(1);
    let events = till.ask(issued(Some(PRICE - 1))).expect("allowed");
    assert_eq!(said(&events), Some(GuaranteeAnswer::Accepted));
    let mut till = Till::open();
    till.start_live(1);
    let events = till.ask(issued(Some(PRICE + 1))).expect("allowed");
    assert_eq!(said(&events), Some(GuaranteeAnswer::Refused));
}

#[test]
fn an_acceptance_is_taken_back_when_nobody_wants_the_payment_any_more() {
    let mut till = Till::open();
    till.start_live(1);
    till.ask(issued(None)).expect("allowed");
    till.start_live(2);
    let events = till.ask(issued(None)).expect("allowed");
    assert_eq!(said(&events), Some(GuaranteeAnswer::Refused));
    assert_eq!(till.ask(issued(None)), Ok(Vec::new()), "and stays so");
}
