//! What the provider's words mean for a payment.

use flinks::{
    drift::DriftKind,
    session::{details, status},
    status::Answer,
};
use payment::{Failure, FailureCode, Method, Money, Reading};
use proptest::prelude::*;

fn failed(code: FailureCode, detail: Option<&str>) -> Reading {
    Reading::Failed(Failure {
        code,
        detail: detail.map(str::to_owned),
    })
}

fn paid(guaranteed: bool) -> Reading {
    Reading::Paid {
        amount: Some(Money::from_cents(50_000).expect("valid")),
        guaranteed,
    }
}

fn of_status(method: Method, status: &str, details: &str) -> Answer {
    let json = format!(
        r#"{{"sessionId":"aadd08f2-83ce-456d-84ed-c68cfed4ee7b","referenceId":"USER12345",
            "amount":500,"status":{status},"statusDetails":{details}}}"#
    );
    let response: status::Response = serde_json::from_str(&json).expect("reads");
    Answer::of_status(method, &response)
}

fn of_details(status: &str, details: &str, transactions: &[&str]) -> Answer {
    let listed: Vec<String> = transactions
        .iter()
        .map(|status| format!(r#"{{"id":"1","status":"{status}"}}"#))
        .collect();
    let json = format!(
        r#"{{"sessionId":"aadd08f2-83ce-456d-84ed-c68cfed4ee7b","amount":500.00,"type":"e-Transfer",
            "status":"{status}","statusDetails":{details},"payor":{{"firstName":"John"}},
            "schedule":{{"transactions":[{}]}}}}"#,
        listed.join(",")
    );
    let response: details::Response = serde_json::from_str(&json).expect("reads");
    Answer::of_details(&response)
}

fn kinds(answer: &Answer) -> Vec<DriftKind> {
    answer.drift.iter().map(|drift| drift.kind).collect()
}

#[test]
fn every_documented_pair_of_guaranteed_eft_has_its_meaning_and_no_drift() {
    use FailureCode::{LowBalance, NameMismatch, NotGuaranteed, SignInFailed};
    for (status, code, reading) in [
        ("Initiated", "EFT0101", Reading::Undecided),
        ("Completed", "EFT0301", paid(true)),
        ("Completed", "EFT0302", Reading::AgreementMissing),
        ("Failed", "EFT0401", failed(SignInFailed, Some("EFT0401"))),
        ("Failed", "EFT0402", failed(NotGuaranteed, Some("EFT0402"))),
        ("Failed", "EFT0403", failed(NameMismatch, Some("EFT0403"))),
        ("Failed", "EFT0404", failed(LowBalance, Some("EFT0404"))),
        ("Canceled", "EFT0501", Reading::Canceled),
        ("Cancelled", "EFT0501", Reading::Canceled),
        ("Expired", "EFT0601", Reading::Expired),
    ] {
        let answer = of_status(
            Method::GuaranteedEft,
            &format!("\"{status}\""),
            &format!("\"{code}\""),
        );
        assert_eq!(answer.reading, reading, "{status} {code}");
        assert_eq!(answer.drift, [], "{status} {code}");
        assert_eq!(answer.said.status, status);
        assert_eq!(answer.said.detail.as_deref(), Some(code));
    }
    let answer = of_status(Method::GuaranteedEft, "\"InProgress\"", "null");
    assert_eq!((answer.reading, answer.drift), (Reading::Undecided, vec![]));
}

#[test]
fn a_completed_session_without_a_signed_agreement_is_not_paid() {
    for method in Method::ALL {
        let answer = of_status(method, "\"Completed\"", "\"EFT0302\"");
        assert_eq!(answer.reading, Reading::AgreementMissing, "{method}");
    }
}

#[test]
fn regular_eft_is_paid_without_a_guarantee() {
    let answer = of_status(Method::Eft, "\"Completed\"", "\"EFT0301\"");
    assert_eq!(answer.reading, paid(false));
}

#[test]
fn what_is_not_understood_decides_nothing_and_is_reported() {
    use DriftKind::{Contradiction, SessionStatus, StatusDetails};
    for (status, code, drift) in [
        ("\"Completed\"", "null", StatusDetails),
        ("\"Completed\"", "\"EFT0399\"", StatusDetails),
        ("\"Completed\"", "\"eft0301\"", StatusDetails),
        ("\"Completed\"", "301", StatusDetails),
        ("\"Completed\"", "\"paid by John Smith\"", StatusDetails),
        ("\"Completed\"", "\"EFT0401\"", Contradiction),
        ("\"completed\"", "\"EFT0301\"", SessionStatus),
        ("\"Refunded\"", "\"EFT0301\"", SessionStatus),
        ("null", "\"EFT0301\"", SessionStatus),
        ("7", "\"EFT0301\"", SessionStatus),
        ("\"Initiated\"", "\"EFT0301\"", Contradiction),
        ("\"Failed\"", "\"EFT0301\"", Contradiction),
        ("\"Expired\"", "\"EFT0301\"", Contradiction),
        ("\"Canceled\"", "\"EFT0302\"", Contradiction),
    ] {
        let answer = of_status(Method::GuaranteedEft, status, code);
        assert_eq!(answer.reading, Reading::Undecided, "{status} {code}");
        assert_eq!(kinds(&answer), [drift], "{status} {code}");
    }
}

#[test]
fn a_failure_without_a_known_reason_is_still_a_failure() {
    for (code, detail) in [
        ("null", None),
        ("\"EFT0499\"", Some("EFT0499")),
        ("\"because of John\"", Some("unreadable")),
        ("\"EFT0101\"", Some("EFT0101")),
    ] {
        let answer = of_status(Method::GuaranteedEft, "\"Failed\"", code);
        assert_eq!(
            answer.reading,
            failed(FailureCode::Unknown, detail),
            "{code}"
        );
        assert_eq!(answer.drift.len(), 1, "{code}");
    }
}

#[test]
fn e_transfer_is_paid_when_its_transactions_are_and_not_before() {
    for transactions in [
        &["Accepted"] as &[&str],
        &["Processed"],
        &["Settled"],
        &["Settled", "Accepted"],
    ] {
        for status in ["Completed", "Initiated"] {
            let answer = of_details(status, "null", transactions);
            assert_eq!(answer.reading, paid(true), "{status} {transactions:?}");
            assert_eq!(answer.drift, []);
            assert_eq!(answer.said.detail.as_deref(), Some(transactions[0]));
        }
    }
    for transactions in [
        &[] as &[&str],
        &["Initiated"],
        &["Processing"],
        &["Settled", "Processing"],
        &["Declined", "Processing"],
    ] {
        let answer = of_details("Completed", "null", transactions);
        assert_eq!(answer.reading, Reading::Undecided, "{transactions:?}");
        assert_eq!(answer.drift, [], "{transactions:?}");
    }
}

#[test]
fn e_transfer_without_a_schedule_is_undecided() {
    for schedule in [
        "",
        r#","schedule":null"#,
        r#","schedule":{}"#,
        r#","schedule":{"transactions":null}"#,
    ] {
        let json = format!(r#"{{"status":"Completed","amount":null{schedule}}}"#);
        let response: details::Response = serde_json::from_str(&json).expect("reads");
        assert_eq!(
            Answer::of_details(&response).reading,
            Reading::Undecided,
            "{json}"
        );
    }
}

#[test]
fn an_e_transfer_that_nobody_will_pay_ends_with_the_most_telling_reason() {
    use FailureCode::{Declined, Unknown};
    for (transactions, reading) in [
        (&["Declined"] as &[&str], failed(Declined, Some("Declined"))),
        (&["Failed"], failed(Unknown, Some("Failed"))),
        (&["Cancelled"], Reading::Canceled),
        (&["Expired"], Reading::Expired),
        (&["Expired", "Declined"], failed(Declined, Some("Declined"))),
    ] {
        let answer = of_details("Completed", "null", transactions);
        assert_eq!(answer.reading, reading, "{transactions:?}");
    }
}

#[test]
fn an_e_transfer_session_that_ended_early_says_why() {
    use FailureCode::{Declined, NameMismatch, Unknown};
    for (status, code, transactions, reading) in [
        (
            "Failed",
            "null",
            &["Declined"] as &[&str],
            failed(Declined, Some("Declined")),
        ),
        (
            "Failed",
            "\"EFT0403\"",
            &[],
            failed(NameMismatch, Some("EFT0403")),
        ),
        ("Failed", "null", &[], failed(Unknown, None)),
        ("Cancelled", "null", &[], Reading::Canceled),
        ("Canceled", "null", &["Initiated"], Reading::Canceled),
        ("Expired", "null", &[], Reading::Expired),
    ] {
        let answer = of_details(status, code, transactions);
        assert_eq!(answer.reading, reading, "{status} {code} {transactions:?}");
        assert_eq!(answer.drift, [], "{status} {code} {transactions:?}");
    }
}

#[test]
fn an_e_transfer_that_contradicts_itself_decides_nothing_and_is_reported() {
    use DriftKind::{Contradiction, SessionStatus, TransactionStatus};
    for (status, transactions, drift) in [
        ("Failed", &["Settled"] as &[&str], Contradiction),
        ("Expired", &["Accepted"], Contradiction),
        ("Cancelled", &["Processed"], Contradiction),
        ("Completed", &["Settled", "Declined"], Contradiction),
        ("Completed", &["Reversed"], TransactionStatus),
        ("Completed", &["Settled", "Reversed"], TransactionStatus),
        ("Reversed", &["Settled"], SessionStatus),
    ] {
        let answer = of_details(status, "null", transactions);
        assert_eq!(
            answer.reading,
            Reading::Undecided,
            "{status} {transactions:?}"
        );
        assert_eq!(kinds(&answer), [drift], "{status} {transactions:?}");
    }
}

proptest! {
    #[test]
    fn only_the_documented_pair_pays_an_eft(status in "[A-Za-z]{0,12}|Completed", code in "EFT0[0-9]{3}|[ -~]{0,20}") {
        let answer = of_status(
            Method::GuaranteedEft,
            &serde_json::json!(status).to_string(),
            &serde_json::json!(code).to_string(),
        );
        let is_paid = matches!(answer.reading, Reading::Paid { .. });
        prop_assert_eq!(is_paid, status == "Completed" && code == "EFT0301");
    }

    #[test]
    fn what_is_kept_of_an_answer_is_short_and_safe(status in ".{0,100}", code in ".{0,100}") {
        let answer = of_status(
            Method::GuaranteedEft,
            &serde_json::json!(status).to_string(),
            &serde_json::json!(code).to_string(),
        );
        let kept = answer.drift.iter().map(|drift| drift.word.as_str())
            .chain([answer.said.status.as_str()])
            .chain(answer.said.detail.as_deref());
        for text in kept {
            prop_assert!(text.len() <= 64);
            prop_assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-'));
        }
    }
}
