//! Debits that a bank sends back.

use payment::{CaseKind, FailureCode, Reading, Screen, Status, screen};

use crate::setup::{PRICE, Till, paid};

fn returned(code: &str) -> Reading {
    Reading::Returned { code: code.into() }
}

#[test]
fn a_return_after_the_payment_opens_a_case_and_the_checkout_stays_paid() {
    let mut till = Till::open();
    till.start_live(1);
    till.read(1, paid(PRICE)).expect("allowed");
    till.read(1, returned("901")).expect("allowed");
    assert_eq!(till.checkout.status(), Status::Paid);
    let case = &till.checkout.cases[0];
    assert_eq!(case.kind, CaseKind::ReturnedPayment);
    assert_eq!(case.detail.as_deref(), Some("901"));
    assert_eq!(case.amount.cents(), PRICE);
}

#[test]
fn one_debit_is_returned_once() {
    let mut till = Till::open();
    till.start_live(1);
    till.read(1, paid(PRICE)).expect("allowed");
    till.read(1, returned("901")).expect("allowed");
    assert_eq!(till.read(1, returned("901")), Ok(Vec::new()));
    assert_eq!(till.read(1, paid(PRICE)), Ok(Vec::new()));
    assert_eq!(till.read(1, returned("905")), Ok(Vec::new()));
    assert_eq!(till.checkout.cases.len(), 1);
}

#[test]
fn a_return_before_the_payment_counted_fails_the_attempt() {
    let mut till = Till::open();
    till.start_live(1);
    till.read(1, returned("905")).expect("allowed");
    assert_eq!(screen(&till.checkout), Screen::Returned);
    let last = till.checkout.last_failure.as_ref().expect("it failed");
    assert_eq!(last.failure.code, FailureCode::Returned);
    assert_eq!(last.failure.detail.as_deref(), Some("905"));
    assert_eq!(till.checkout.status(), Status::Open);
}
