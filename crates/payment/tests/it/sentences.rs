//! The rules, one sentence each.

use std::time::Duration;

use payment::{
    CanceledBy, CaseKind, Claim, Command, End, Evidence, Failure, FailureCode, MAX_STEPS, Method,
    Money, Reading, Rejection, Screen, Status, Work, screen, work_after,
};

use crate::setup::{LIFETIME, PRICE, Till, id, opened, paid, start};

fn failed(code: FailureCode) -> Reading {
    Reading::Failed(Failure { code, detail: None })
}

fn hint(n: u8, step: &str, claim: Claim) -> Command {
    Command::Hint {
        attempt: id(n),
        step: step.parse().expect("valid"),
        claim,
    }
}

fn is_cancelled(work: &[(Work, Duration)], n: u8) -> bool {
    work.iter()
        .any(|(work, _)| *work == Work::CancelSession { attempt: id(n) })
}

#[test]
fn a_frame_that_goes_on_saying_done_does_not_hide_the_agreement() {
    let mut till = Till::open();
    till.start_live(1);
    till.read(1, Reading::AgreementMissing).expect("allowed");
    till.ask(hint(1, "SUCCESS", Claim::Done)).expect("allowed");
    assert_eq!(till.read(1, Reading::AgreementMissing), Ok(Vec::new()));
    assert_eq!(screen(&till.checkout), Screen::Checking);
    till.wait(Duration::from_secs(60));
    till.read(1, Reading::AgreementMissing).expect("allowed");
    assert_eq!(screen(&till.checkout), Screen::Agreement);
}

#[test]
fn a_confirmed_payment_makes_the_checkout_paid() {
    let mut till = Till::open();
    till.start_live(1);
    assert_eq!(till.checkout.status(), Status::Processing);
    till.read(1, paid(PRICE)).expect("allowed");
    assert_eq!(till.checkout.status(), Status::Paid);
    assert_eq!(screen(&till.checkout), Screen::Paid);
    assert_eq!(till.checkout.shortfall(), None);
}

#[test]
fn a_completed_session_without_a_signed_agreement_is_not_paid() {
    let mut till = Till::open();
    till.start_live(1);
    till.ask(hint(1, "SUCCESS", Claim::Done)).expect("allowed");
    till.read(1, Reading::AgreementMissing).expect("allowed");
    assert_eq!(till.checkout.status(), Status::Processing);
    assert_eq!(screen(&till.checkout), Screen::Agreement);
    till.read(1, paid(PRICE)).expect("allowed");
    assert_eq!(till.checkout.status(), Status::Paid);
}

#[test]
fn a_frame_that_says_done_makes_us_check_and_nothing_else() {
    let mut till = Till::open();
    till.start_live(1);
    let events = till.ask(hint(1, "SUCCESS", Claim::Done)).expect("allowed");
    assert_eq!(till.checkout.status(), Status::Processing);
    assert_eq!(screen(&till.checkout), Screen::Checking);
    let work = work_after(&till.checkout, &events[0].event);
    assert_eq!(
        work,
        [(Work::ReadStatus { attempt: id(1) }, Duration::ZERO)]
    );
}

#[test]
fn a_failed_attempt_leaves_the_checkout_open_for_another() {
    let mut till = Till::open();
    till.start_live(1);
    till.read(1, failed(FailureCode::NotGuaranteed))
        .expect("allowed");
    assert_eq!(till.checkout.status(), Status::Open);
    assert_eq!(screen(&till.checkout), Screen::NotGuaranteed);
    assert_eq!(
        till.checkout
            .last_failure
            .as_ref()
            .map(|last| last.failure.code),
        Some(FailureCode::NotGuaranteed)
    );
    till.ask(start(2, Method::ETransfer)).expect("allowed");
    assert_eq!(till.checkout.last_failure, None);
}

#[test]
fn starting_twice_with_the_same_form_starts_one_attempt() {
    let mut till = Till::open();
    till.start(1).expect("allowed");
    assert_eq!(till.start(1), Ok(Vec::new()));
    assert_eq!(till.checkout.attempts.len(), 1);
}

#[test]
fn another_start_supersedes_the_live_attempt_and_has_it_cancelled() {
    let mut till = Till::open();
    till.start_live(1);
    let events = till.start(2).expect("allowed");
    assert_eq!(till.checkout.attempts[0].end(), Some(&End::Superseded));
    let work: Vec<_> = events
        .iter()
        .flat_map(|fact| work_after(&till.checkout, &fact.event))
        .collect();
    assert!(is_cancelled(&work, 1));
}

#[test]
fn money_on_a_superseded_attempt_counts_when_it_is_the_first() {
    let mut till = Till::open();
    till.start_live(1);
    till.start_live(2);
    till.read(1, paid(PRICE)).expect("allowed");
    assert_eq!(
        till.checkout
            .payment()
            .map(|payment| payment.attempt.clone()),
        Some(id(1))
    );
    assert_eq!(till.checkout.attempts[1].end(), Some(&End::Superseded));
    till.read(2, paid(PRICE)).expect("allowed");
    assert_eq!(till.checkout.cases[0].kind, CaseKind::DuplicatePayment);
    assert_eq!(
        till.checkout
            .payment()
            .map(|payment| payment.attempt.clone()),
        Some(id(1))
    );
}

#[test]
fn money_after_the_end_opens_a_case() {
    let mut till = Till::open();
    till.start_live(1);
    till.wait(LIFETIME);
    till.ask(Command::Tick).expect("allowed");
    assert_eq!(
        till.checkout.status(),
        Status::Processing,
        "the live attempt's last word is awaited"
    );
    till.wait(payment::CLOSE_GRACE);
    till.ask(Command::Tick).expect("allowed");
    assert_eq!(till.checkout.status(), Status::Expired);
    till.read(1, paid(PRICE)).expect("allowed");
    assert_eq!(till.checkout.status(), Status::Expired);
    assert_eq!(till.checkout.cases[0].kind, CaseKind::LatePayment);
}

#[test]
fn a_checkout_that_expires_asks_the_live_attempt_first() {
    let mut till = Till::open();
    till.start_live(1);
    till.wait(LIFETIME);
    till.ask(Command::Tick).expect("allowed");
    assert_eq!(till.start(2), Err(Rejection::NotOpen(Status::Processing)));
    till.read(1, paid(PRICE)).expect("allowed");
    assert_eq!(
        till.checkout.status(),
        Status::Paid,
        "the money was there before the clock had its way"
    );
}

#[test]
fn a_checkout_without_a_live_attempt_expires_at_once() {
    let mut till = Till::open();
    till.wait(LIFETIME - Duration::from_micros(1));
    assert_eq!(till.ask(Command::Tick), Ok(Vec::new()));
    till.wait(Duration::from_micros(1));
    till.ask(Command::Tick).expect("allowed");
    assert_eq!(till.checkout.status(), Status::Expired);
}

#[test]
fn nothing_starts_after_the_time_is_up_even_before_the_clock_was_looked_at() {
    let mut till = Till::open();
    till.wait(LIFETIME);
    assert_eq!(till.start(1), Err(Rejection::NotOpen(Status::Expired)));
}

#[test]
fn the_merchant_can_call_off_an_unpaid_checkout_only() {
    let mut till = Till::open();
    till.ask(Command::Cancel).expect("allowed");
    assert_eq!(till.checkout.status(), Status::Canceled);
    assert_eq!(till.ask(Command::Cancel), Ok(Vec::new()));

    let mut till = Till::open();
    till.start_live(1);
    till.read(1, paid(PRICE)).expect("allowed");
    assert_eq!(
        till.ask(Command::Cancel),
        Err(Rejection::NotOpen(Status::Paid))
    );
}

#[test]
fn a_customer_leaves_a_checkout_for_another_only_while_nobody_has_begun_to_pay() {
    let mut till = Till::open();
    let left = till.ask(Command::Withdraw).expect("allowed");
    assert_eq!(left[0].evidence, Evidence::Browser);
    assert_eq!(till.checkout.status(), Status::Canceled);
    assert_eq!(till.ask(Command::Withdraw), Ok(Vec::new()));

    let mut till = Till::open();
    till.start_live(1);
    assert_eq!(till.ask(Command::Withdraw), Ok(Vec::new()));
    till.read(1, paid(PRICE)).expect("allowed");
    assert_eq!(till.ask(Command::Withdraw), Ok(Vec::new()));
    assert_eq!(till.checkout.status(), Status::Paid);
}

#[test]
fn a_session_cancelled_in_the_frame_was_cancelled_by_the_customer() {
    let mut till = Till::open();
    till.start_live(1);
    till.read(1, Reading::Canceled).expect("allowed");
    assert_eq!(
        till.checkout.attempts[0].end(),
        Some(&End::Canceled(CanceledBy::Customer))
    );
    assert_eq!(screen(&till.checkout), Screen::CanceledByYou);
}

#[test]
fn stopping_asks_the_provider_before_it_is_so() {
    let mut till = Till::open();
    till.start_live(1);
    till.ask(Command::AskStop {
        attempt: id(1),
        by: CanceledBy::Customer,
    })
    .expect("allowed");
    assert_eq!(screen(&till.checkout), Screen::Checking);
    till.read(1, paid(PRICE)).expect("allowed");
    assert_eq!(till.checkout.status(), Status::Paid, "the money was faster");
}

#[test]
fn a_session_that_opens_after_its_attempt_ended_is_still_watched() {
    let mut till = Till::open();
    till.start(1).expect("allowed");
    till.start(2).expect("allowed");
    let events = till.ask(opened(1)).expect("allowed");
    let work = work_after(&till.checkout, &events[0].event);
    assert!(is_cancelled(&work, 1));
    assert!(!till.checkout.attempts[0].is_live());
}

#[test]
fn a_price_that_the_merchant_set_is_not_the_customers_to_change() {
    let mut till = Till::open();
    let mut command = start(1, Method::GuaranteedEft);
    if let Command::Start { amount, .. } = &mut command {
        *amount = Money::from_cents(1).ok();
    }
    till.ask(command).expect("allowed");
    assert_eq!(till.checkout.attempts[0].amount.cents(), PRICE);
}

#[test]
fn a_method_that_is_not_offered_is_refused() {
    let mut till = Till::open();
    till.checkout.order.methods = vec![Method::GuaranteedEft];
    assert_eq!(
        till.ask(start(1, Method::Eft)),
        Err(Rejection::MethodNotOffered(Method::Eft))
    );
}

#[test]
fn less_money_than_asked_for_is_paid_and_the_shortfall_is_told() {
    let mut till = Till::open();
    till.start_live(1);
    till.read(1, paid(PRICE - 5_000)).expect("allowed");
    assert_eq!(
        till.checkout
            .payment()
            .map(|payment| payment.amount.cents()),
        Some(PRICE - 5_000)
    );
    assert_eq!(till.checkout.shortfall().map(Money::cents), Some(5_000));
}

#[test]
fn a_browser_cannot_fill_the_log() {
    let mut till = Till::open();
    till.start_live(1);
    for n in 0..1_000 {
        till.ask(hint(1, &format!("STEP_{n}"), Claim::Underway))
            .expect("allowed");
    }
    assert_eq!(till.checkout.attempts[0].steps.len(), MAX_STEPS);
}

#[test]
fn a_form_that_comes_again_starts_nothing_whoever_started_the_attempt() {
    // The first is the one that a checkout starts by itself, the second a customer's.
    for n in [1, 2] {
        let mut till = Till::open();
        till.start_live(n);
        assert_eq!(till.start(n), Ok(Vec::new()));
        assert_eq!(till.checkout.attempts.len(), 1);
    }
    let mut till = Till::open();
    till.start_live(2);
    assert_eq!(till.start(1), Ok(Vec::new()), "somebody has begun");
    assert!(till.checkout.live().is_some_and(|live| live.id == id(2)));
}

#[test]
fn what_is_to_end_waits_for_the_last_word_and_no_longer() {
    let mut till = Till::open();
    till.start_live(1);
    till.ask(Command::Cancel).expect("open");
    till.wait(payment::CLOSE_GRACE - Duration::from_secs(1));
    assert_eq!(till.ask(Command::Tick), Ok(Vec::new()));
    till.wait(Duration::from_secs(1));
    till.ask(Command::Tick).expect("ticks");
    assert_eq!(till.checkout.status(), Status::Canceled);
}

#[test]
fn an_attempt_keeps_the_session_that_it_has() {
    let mut till = Till::open();
    till.start_live(1);
    let another = Command::Opened {
        attempt: id(1),
        session: payment::Session::v2(crate::setup::session(2)),
    };
    assert_eq!(till.ask(another), Err(Rejection::OtherSession));
    // More of the same is no other: a webhook tells the id alone.
    let whole = till.ask(crate::setup::debit(1)).expect("the same id");
    assert_eq!(whole.len(), 1);
    assert_eq!(till.ask(crate::setup::debit(1)), Ok(Vec::new()));
    let less = till.ask(opened(1));
    assert_eq!(less, Err(Rejection::OtherSession));
}

#[test]
fn a_step_again_and_a_step_after_the_end_are_not_written_down() {
    let mut till = Till::open();
    till.start_live(1);
    let seen = till.ask(hint(1, "BANK", Claim::Underway));
    assert_eq!(seen.map(|events| events.len()), Ok(1));
    let again = till.ask(hint(1, "BANK", Claim::Underway));
    assert_eq!(again, Ok(Vec::new()));
    till.read(1, Reading::Canceled).expect("reads");
    let after = till.ask(hint(1, "EXIT", Claim::Over));
    assert_eq!(after, Ok(Vec::new()));
}

#[test]
fn an_answer_that_says_nothing_new_is_not_written_down() {
    let mut till = Till::open();
    till.start_live(1);
    assert_eq!(
        till.read(1, Reading::Undecided).map(|events| events.len()),
        Ok(1)
    );
    assert_eq!(till.read(1, Reading::Undecided), Ok(Vec::new()));
}
