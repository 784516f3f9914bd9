//! The signed notification of a session's status.

use flinks::{
    drift::DriftKind,
    status::{Code, SessionStatus},
    webhook::{
        GuaranteeIssued, NoSession, SessionStatusChanged, SignatureError, SignatureStyle, Webhook,
        sign, style_that_fits, verify,
    },
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
        format!(r#"{{"data":"text","payload":{{{fields},{when}}}}}"#),
    ] {
        let change = SessionStatusChanged::decode(body.as_bytes()).expect("decodes");
        assert_eq!(change.session_id.as_str(), SESSION);
        let reference = change.reference.as_ref().map(payment::Reference::as_str);
        assert_eq!(reference, Some("USER12345"));
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
        r#"{{"sessionId":"{SESSION}","status":"Paused","statusDetails":"EFT0999","amount":-5,"when":"<b>","referenceId":7}}"#
    );
    let change = SessionStatusChanged::decode(body.as_bytes()).expect("decodes");
    assert!(matches!(change.status, Some(SessionStatus::Unknown(_))));
    assert_eq!(change.said.status, "Paused");
    assert_eq!(change.amount, None);
    assert_eq!(change.when, None);
    assert_eq!(change.reference, None);
    let kinds: Vec<DriftKind> = change.drift.iter().map(|drift| drift.kind).collect();
    assert_eq!(kinds, [DriftKind::SessionStatus, DriftKind::StatusDetails]);
}

#[test]
fn the_signature_in_base64_is_the_published_hmac() {
    let body = b"The quick brown fox jumps over the lazy dog";
    let expected = "97yD9DBThCSxMpjmqm+xQ+9NWaFJRhdZl0edvC0aPNg=";
    for style in [
        SignatureStyle::FlinksAuthenticityKey,
        SignatureStyle::XFlinksSignature,
    ] {
        assert_eq!(style.sign(&secret("key"), body), expected);
        assert_eq!(style.verify(&secret("key"), body, expected), Ok(()));
    }
}

#[test]
fn each_style_takes_its_own_form_alone() {
    let (key, body) = (secret("key"), b"{}".as_slice());
    for style in SignatureStyle::ALL {
        assert_eq!(style.verify(&key, body, &style.sign(&key, body)), Ok(()));
        for header in [
            "",
            "sha256=",
            "=",
            "????",
            &"A".repeat(44),
            &"é".repeat(22),
            &"A".repeat(400),
        ] {
            assert!(
                style.verify(&key, body, header).is_err(),
                "{style:?} {header:?}"
            );
        }
        let other = style.sign(&secret("another"), body);
        assert_eq!(
            style.verify(&key, body, &other),
            Err(SignatureError::Mismatch)
        );
        assert_eq!(
            style.verify(&secret(""), body, &other),
            Err(SignatureError::NoSecret)
        );
    }
    use SignatureStyle::{FlinksAuthenticityKey, XFlinksSignature, XWebhookSignature};
    let hex = XWebhookSignature.sign(&key, body);
    assert_eq!(
        FlinksAuthenticityKey.verify(&key, body, &hex),
        Err(SignatureError::Malformed)
    );
    let base64 = FlinksAuthenticityKey.sign(&key, body);
    assert_eq!(
        XWebhookSignature.verify(&key, body, &base64),
        Err(SignatureError::Malformed)
    );
    assert_eq!(
        XFlinksSignature.verify(&key, body, &hex),
        Ok(()),
        "its encoding is assumed"
    );
    assert_eq!(XFlinksSignature.verify(&key, body, &hex[7..]), Ok(()));
}

#[test]
fn the_style_that_fits_is_found_by_its_header_and_its_form() {
    let (key, body) = (secret("key"), b"{}".as_slice());
    for style in SignatureStyle::ALL {
        let signature = style.sign(&key, body);
        let header = |name: &str| {
            name.eq_ignore_ascii_case(style.header())
                .then_some(signature.as_str())
        };
        assert_eq!(style_that_fits(&key, header, body), Some(style));
        assert_eq!(style_that_fits(&secret("another"), header, body), None);
        assert_eq!(style_that_fits(&key, header, b"{ }"), None);
    }
    assert_eq!(style_that_fits(&key, |_| None, body), None);
}

#[test]
fn a_guarantee_is_told_from_a_status_by_its_name() {
    for (fields, cents) in [
        (r#""amount":500"#, Some(50_000)),
        (r#""guaranteedAmount":450.00,"amount":500"#, Some(45_000)),
        (r#""amount":"much""#, None),
        (r#""when":"2026-10-01T12:00:00Z""#, None),
    ] {
        for body in [
            format!(r#"{{"event":"GuaranteeIssued","sessionId":"{SESSION}",{fields}}}"#),
            format!(r#"{{"event":"GuaranteeIssued","data":{{"sessionId":"{SESSION}",{fields}}}}}"#),
        ] {
            let Ok(Webhook::Guarantee(issued)) = Webhook::decode(body.as_bytes()) else {
                panic!("{body}");
            };
            assert_eq!(issued.session_id.as_str(), SESSION);
            assert_eq!(issued.amount.map(Money::cents), cents, "{body}");
            assert_eq!(issued.drift, []);
            assert_eq!(GuaranteeIssued::decode(body.as_bytes()), Ok(issued));
        }
    }
    let status =
        format!(r#"{{"sessionId":"{SESSION}","status":"Completed","statusDetails":"EFT0301"}}"#);
    let decoded = Webhook::decode(status.as_bytes()).expect("decodes");
    assert!(matches!(decoded, Webhook::Status(_)));
    assert_eq!(
        Webhook::decode(br#"{"event":"GuaranteeIssued"}"#),
        Err(NoSession)
    );
}

#[test]
fn an_event_and_fields_that_are_not_documented_are_reported_and_lead_to_a_read() {
    let body = format!(
        r#"{{"event":"SessionRenamed","fee":1e999,"data":{{"sessionId":"{SESSION}","f\u0065e2":[],"canary@x.ca":1}}}}"#
    );
    let decoded = Webhook::decode(body.as_bytes()).expect("decodes");
    assert_eq!(decoded.session_id().as_str(), SESSION);
    assert!(matches!(decoded, Webhook::Status(_)));
    let found: Vec<(DriftKind, &str)> = decoded
        .drift()
        .iter()
        .map(|drift| (drift.kind, drift.word.as_str()))
        .collect();
    use DriftKind::{EventName, Field};
    assert_eq!(
        found,
        [
            (EventName, "SessionRenamed"),
            (Field, "fee"),
            (Field, "fee2"),
            (Field, "unreadable")
        ]
    );
}

#[test]
fn of_repeated_fields_the_last_counts() {
    let body = format!(
        r#"{{"sessionId":"a","sessionId":"{SESSION}","status":"Failed","status":"Expired"}}"#
    );
    let change = SessionStatusChanged::decode(body.as_bytes()).expect("decodes");
    assert_eq!(change.session_id.as_str(), SESSION);
    assert_eq!(change.status, Some(SessionStatus::Expired));
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
        let _ = Webhook::decode(&body);
    }

    #[test]
    fn no_header_makes_it_panic_or_fits(header in ".{0,80}|[A-Za-z0-9+/]{43}=") {
        for style in SignatureStyle::ALL {
            let refused = style.verify(&secret("key"), b"{}", &header);
            prop_assert!(refused.is_err(), "{:?}", style);
        }
    }
}

#[test]
fn a_word_of_a_payment_request_is_no_surprise_in_a_webhook() {
    for (status, is_known) in [("Accepted", true), ("Declined", true), ("Wobbling", false)] {
        let body = format!(r#"{{"sessionId":"{SESSION}","status":"{status}"}}"#);
        let said = SessionStatusChanged::decode(body.as_bytes()).expect("a notification");
        let is_told = said
            .drift
            .iter()
            .any(|drift| drift.kind == DriftKind::SessionStatus);
        assert_eq!(is_told, !is_known, "{status}");
    }
}
