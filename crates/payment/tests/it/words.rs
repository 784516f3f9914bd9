//! The names that the API, the log and the provider know are fixed.

use std::fmt::Display;

use payment::{
    AgreementLink, BankAccount, DateOfBirth, DeliveryId, Email, EndpointId, EventId, Evidence,
    Field, KeyId, LinkRequestId, LinkedAccountId, Locale, LoginId, Method, Mode, Name, OrderId,
    PageToken, Phone, PostalCode, Province, Reference, RequestId, Screen, SessionId, Status,
    StepName, TextFault, Timestamp,
};
use serde::{Serialize, de::DeserializeOwned};

/// What `text` says is `T`, shows itself as that text and is written and read as it.
fn reads_back<T>(text: &str, shown: impl Fn(&T) -> &str)
where
    T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug + std::str::FromStr,
    T::Err: std::fmt::Debug,
{
    let it: T = text.parse().expect(text);
    assert_eq!(shown(&it), text);
    let written = serde_json::to_string(&it).expect("writes");
    assert_eq!(written, format!("\"{text}\""));
    assert_eq!(serde_json::from_str::<T>(&written).expect("reads"), it);
}

fn shows_as(it: impl Display, text: &str) {
    assert_eq!(it.to_string(), text);
}

#[test]
fn every_text_reads_back_as_it_was_written() {
    reads_back("John", Name::as_str);
    reads_back("j.doe@gmail.com", Email::as_str);
    reads_back("ON", Province::as_str);
    reads_back("M5V3A8", PostalCode::as_str);
    reads_back("1990-01-15", DateOfBirth::as_str);
    reads_back("4165550100", Phone::as_str);
    reads_back("ORDER-1001", Reference::as_str);
    reads_back("ORDER-1001", OrderId::as_str);
    reads_back("SUBMIT_CREDENTIAL", StepName::as_str);
    reads_back("https://pay.example/pad/1", AgreementLink::as_str);
    reads_back("3c90c3cc-0d44_4b50", SessionId::as_str);
    reads_back("FLK-20260415-001", RequestId::as_str);
    reads_back("login-1", LoginId::as_str);
    reads_back("request-1", LinkRequestId::as_str);
    reads_back("account-1", LinkedAccountId::as_str);
    reads_back(PageToken::from_bytes([1; 16]).as_str(), PageToken::as_str);
    for id in [
        EventId::from_bytes([1; 16]).to_string(),
        KeyId::from_bytes([1; 16]).to_string(),
        EndpointId::from_bytes([1; 16]).to_string(),
        DeliveryId::from_bytes([1; 16]).to_string(),
    ] {
        let known = [
            id.parse::<EventId>().is_ok(),
            id.parse::<KeyId>().is_ok(),
            id.parse::<EndpointId>().is_ok(),
            id.parse::<DeliveryId>().is_ok(),
        ];
        assert_eq!(known.into_iter().filter(|is| *is).count(), 1, "{id}");
    }
    shows_as(
        "ORDER-1001".parse::<Reference>().expect("valid"),
        "ORDER-1001",
    );
    shows_as(
        "ORDER-1001".parse::<OrderId>().expect("valid"),
        "ORDER-1001",
    );
    shows_as("BANK".parse::<StepName>().expect("valid"), "BANK");
    let step = String::from("BANK".parse::<StepName>().expect("valid"));
    assert_eq!(step, "BANK");
}

#[test]
fn what_is_written_is_read_as_strictly_as_what_is_typed() {
    assert!(serde_json::from_str::<Name>("\"<b>\"").is_err());
    assert!(serde_json::from_str::<Reference>("\"\"").is_err());
    assert!(serde_json::from_str::<OrderId>("\" \"").is_err());
    assert!(serde_json::from_str::<StepName>("\"lower\"").is_err());
    assert!(serde_json::from_str::<AgreementLink>("\"ftp://x\"").is_err());
    assert!(serde_json::from_str::<SessionId>("\"a b\"").is_err());
    assert!(serde_json::from_str::<Phone>("\"+1\"").is_err());
    for text in ["", "a b", "a/b", "é", &"x".repeat(101)] {
        assert!(text.parse::<SessionId>().is_err(), "{text:?}");
    }
    for text in ["", "lower", "A-B", &"X".repeat(65)] {
        assert!(text.parse::<StepName>().is_err(), "{text:?}");
    }
    assert!("X".repeat(64).parse::<StepName>().is_ok());
    let long = format!("https://pay.example/{}", "x".repeat(2048));
    assert!(long.parse::<AgreementLink>().is_err());
    assert!(long[..2048].parse::<AgreementLink>().is_ok());
}

#[test]
fn every_enum_has_its_names() {
    for mode in [Mode::Test, Mode::Live] {
        assert_eq!(mode.as_str().parse::<Mode>(), Ok(mode));
        shows_as(mode, mode.as_str());
    }
    assert!("demo".parse::<Mode>().is_err());
    let methods = Method::ALL.map(Method::as_str);
    assert_eq!(methods, ["guaranteed_eft", "e_transfer", "eft"]);
    for method in Method::ALL {
        assert_eq!(method.as_str().parse::<Method>(), Ok(method));
        shows_as(method, method.as_str());
    }
    assert!("card".parse::<Method>().is_err());
    for (locale, tag, language) in [(Locale::EnCa, "en-CA", "EN"), (Locale::FrCa, "fr-ca", "fr")] {
        assert_eq!(tag.parse::<Locale>(), Ok(locale));
        assert_eq!(language.parse::<Locale>(), Ok(locale));
        assert_eq!(locale.other().other(), locale);
        assert_ne!(locale.other(), locale);
        shows_as(locale, locale.tag());
    }
    assert!("de-CH".parse::<Locale>().is_err());
    assert_eq!(
        Status::ALL.map(Status::as_str),
        ["open", "processing", "paid", "canceled", "expired"]
    );
    let is_final = Status::ALL.map(Status::is_final);
    assert_eq!(is_final, [false, false, true, true, true]);
    assert_eq!(
        Evidence::ALL.map(Evidence::as_str),
        [
            "browser",
            "webhook",
            "status_read",
            "report",
            "clock",
            "merchant"
        ]
    );
    let fields = [
        Field::FirstName,
        Field::LastName,
        Field::Email,
        Field::Amount,
        Field::Method,
    ];
    assert_eq!(
        fields.map(Field::as_str),
        ["first_name", "last_name", "email", "amount", "method"]
    );
    let faults = [
        TextFault::Missing,
        TextFault::TooLong,
        TextFault::Digits { min: 3, max: 3 },
        TextFault::Date,
        TextFault::Invalid,
    ];
    assert_eq!(
        faults.map(TextFault::code),
        ["required", "too_long", "digits", "date", "invalid"]
    );
}

#[test]
fn a_screen_and_a_status_are_written_as_they_are_called() {
    for screen in Screen::ALL {
        let written = serde_json::to_string(&screen).expect("writes");
        assert_eq!(written, format!("\"{}\"", screen.as_str()));
    }
    for status in Status::ALL {
        let written = serde_json::to_string(&status).expect("writes");
        assert_eq!(written, format!("\"{}\"", status.as_str()));
    }
}

#[test]
fn what_is_personal_or_a_capability_shows_nothing_of_itself() {
    let account = BankAccount {
        institution: "777".parse().expect("valid"),
        transit: "77777".parse().expect("valid"),
        account: "1111000".parse().expect("valid"),
        label: "Chequing".parse().ok(),
    };
    let shown = format!("{account:?}");
    for secret in ["777", "1111000", "Chequing"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert_eq!(format!("{:?}", account.transit), "Digits(***)");
    for shown in [
        format!("{:?}", "s3cret".parse::<LoginId>().expect("valid")),
        format!(
            "{:?}",
            "https://s3cret".parse::<AgreementLink>().expect("valid")
        ),
        format!("{:?}", "s3cret@x.ca".parse::<Email>().expect("valid")),
    ] {
        assert!(shown.ends_with("(***)"), "{shown}");
    }
    let id = EventId::from_bytes([1; 16]);
    assert_eq!(format!("{id:?}"), id.as_str());
}

#[test]
fn a_moment_is_microseconds_and_stops_at_the_ends_of_time() {
    use std::time::Duration;
    let second = Duration::from_secs(1);
    let moment = Timestamp::from_micros(5_000_000);
    assert_eq!(moment.as_micros(), 5_000_000);
    assert_eq!(moment.plus(second).as_micros(), 6_000_000);
    assert_eq!(moment.minus(second).as_micros(), 4_000_000);
    assert_eq!(moment.since(moment.minus(second)), second);
    assert_eq!(moment.since(moment.plus(second)), Duration::ZERO);
    assert_eq!(moment.plus(Duration::MAX).as_micros(), i64::MAX);
    let first = Timestamp::from_micros(i64::MIN);
    assert_eq!(first.minus(second), first);
    assert_eq!(
        moment.minus(Duration::MAX).as_micros(),
        5_000_000 - i64::MAX
    );
}

#[test]
fn only_silence_is_unanswered() {
    use payment::{Failure, FailureCode};
    assert!(Failure::unanswered().is_unanswered());
    let detail = Failure::unanswered().detail;
    for failure in [
        Failure {
            code: FailureCode::ProviderRefused,
            detail: detail.clone(),
        },
        Failure {
            code: FailureCode::ProviderUnavailable,
            detail: Some("timeout".into()),
        },
        Failure {
            code: FailureCode::ProviderUnavailable,
            detail: None,
        },
    ] {
        assert!(!failure.is_unanswered(), "{failure:?}");
    }
}
