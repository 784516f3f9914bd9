//! What the details of a session hold, in the newer and the older schema.

use flinks::{
    drift::DriftKind,
    session::details::{Progress, Response},
    status::details_body,
    word::Word,
};
use payment::Money;
use proptest::prelude::*;

fn read(json: &str) -> Response {
    serde_json::from_str(json).expect("reads")
}

const NEW: &str = r#"{
    "sessionId": "aadd08f2-83ce-456d-84ed-c68cfed4ee7b", "referenceId": null, "amount": 500,
    "type": "EFT", "direction": "DEBIT", "currency": "CAD",
    "status": "Completed", "statusDetails": "EFT0301",
    "step": {"current": "Complete", "aggregationRequestId": "a-1", "padId": "pad-1"},
    "options": {"guarantee": {"enable": true}, "notificationPreferences": {"language": "EN"},
        "showConsentScreen": true, "limits": {"minimumAmount": 1, "maximumAmount": 5000},
        "amountModification": false,
        "redirectPreferences": {"mode": "JsEvents", "urlSuccess": null, "urlExit": null}},
    "payor": {"email": "john@canary.example", "firstName": "Canary", "lastName": "Canary", "middleName": null,
        "account": {"institutionCode": "999", "transitNumber": "60265", "accountNumber": "****1234",
            "accountLabel": "Checking (****1234)", "availableBalance": 1234.5},
        "address": {"addressLine1": "1 Canary Road", "city": "Toronto", "province": "ON", "postalCode": "M5V3A8", "country": "CA"}},
    "payee": {"account": {"institutionCode": "999", "transitNumber": "12345", "accountNumber": "12345678", "accountLabel": "Shop"}},
    "guaranteeDetails": {"guaranteeOffered": true, "guaranteeAccepted": true, "highestDebitAmountToGuarantee": 750.25,
        "overallRiskLevel": "Low", "transactionRiskLevel": "Unknown", "userRiskLevel": null, "otherRiskLevel": "Low", "score": 7},
    "userDetails": {"matchingPerformed": true, "nameMatch": 95},
    "createdAt": "2026-04-15T12:00:00.000999Z"}"#;

#[test]
fn the_newer_schema_is_read_and_nothing_in_it_is_new() {
    let details = read(NEW);
    let step = details.step.clone().expect("a step");
    assert_eq!(step.current.as_ref().map(Word::as_str), Some("Complete"));
    assert!(Progress::DOCUMENTED.contains(&"Complete"));
    assert_eq!(step.pad_id.expect("a pad").as_str(), "pad-1");
    let account = details
        .payor
        .clone()
        .and_then(|payor| payor.account)
        .expect("an account");
    assert_eq!(account.institution_code.as_deref(), Some("999"));
    assert_eq!(account.transit_number.as_deref(), Some("60265"));
    assert_eq!(account.ending.as_deref(), Some("1234"));
    let payee = details
        .payee
        .clone()
        .and_then(|payee| payee.account)
        .expect("an account");
    assert_eq!(
        payee.ending.as_deref(),
        Some("5678"),
        "of a whole number the end alone is kept"
    );
    let guarantee = details.guarantee_details.clone().expect("a guarantee");
    assert_eq!(
        (guarantee.guarantee_offered, guarantee.guarantee_accepted),
        (Some(true), Some(true))
    );
    assert_eq!(
        guarantee
            .highest_debit_amount_to_guarantee
            .map(Money::cents),
        Some(75_025)
    );
    let user = details.user_details.clone().expect("a match");
    assert_eq!(
        (user.matching_performed, user.name_match),
        (Some(true), Some(95))
    );
    assert_eq!(details.made_at(), Some("2026-04-15T12:00:00.000999Z"));
    assert_eq!(
        details_body(NEW.as_bytes()).expect("reads").answer.drift,
        []
    );
}

#[test]
fn the_older_schema_is_read_and_nothing_in_it_is_new() {
    let old = r#"{"sessionId": "aadd08f2-83ce-456d-84ed-c68cfed4ee7b", "status": "Completed", "statusDetails": "EFT0301",
        "payor": {"verifiedAccount": {"institutionName": "Flinks Capital", "accountType": "Chequing", "accountNumber": "9876541"}},
        "guarantee": {"status": "Approved", "approvedAt": "2026-01-01T00:00:00Z", "coverage": 100},
        "created_at": "2026-01-01T00:00:00Z", "updated_at": null, "completed_at": null}"#;
    let details = read(old);
    let account = details
        .payor
        .clone()
        .and_then(|payor| payor.account)
        .expect("an account");
    assert_eq!(account.ending.as_deref(), Some("6541"));
    assert_eq!(
        account.account_type.as_ref().map(Word::as_str),
        Some("Chequing")
    );
    let guarantee = details
        .guarantee
        .clone()
        .and_then(|guarantee| guarantee.status);
    assert_eq!(guarantee.as_ref().map(Word::as_str), Some("Approved"));
    assert_eq!(details.made_at(), Some("2026-01-01T00:00:00Z"));
    assert_eq!(
        details_body(old.as_bytes()).expect("reads").answer.drift,
        []
    );
}

#[test]
fn what_cannot_be_read_beside_the_money_is_absent() {
    for (field, value) in [
        ("step", "5"),
        ("step", r#"{"current": {"x": 1}, "padId": "../x"}"#),
        ("payor", r#"[1e999]"#),
        ("payor", r#"{"account": "none", "verifiedAccount": {}}"#),
        ("payee", "null"),
        (
            "guaranteeDetails",
            r#"{"guaranteeOffered": "true", "highestDebitAmountToGuarantee": -1}"#,
        ),
        ("userDetails", r#"{"nameMatch": 995}"#),
        ("createdAt", "17"),
        ("created_at", "\"<b>\""),
    ] {
        let json = format!(
            r#"{{"status":"Completed","statusDetails":"EFT0301","amount":5,"{field}":{value}}}"#
        );
        let details = read(&json);
        assert_eq!(details.amount.map(Money::cents), Some(500), "{json}");
        assert_eq!(details.made_at(), None, "{json}");
        assert_eq!(
            details.user_details.and_then(|user| user.name_match),
            None,
            "{json}"
        );
        assert!(
            details
                .guarantee_details
                .is_none_or(|g| g.guarantee_offered.is_none()),
            "{json}"
        );
    }
}

#[test]
fn what_the_money_depends_on_is_read_strictly() {
    for json in [
        "{}",
        r#"{"status":"Completed","amount":1.005}"#,
        r#"{"status":"Completed","schedule":"none"}"#,
        r#"{"status":"Completed","schedule":{"transactions":[{}]}}"#,
        r#"{"status":"Completed","sessionId":"a b"}"#,
    ] {
        assert!(details_body(json.as_bytes()).is_err(), "{json}");
    }
}

#[test]
fn new_fields_are_reported_by_name_with_the_shape_of_the_answer() {
    let json = r#"{"status":"Initiated","statusDetails":"EFT0101","fee":1,
        "payor":{"firstName":"Canary","iban":"9876541"},"step":{"current":"Dance","canary@x.ca":2}}"#;
    let answer = details_body(json.as_bytes()).expect("reads").answer;
    let found: Vec<(DriftKind, &str)> = answer
        .drift
        .iter()
        .map(|drift| (drift.kind, drift.word.as_str()))
        .collect();
    use DriftKind::{Field, Step};
    assert_eq!(
        found,
        [
            (Step, "Dance"),
            (Field, "fee"),
            (Field, "iban"),
            (Field, "unreadable")
        ]
    );
    let sample = answer.sample.expect("a sample");
    for personal in ["Canary", "canary", "9876541"] {
        assert!(!sample.contains(personal), "{sample}");
    }
    assert!(sample.contains("EFT0101"), "{sample}");
}

#[test]
fn details_do_not_print_who_pays() {
    let debug = format!("{:?}", read(NEW));
    for personal in ["anary", "1234", "5678", "60265"] {
        assert!(!debug.contains(personal), "{personal} in {debug}");
    }
}

proptest! {
    #[test]
    fn no_details_make_it_panic(body: Vec<u8>) {
        let _ = details_body(&body);
    }

    #[test]
    fn no_field_of_another_shape_makes_it_panic(
        field in "step|payor|payee|guaranteeDetails|guarantee|userDetails|createdAt|schedule",
        value in r#"(\{"[a-zA-Z]{1,12}":)?(null|true|-?[0-9]{1,20}|"[^"\\]{0,20}"|\[\])(\})?"#,
    ) {
        let _ = details_body(format!(r#"{{"status":"Failed","{field}":{value}}}"#).as_bytes());
    }
}
