//! The signed notification of a session's status.

use flinks::{
    drift::DriftKind,
    status::{Code, SessionStatus},
    webhook::{NoSession, SessionStatusChanged, SignatureError, sign, verify},
};
use payment::Money;
use proptest::prelude::*;
use secrecy::SecretString;

const SESSION: &str = "aadd08f2-83ce-456d-84ed-c68cfed4ee7b";

fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

#[test]
fn the_signature_is_the_published_hmac_in_upper_case() {
    let body = b"The quick brown fox jumps over the lazy dog";
    let expected = "sha256=F7BC83F430538424B13298E6AA6FB143EF4D59A14946175997479DBC2D1A3CD8";
    assert_eq!(sign(&secret("key"), body), expected);
    assert_eq!(verify(&secret("key"), body, expected), Ok(()));
    let lower = format!("sha256={}", expected[7..].to_ascii_lowercase());
    assert_eq!(verify(&secret("key"), body, &lower), Ok(()));
}

#[test]
fn a_signature_of_another_form_is_refused() {
    let good = sign(&secret("key"), b"{}");
    for header in [
        "",
        "sha256=",
        &good[7..],
        &good[..good.len() - 1],
        &format!("{good}00"),
        &format!("{good} "),
        &format!("SHA256={}", &good[7..]),
        &format!("sha1={}", &good[7..]),
        &format!("sha256={}", "Z".repeat(64)),
        &format!("sha256={}", "é".repeat(32)),
    ] {
        let refused = verify(&secret("key"), b"{}", header);
        assert_eq!(refused, Err(SignatureError::Malformed), "{header:?}");
    }
}

#[test]
fn without_a_secret_nobody_can_sign() {
    let forged = sign(&secret(""), b"{}");
    let refused = verify(&secret(""), b"{}", &forged);
    assert_eq!(refused, Err(SignatureError::NoSecret));
}

#[test]
fn the_fields_are_found_wherever_the_envelope_has_them() {
    let fields = format!(
        r#""sessionId":"{SESSION}","referenceId":"USER12345","amount":500.5,"status":"Completed","statusDetails":"EFT0301""#
    );
    let when = r#""when":"2026-10-01T12:00:00Z""#;
    for body in [
        format!(r#"{{"event":"SessionSetupStatusChanged",{when},{fields}}}"#),
        format!(r#"{{"event":"SessionSetupStatusChanged",{when},"data":{{{fields}}}}}"#),
        format!(r#"{{"payload":{{{fields},{when}}},"data":null}}"#),
        format!(r#"{{"data":"text","payload":{{{fields},{when},"new":[1e999,"\ud800"]}}}}"#),
    ] {
        let change = SessionStatusChanged::decode(body.as_bytes()).expect("decodes");
        assert_eq!(change.session_id.as_str(), SESSION);
        assert_eq!(change.status, Some(SessionStatus::Completed));
        assert_eq!(change.code, Some(Code::Scheduled));
        assert_eq!(change.amount.map(Money::cents), Some(50_050));
        assert_eq!(change.when.as_deref(), Some("2026-10-01T12:00:00Z"));
        assert_eq!(change.said.status, "Completed");
        assert_eq!(change.said.detail.as_deref(), Some("EFT0301"));
        assert_eq!(change.drift, []);
    }
}

#[test]
fn unknown_words_are_kept_and_reported_and_unreadable_fields_are_absent() {
    let body = format!(
        r#"{{"sessionId":"{SESSION}","status":"Paused","statusDetails":"EFT0999","amount":-5,"when":"<b>"}}"#
    );
    let change = SessionStatusChanged::decode(body.as_bytes()).expect("decodes");
    assert!(matches!(change.status, Some(SessionStatus::Unknown(_))));
    assert_eq!(change.said.status, "Paused");
    assert_eq!(change.amount, None);
    assert_eq!(change.when, None);
    let kinds: Vec<DriftKind> = change.drift.iter().map(|drift| drift.kind).collect();
    assert_eq!(kinds, [DriftKind::SessionStatus, DriftKind::StatusDetails]);
}

#[test]
fn a_session_id_alone_is_enough() {
    let body = format!(r#"{{"sessionId":"{SESSION}"}}"#);
    let change = SessionStatusChanged::decode(body.as_bytes()).expect("decodes");
    assert_eq!((change.status, change.said.status.as_str()), (None, ""));
}

#[test]
fn a_body_that_names_no_session_is_refused() {
    let huge = format!(
        r#"{{"sessionId":"{SESSION}","pad":"{}"}}"#,
        "x".repeat(65_536)
    );
    let deep = "[".repeat(50_000);
    for body in [
        "",
        "null",
        "[]",
        "{}",
        r#"{"sessionId":null}"#,
        r#"{"sessionId":5}"#,
        r#"{"sessionId":"../../admin"}"#,
        r#"{"sessionId":""}"#,
        r#"{"data":{"data":{"sessionId":"a"}}}"#,
        &huge,
        &deep,
    ] {
        let refused = SessionStatusChanged::decode(body.as_bytes());
        assert_eq!(refused, Err(NoSession), "{}", &body[..body.len().min(60)]);
    }
    assert_eq!(SessionStatusChanged::decode(b"\xff\xfe{}"), Err(NoSession));
}

proptest! {
    #[test]
    fn what_is_signed_verifies_and_nothing_else_does(
        key in "[ -~]{1,40}",
        body: Vec<u8>,
        at: prop::sample::Index,
        flip in 1_u8..,
    ) {
        let secret = SecretString::from(key);
        let signature = sign(&secret, &body);
        prop_assert_eq!(verify(&secret, &body, &signature), Ok(()));

        let mut longer = body.clone();
        longer.push(b' ');
        prop_assert_eq!(verify(&secret, &longer, &signature), Err(SignatureError::Mismatch));
        if !body.is_empty() {
            let mut other = body.clone();
            other[at.index(body.len())] ^= flip;
            prop_assert_eq!(verify(&secret, &other, &signature), Err(SignatureError::Mismatch));
        }
    }

    #[test]
    fn no_body_makes_it_panic(body: Vec<u8>) {
        let _ = SessionStatusChanged::decode(&body);
    }
}
