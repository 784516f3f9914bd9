//! Every place that a checkout with two attempts can reach, and every step from it: each
//! command in any order and again, every task done, done twice or late, time passing at any
//! moment. A crash is no step of its own: what is in a place is what is written down, and a
//! decision is written whole.

mod abstraction;
mod alphabet;
mod ending;
mod explore;
mod law;
mod passing;
mod place;
mod reach;
mod said;
mod works;

use payment::NotificationKind;

use self::{explore::walk, law::Law};

#[test]
fn never_do_two_payments_count_and_no_money_is_without_a_place() {
    walk().upholds(Law::OnePaymentCounts);
}

#[test]
fn what_is_paid_stays_paid_and_what_goes_back_has_a_case() {
    walk().upholds(Law::PaidStaysPaid);
}

#[test]
fn what_a_browser_or_a_webhook_says_moves_no_money() {
    walk().upholds(Law::RumoursMoveNoMoney);
}

#[test]
fn an_end_is_the_end() {
    walk().upholds(Law::FinalIsFinal);
}

#[test]
fn every_place_has_the_screen_that_fits_it_and_every_screen_a_place() {
    walk().upholds(Law::OneScreen);
    let never = walk().screens_never_shown();
    assert!(never.is_empty(), "{never:?}");
}

#[test]
fn at_most_one_attempt_is_live_and_none_after_the_end() {
    walk().upholds(Law::OneLiveAttempt);
}

#[test]
fn while_anything_is_undecided_the_work_that_decides_it_is_written_down() {
    walk().upholds(Law::WorkIsWrittenDown);
}

#[test]
fn the_clock_and_the_work_alone_end_every_checkout() {
    walk().upholds(Law::EndsByItself);
}

#[test]
fn a_claim_is_won_once() {
    walk().upholds(Law::OneClaim);
}

#[test]
fn every_end_every_failure_and_every_case_is_told_once() {
    walk().upholds(Law::Notifications);
    let kinds: Vec<_> = walk().told.iter().copied().collect();
    assert_eq!(kinds, NotificationKind::ALL);
}

#[test]
fn every_fact_is_of_the_checkouts_own_time() {
    walk().upholds(Law::ItsOwnTime);
}

#[test]
fn time_is_given_to_who_asks_and_only_while_it_can_be_paid() {
    walk().upholds(Law::MoreTime);
}

#[test]
fn nothing_is_asked_for_twice_while_it_may_be_under_way() {
    walk().upholds(Law::AskedForOnce);
}

#[test]
fn only_a_payment_that_is_wanted_is_guaranteed() {
    walk().upholds(Law::GuaranteeOfTheWanted);
}
