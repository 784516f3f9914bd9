//! A customer who needs more time can have it.

use std::time::Duration;

use payment::{
    CLOSE_GRACE, Checkout, CheckoutId, Command, Event, Evidence, MerchantId, Method, Reading,
    Rejection, Status, Timestamp, Work, create, open, work_after,
};
use proptest::prelude::*;

use crate::setup::{LIFETIME, Till, paid, start};

const MINUTE: Duration = Duration::from_secs(60);

/// A checkout that is open for so long.
fn open_for(lifetime: Duration) -> Till {
    let mut till = Till::open();
    let order = till.checkout.order.clone();
    let created = create(order, till.now.plus(lifetime), till.now);
    let (id, merchant) = (till.checkout.id.clone(), till.checkout.merchant.clone());
    till.checkout = open(id, merchant, &created).expect("a creation opens a checkout");
    till.log = vec![created];
    till
}

/// Waits until so long before the end.
fn wait_until(till: &mut Till, before_the_end: Duration) {
    till.now = till.checkout.expires_at.minus(before_the_end);
}

#[test]
fn who_asks_has_as_much_time_again_as_at_first() {
    let mut till = Till::open();
    wait_until(&mut till, 5 * MINUTE);
    let asked_at = till.now;
    let events = till.ask(Command::Extend).expect("open");
    let until = asked_at.plus(LIFETIME);
    let [fact] = events.as_slice() else {
        panic!("{events:?}")
    };
    assert_eq!(fact.event, Event::CheckoutExtended { expires_at: until });
    assert_eq!(fact.evidence, Evidence::Browser);
    assert_eq!(till.checkout.expires_at, until);
    assert_eq!(till.checkout.status(), Status::Open);
}

#[test]
fn a_checkout_that_is_open_for_a_week_gives_an_hour() {
    let mut till = open_for(7 * 24 * 60 * MINUTE);
    wait_until(&mut till, MINUTE);
    till.ask(Command::Extend).expect("open");
    assert_eq!(till.checkout.expires_at, till.now.plus(60 * MINUTE));
}

#[test]
fn a_form_that_is_sent_twice_asks_once() {
    let mut till = Till::open();
    wait_until(&mut till, MINUTE);
    till.ask(Command::Extend).expect("open");
    till.wait(Duration::from_secs(2));
    assert_eq!(till.ask(Command::Extend), Ok(Vec::new()));
    assert_eq!(till.log.len(), 2);
}

#[test]
fn who_has_plenty_is_given_no_more() {
    let mut till = Till::open();
    till.wait(MINUTE);
    assert_eq!(till.checkout.more_time(till.now), None);
    assert_eq!(till.ask(Command::Extend), Ok(Vec::new()));
    assert!(till.checkout.has_more_time());
}

#[test]
fn whoever_asks_at_every_warning_can_ask_ten_times_and_not_for_ever() {
    for lifetime in [
        Duration::from_secs(40),
        5 * MINUTE,
        LIFETIME,
        25 * 60 * MINUTE,
    ] {
        let mut till = open_for(lifetime);
        let mut times = 0;
        loop {
            let left = till.checkout.warning();
            wait_until(&mut till, left);
            if till.ask(Command::Extend).expect("open").is_empty() {
                break;
            }
            times += 1;
            assert!(times < 100, "{lifetime:?} has no end");
        }
        assert!(times >= 10, "{lifetime:?} gives {times}");
        assert!(!till.checkout.has_more_time());
        assert!(till.checkout.expires_at <= till.checkout.closes_by());
        wait_until(&mut till, Duration::ZERO);
        till.ask(Command::Tick).expect("ticks");
        assert_eq!(till.checkout.status(), Status::Expired);
    }
}

#[test]
fn the_warning_leaves_time_to_answer_it() {
    let warning = |lifetime| open_for(lifetime).checkout.warning();
    assert_eq!(warning(LIFETIME), 5 * MINUTE);
    assert_eq!(warning(5 * MINUTE), 150 * Duration::from_secs(1));
    // Twenty seconds are the least that anybody must be given [WCAG 2.2.1].
    assert_eq!(warning(Duration::from_secs(40)), Duration::from_secs(20));
}

#[test]
fn a_tick_from_before_does_nothing_and_one_at_the_new_end_ends_it() {
    let mut till = Till::open();
    let first = till.checkout.expires_at;
    wait_until(&mut till, MINUTE);
    let events = till.ask(Command::Extend).expect("open");
    let due = work_after(&till.checkout, &events[0].event);
    assert_eq!(due, [(Work::Tick, LIFETIME)]);
    till.now = first;
    assert_eq!(till.ask(Command::Tick), Ok(Vec::new()));
    assert!(till.ask(start(2, Method::ETransfer)).is_ok());
    wait_until(&mut till, Duration::ZERO);
    till.ask(Command::Tick).expect("ticks");
    till.wait(CLOSE_GRACE);
    till.ask(Command::Tick).expect("ticks");
    assert_eq!(till.checkout.status(), Status::Expired);
}

#[test]
fn what_has_ended_or_is_about_to_is_given_no_time() {
    let mut late = Till::open();
    wait_until(&mut late, Duration::ZERO);
    let expired = Err(Rejection::NotOpen(Status::Expired));
    assert_eq!(late.ask(Command::Extend), expired);

    let mut closing = Till::open();
    closing.start_live(0);
    closing.ask(Command::Cancel).expect("cancels");
    let refused = Err(Rejection::NotOpen(Status::Processing));
    assert_eq!(closing.ask(Command::Extend), refused);

    let mut done = Till::open();
    done.start_live(0);
    done.read(0, paid(25_000)).expect("reads");
    assert_eq!(
        done.ask(Command::Extend),
        Err(Rejection::NotOpen(Status::Paid))
    );
    assert!(!done.checkout.has_more_time());
}

#[test]
fn a_debit_that_is_signed_needs_no_more_time() {
    let mut till = Till::open();
    till.start_live(0);
    till.read(0, Reading::Scheduled).expect("reads");
    wait_until(&mut till, MINUTE);
    assert_eq!(till.ask(Command::Extend), Ok(Vec::new()));
    assert!(!till.checkout.has_more_time());
}

#[test]
fn an_extension_that_reaches_a_checkout_late_opens_nothing_again() {
    let mut till = Till::open();
    wait_until(&mut till, MINUTE);
    let extended = till.clone().ask(Command::Extend).expect("open");
    wait_until(&mut till, Duration::ZERO);
    till.ask(Command::Tick).expect("ticks");
    let after = payment::apply(till.checkout.clone(), &extended[0]);
    assert_eq!(after.phase, till.checkout.phase);
    assert_eq!(after.expires_at, till.checkout.expires_at);
}

#[test]
fn a_log_from_before_there_was_more_time_ends_when_it_said() {
    let till = Till::open();
    let ids = (
        CheckoutId::from_bytes([1; 16]),
        MerchantId::from_bytes([2; 16]),
    );
    let told: Checkout = payment::replay(ids.0, ids.1, &till.log).expect("a creation");
    assert_eq!(told.first_end, told.expires_at);
}

proptest! {
    #[test]
    fn whenever_somebody_asks_the_end_moves_on_and_never_past_the_last(
        lifetime in 1..2_000_000_u64,
        asks in prop::collection::vec(0..2_000_000_u64, 0..60),
    ) {
        let mut till = open_for(Duration::from_secs(lifetime));
        for wait in asks {
            till.wait(Duration::from_secs(wait % lifetime));
            let before: Timestamp = till.checkout.expires_at;
            match till.ask(Command::Extend) {
                Ok(events) if events.is_empty() => prop_assert_eq!(before, till.checkout.expires_at),
                Ok(_) => {
                    prop_assert!(before < till.checkout.expires_at);
                    prop_assert!(till.checkout.expires_at <= till.checkout.closes_by());
                    prop_assert_eq!(till.checkout.more_time(till.now), None);
                }
                Err(refused) => {
                    prop_assert_eq!(refused, Rejection::NotOpen(Status::Expired));
                    prop_assert!(till.now >= before);
                }
            }
        }
    }
}
