//! What is done later, and how much later.

use std::time::Duration;

use payment::{
    CLOSE_GRACE, CaseKind, Claim, Command, Delivery, Event, LINK_WINDOW, Letter, Method, Money,
    OPENING_GRACE, RETURN_WINDOW, Reading, Recorded, SCHEDULE_WINDOW, WATCH_WINDOW, Work,
    work_after,
};

use crate::setup::{LIFETIME, PRICE, Till, debit, id, login, opened, paid, send, start};

/// The work that follows, with how many seconds later it is due.
fn work(till: &Till, events: &[Recorded]) -> Vec<(Work, u64)> {
    events
        .iter()
        .flat_map(|fact| work_after(&till.checkout, &fact.event))
        .map(|(work, delay)| (work, delay.as_secs()))
        .collect()
}

fn read_of(n: u8) -> Work {
    Work::ReadStatus { attempt: id(n) }
}

fn letter(letter: Letter, n: u8) -> (Work, u64) {
    let attempt = id(n);
    (Work::SendLetter { letter, attempt }, 0)
}

fn cancel_of(n: u8) -> Work {
    Work::CancelSession { attempt: id(n) }
}

#[test]
fn the_waits_are_as_long_as_the_docs_say() {
    const HOUR: u64 = 3600;
    let days = |days: u64| Duration::from_secs(days * 24 * HOUR);
    assert_eq!(CLOSE_GRACE.as_secs(), 120);
    assert_eq!(OPENING_GRACE.as_secs(), 90);
    assert_eq!(LINK_WINDOW.as_secs(), HOUR / 2);
    assert_eq!(SCHEDULE_WINDOW, days(14));
    assert_eq!(WATCH_WINDOW, days(35));
    assert_eq!(RETURN_WINDOW, days(95));
}

#[test]
fn a_new_checkout_waits_for_its_time_and_sends_its_link_at_once() {
    let till = Till::open();
    let tick = (Work::Tick, LIFETIME.as_secs());
    assert_eq!(work(&till, &till.log), std::slice::from_ref(&tick));

    let mut order = till.checkout.order.clone();
    order.delivery = Delivery::Email;
    let created = payment::create(order, till.checkout.expires_at, till.now);
    let checkout = payment::open(
        till.checkout.id.clone(),
        till.checkout.merchant.clone(),
        &created,
    )
    .expect("a creation");
    let by_email = Till {
        checkout,
        log: vec![created],
        now: till.now,
    };
    let log = by_email.log.clone();
    assert_eq!(work(&by_email, &log), [tick, (Work::Deliver, 0)]);
}

#[test]
fn an_attempt_is_given_up_if_it_does_not_open_and_read_if_it_does() {
    let mut till = Till::open();
    let started = till.start(0).expect("starts");
    let give_up = Work::GiveUpOpening { attempt: id(0) };
    assert_eq!(work(&till, &started), [(give_up, 90)]);
    let opened = till.ask(opened(0)).expect("opens");
    assert_eq!(work(&till, &opened), [(read_of(0), 2)]);
}

#[test]
fn what_the_frame_or_a_webhook_says_is_asked_about() {
    let mut till = Till::open();
    till.start_live(0);
    for (step, claim, delay) in [
        ("BANK", Claim::Underway, 2),
        ("SUCCESS", Claim::Done, 0),
        ("EXIT", Claim::Over, 0),
    ] {
        let hint = Command::Hint {
            attempt: id(0),
            step: step.parse().expect("valid"),
            claim,
        };
        let seen = till.ask(hint).expect("live");
        assert_eq!(work(&till, &seen), [(read_of(0), delay)], "{step}");
    }
    let notice = Command::Notice {
        attempt: id(0),
        said: payment::Said::default(),
    };
    let noted = till.ask(notice).expect("known");
    assert_eq!(work(&till, &noted), [(read_of(0), 0)]);
}

#[test]
fn who_asks_to_stop_has_it_cancelled_and_a_worker_makes_sure() {
    use payment::CanceledBy::{Clock, Customer, Merchant};
    for (by, delay) in [(Customer, 5), (Merchant, 0), (Clock, 0)] {
        let mut till = Till::open();
        till.start_live(0);
        let asked = till
            .ask(Command::AskStop { attempt: id(0), by })
            .expect("live");
        assert_eq!(work(&till, &asked), [(cancel_of(0), delay)], "{by:?}");
    }
}

#[test]
fn a_session_that_nobody_waits_for_is_cancelled_unless_it_is_over() {
    let mut till = Till::open();
    till.start_live(0);
    let events = till.start(2).expect("takes its place");
    assert_eq!(work(&till, &events)[0], (cancel_of(0), 5));

    // It opens after another took its place.
    let mut late = Till::open();
    late.start(0).expect("starts");
    let events = late.start(2).expect("takes its place");
    assert_eq!(work(&late, &events).len(), 1, "there is nothing to cancel");
    let events = late.ask(opened(0)).expect("opens");
    assert_eq!(work(&late, &events), [(read_of(0), 2), (cancel_of(0), 0)]);

    // It opens while it is being stopped.
    let mut stopped = Till::open();
    stopped.start(0).expect("starts");
    let stop = Command::AskStop {
        attempt: id(0),
        by: payment::CanceledBy::Customer,
    };
    stopped.ask(stop).expect("live");
    let events = stopped.ask(opened(0)).expect("opens");
    assert_eq!(
        work(&stopped, &events),
        [(read_of(0), 2), (cancel_of(0), 0)]
    );

    // Its provider cancelled it: there is nothing left to do.
    let mut over = Till::open();
    over.start_live(0);
    let events = over.read(0, Reading::Canceled).expect("reads");
    assert_eq!(work(&over, &events), []);
}

#[test]
fn a_debit_that_counted_is_looked_at_again_and_nothing_else_that_is_paid_is() {
    let mut till = Till::open();
    till.start_live(0);
    let events = till.read(0, paid(PRICE)).expect("reads");
    assert_eq!(work(&till, &events), [letter(Letter::Paid, 0)]);

    let mut till = Till::open();
    till.ask(start(0, Method::Eft)).expect("starts");
    till.ask(debit(0)).expect("opens");
    let events = till.read(0, paid(PRICE)).expect("reads");
    let works = work(&till, &events);
    assert_eq!(works, [(read_of(0), 6 * 3600), letter(Letter::Paid, 0)]);
}

#[test]
fn money_that_comes_twice_or_late_or_goes_back_is_worth_a_letter() {
    let mut till = Till::open();
    till.start_live(0);
    till.start_live(2);
    till.read(2, paid(PRICE)).expect("reads");
    let events = till.read(0, paid(PRICE)).expect("reads");
    let works = work(&till, &events);
    assert!(works.contains(&letter(Letter::PaidTwice, 0)), "{works:?}");

    for (kind, named) in [
        (CaseKind::DuplicatePayment, Letter::PaidTwice),
        (CaseKind::LatePayment, Letter::PaidLate),
        (CaseKind::ReturnedPayment, Letter::TakenBack),
    ] {
        let opened = Event::CaseOpened {
            kind,
            attempt: id(0),
            amount: Money::from_cents(PRICE).expect("valid"),
            detail: None,
        };
        assert_eq!(payment::letter_after(&opened), Some(named));
    }
}

#[test]
fn linking_goes_on_at_once() {
    let mut till = Till::open();
    till.ask(start(0, Method::Eft)).expect("starts");
    till.ask(Command::BeginLinking { attempt: id(0) })
        .expect("begins");
    let events = till.ask(login(0, None)).expect("links");
    let fetch = Work::FetchAccounts { attempt: id(0) };
    assert_eq!(work(&till, &events), [(fetch, 0)]);
    let none = till
        .ask(crate::setup::accounts_read(0, &[]))
        .expect("reads");
    assert_eq!(none, [], "no account is nothing to choose from");
    till.ask(crate::setup::accounts_read(0, &[0]))
        .expect("reads");
    let events = till.ask(crate::setup::choose(0, 0)).expect("chooses");
    let open = Work::OpenDebit { attempt: id(0) };
    assert_eq!(work(&till, &events), [(open, 0)]);
}

#[test]
fn what_is_to_end_is_looked_at_when_the_wait_is_over() {
    let mut till = Till::open();
    till.ask(send(0)).expect("sends");
    till.ask(opened(0)).expect("opens");
    let events = till.ask(Command::Cancel).expect("open");
    assert_eq!(work(&till, &events), [(Work::Tick, 120), (cancel_of(0), 0)]);
}

#[test]
fn a_word_is_the_last_one_or_it_is_not() {
    for reading in [
        Reading::Undecided,
        Reading::AgreementMissing,
        Reading::Scheduled,
    ] {
        assert!(!reading.is_final(), "{reading:?}");
    }
    for reading in [
        paid(PRICE),
        Reading::Failed(payment::Failure::unanswered()),
        Reading::Canceled,
        Reading::Expired,
        Reading::Returned { code: "901".into() },
    ] {
        assert!(reading.is_final(), "{reading:?}");
    }
}
