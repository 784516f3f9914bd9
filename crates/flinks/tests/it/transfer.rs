//! What the state of an e-Transfer payment request of the first version means.

use flinks::{
    client::NewSession,
    drift::DriftKind,
    limits::Limits,
    session::create::{SessionFault, Unsupported},
    status::request_body,
    transfer::Request,
};
use payment::{BankAccount, FailureCode, Method, Payer, Reading};
use proptest::prelude::*;

fn reading(status: &str, details: &str) -> (Reading, Vec<DriftKind>) {
    let body = format!(r#"{{"requestId":"r-1","status":{status},"statusDetails":{details}}}"#);
    let answer = request_body(body.as_bytes()).expect("reads").answer;
    let kinds = answer.drift.iter().map(|drift| drift.kind).collect();
    (answer.reading, kinds)
}

fn failed(reading: &Reading) -> Option<(FailureCode, Option<&str>)> {
    match reading {
        Reading::Failed(failure) => Some((failure.code, failure.detail.as_deref())),
        _ => None,
    }
}

#[test]
fn every_documented_status_has_its_meaning() {
    let paid = Reading::Paid {
        amount: None,
        guaranteed: true,
    };
    for (status, expected) in [
        ("Initiated", Reading::Undecided),
        ("Processing", Reading::Undecided),
        ("Accepted", paid.clone()),
        ("Processed", paid.clone()),
        ("Settled", paid),
        ("Cancelled", Reading::Canceled),
        ("Canceled", Reading::Canceled),
        ("Expired", Reading::Expired),
    ] {
        let (reading, drift) = reading(&format!("\"{status}\""), "null");
        assert_eq!((reading, drift), (expected, vec![]), "{status}");
    }
    let (declined, _) = reading("\"Declined\"", "null");
    assert_eq!(
        failed(&declined),
        Some((FailureCode::Declined, Some("Declined")))
    );
}

#[test]
fn a_failure_is_told_by_its_details_where_they_are_a_known_code() {
    for (details, code, detail) in [
        ("null", FailureCode::Unknown, None),
        ("\"EFT0403\"", FailureCode::NameMismatch, Some("EFT0403")),
        (
            "\"NAME_MISMATCH\"",
            FailureCode::Unknown,
            Some("NAME_MISMATCH"),
        ),
        (
            "\"John is not Jane\"",
            FailureCode::Unknown,
            Some("unreadable"),
        ),
    ] {
        let (reading, _) = reading("\"Failed\"", details);
        assert_eq!(failed(&reading), Some((code, detail)), "{details}");
    }
}

#[test]
fn a_status_that_is_not_documented_decides_nothing() {
    for status in ["\"Reversed\"", "\"settled\"", "7", "{}"] {
        let (reading, drift) = reading(status, "null");
        assert_eq!(reading, Reading::Undecided, "{status}");
        assert_eq!(drift, [DriftKind::TransactionStatus], "{status}");
    }
}

#[test]
fn the_other_name_of_the_status_is_known_and_none_at_all_is_no_answer() {
    let answer = request_body(br#"{"id":"r","paymentStatus":"Settled"}"#).expect("reads");
    assert!(matches!(answer.answer.reading, Reading::Paid { .. }));
    for body in [
        "{}",
        "[]",
        "",
        r#"{"status":null}"#,
        r#"{"requestId":"a b","status":"Settled"}"#,
    ] {
        assert!(request_body(body.as_bytes()).is_err(), "{body}");
    }
}

fn payer() -> Payer {
    Payer {
        first_name: "John".parse().expect("valid"),
        middle_name: Some("Q".parse().expect("valid")),
        last_name: "Smith".parse().expect("valid"),
        email: "john.smith@example.com".parse().expect("valid"),
        phone: None,
        date_of_birth: None,
        occupation: None,
    }
}

#[test]
fn what_the_first_version_does_not_take_is_told_all_at_once() {
    let session = NewSession {
        payee_account: Some(BankAccount {
            institution: "999".parse().expect("valid"),
            transit: "30265".parse().expect("valid"),
            account: "9876541".parse().expect("valid"),
            label: None,
        }),
        ..NewSession::new(Method::ETransfer, payer())
    };
    let refused = Request::new(&session, Limits::default()).expect_err("two faults");
    assert_eq!(
        refused,
        Unsupported(vec![SessionFault::AmountMissing, SessionFault::Payee])
    );
    assert_eq!(
        refused.to_string(),
        "an e-Transfer of the first version needs an amount; this method cannot pay into an account of one's choice"
    );
}

proptest! {
    #[test]
    fn only_three_words_pay(status in "[A-Za-z]{0,12}|Accepted|Processed|Settled") {
        let (reading, _) = reading(&format!("\"{status}\""), "null");
        let is_paid = matches!(reading, Reading::Paid { .. });
        prop_assert_eq!(is_paid, ["Accepted", "Processed", "Settled"].contains(&status.as_str()));
    }

    #[test]
    fn no_body_makes_it_panic(body: Vec<u8>) {
        let _ = request_body(&body);
    }
}
