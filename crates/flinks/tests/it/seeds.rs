//! The examples of the provider's own pages, copied letter by letter: what we send equals
//! them, and what they answer is understood.

use flinks::{
    client::NewSession,
    session::create::{Request, Response},
    status::{details_body, request_body, status_body},
    transfer,
};
use payment::{Address, BankAccount, Delivery, Locale, Method, Money, Payer, Reading};
use serde_json::Value;

/// `POST /api/v2/sessions` of an e-Transfer `[ET-init]`.
const E_TRANSFER: &str = r#"{
  "referenceId": "USER12345",
  "type": "e-Transfer",
  "direction": "DEBIT",
  "currency": "CAD",
  "amount": 250.00,
  "options": {
    "notificationPreferences": {
      "sendInteracLink": true
    }
  },
  "payor": {
    "firstName": "John",
    "lastName": "Smith",
    "email": "john.smith@example.com"
  },
  "payee": {
    "account": {
      "institutionCode": "999",
      "transitNumber": "30265",
      "accountNumber": "9876541"
    }
  }
}"#;

/// `POST /api/v2/sessions` of a guaranteed EFT `[G-setup]`.
const GUARANTEED_EFT: &str = r#"{
  "referenceId": "USER12345",
  "type": "EFT",
  "direction": "DEBIT",
  "currency": "CAD",
  "amount": 500.00,
  "options": {
    "guarantee": {
      "enable": true
    },
    "notificationPreferences": {
      "language": "EN"
    }
  },
  "payor": {
    "firstName": "John",
    "lastName": "Smith",
    "email": "john.smith@example.com",    
    "address": {
      "addressLine1": "123 Main Street",
      "city": "Toronto",
      "postalCode": "M5V3A8",
      "province": "ON",
      "country": "CA"
    }
  },
  "payee": {
    "account": {
      "accountNumber": "12345678",
      "transitNumber": "12345",
      "institutionCode": "999"
    }
  }
}"#;

/// The answer to either `[ET-init, G-setup]`.
const CREATED: &str = r#"{
  "sessionId": "850750a4-3021-4061-ac03-a8d873aa4179",
  "referenceId": "USER12345"
}"#;

/// The same as the reference generates it `[ET-init]`.
const CREATED_IN_THE_REFERENCE: &str = r#"{
  "sessionId": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
  "referenceId": "<string>"
}"#;

/// `GET …/status` of a guaranteed EFT `[G-setup]`.
const STATUS: &str = r#"{
  "sessionId": "aadd08f2-83ce-456d-84ed-c68cfed4ee7b",
  "referenceId": "USER12345",
  "amount": 500,
  "status": "Completed",
  "statusDetails": "EFT0301"
}"#;

fn john_smith() -> Payer {
    Payer {
        first_name: "John".parse().expect("valid"),
        middle_name: None,
        last_name: "Smith".parse().expect("valid"),
        email: "john.smith@example.com".parse().expect("valid"),
        phone: None,
        date_of_birth: None,
        occupation: None,
    }
}

fn account(institution: &str, transit: &str, account: &str) -> BankAccount {
    BankAccount {
        institution: institution.parse().expect("valid"),
        transit: transit.parse().expect("valid"),
        account: account.parse().expect("valid"),
        label: None,
    }
}

fn cents(cents: i64) -> Money {
    Money::from_cents(cents).expect("valid")
}

/// Compares as JSON, and looks at the amount letter by letter: to a reader of JSON `250.0`
/// is the same number.
fn assert_equals_the_example(session: &NewSession, example: &str, amount: &str) {
    let body =
        serde_json::to_string(&Request::try_from(session).expect("supported")).expect("writes");
    let sent: Value = serde_json::from_str(&body).expect("JSON");
    let shown: Value = serde_json::from_str(example).expect("JSON");
    assert_eq!(sent, shown);
    assert!(body.contains(&format!("\"amount\":{amount},")), "{body}");
    assert!(example.contains(&format!("\"amount\": {amount},")));
}

#[test]
fn an_e_transfer_by_e_mail_is_asked_for_as_the_page_shows_it() {
    let session = NewSession {
        amount: Some(cents(25_000)),
        reference: Some("USER12345".parse().expect("valid")),
        payee_account: Some(account("999", "30265", "9876541")),
        delivery: Delivery::Email,
        ..NewSession::new(Method::ETransfer, john_smith())
    };
    assert_equals_the_example(&session, E_TRANSFER, "250.00");
}

#[test]
fn a_guaranteed_eft_is_asked_for_as_the_page_shows_it() {
    let session = NewSession {
        amount: Some(cents(50_000)),
        reference: Some("USER12345".parse().expect("valid")),
        address: Some(Address {
            line1: "123 Main Street".parse().expect("valid"),
            line2: None,
            unit: None,
            city: "Toronto".parse().expect("valid"),
            province: "ON".parse().expect("valid"),
            postal_code: "M5V3A8".parse().expect("valid"),
        }),
        payee_account: Some(account("999", "12345", "12345678")),
        locale: Some(Locale::EnCa),
        ..NewSession::new(Method::GuaranteedEft, john_smith())
    };
    assert_equals_the_example(&session, GUARANTEED_EFT, "500.00");
}

#[test]
fn the_answers_to_a_create_are_understood() {
    for (answer, id) in [
        (CREATED, "850750a4-3021-4061-ac03-a8d873aa4179"),
        (
            CREATED_IN_THE_REFERENCE,
            "3c90c3cc-0d44-4b50-8888-8dd25736052a",
        ),
    ] {
        let created: Response = serde_json::from_str(answer).expect("reads");
        assert_eq!(created.session_id.as_str(), id);
    }
}

#[test]
fn the_status_is_paid_in_full_and_holds_nothing_new() {
    let read = status_body(Method::GuaranteedEft, STATUS.as_bytes()).expect("reads");
    assert_eq!(
        read.about.as_ref().map(payment::SessionId::as_str),
        Some("aadd08f2-83ce-456d-84ed-c68cfed4ee7b")
    );
    assert_eq!(
        read.answer.reading,
        Reading::Paid {
            amount: Some(cents(50_000)),
            guaranteed: true
        }
    );
    assert_eq!((read.answer.drift, read.answer.sample), (vec![], None));
}

/// The page of `/Sessions/SendRequest` names the fields and shows no body `[ET-send]`.
#[test]
fn an_e_transfer_of_the_first_version_has_the_fields_of_its_page() {
    let session = NewSession {
        amount: Some(cents(25_000)),
        reference: Some("LOAN-77".parse().expect("valid")),
        delivery: Delivery::Email,
        client_urls: vec!["https://shop.example/pay".parse().expect("a URL")],
        ..NewSession::new(Method::ETransfer, john_smith())
    };
    let limits = flinks::limits::Limits::default();
    let request = transfer::Request::new(&session, limits).expect("supported");
    assert_eq!(
        serde_json::to_string(&request).expect("writes"),
        r#"{"referenceId":"LOAN-77","amount":250.00,"customerName":"John Smith","customerEmail":"john.smith@example.com","clientUrls":["https://shop.example/pay"]}"#
    );
}

/// Members as the page lists them, with its own values where it shows any `[ET-det]`.
#[test]
fn the_details_of_an_e_transfer_are_understood() {
    let body = r#"{
        "sessionId": "850750a4-3021-4061-ac03-a8d873aa4179", "referenceId": "USER12345",
        "amount": 250.00, "type": "e-Transfer", "direction": "DEBIT", "currency": "CAD",
        "status": "Completed", "statusDetails": null,
        "step": {"current": "Complete", "aggregationRequestId": null, "padId": null},
        "payor": {"firstName": "John", "lastName": "Smith", "email": "john.smith@example.com"},
        "payee": {"account": {"institutionCode": "999", "transitNumber": "30265", "accountNumber": "9876541"}},
        "schedule": {"transactions": [{"id": "1", "status": "Processed"}]},
        "createdAt": "2026-04-15T12:00:00.123456Z"}"#;
    let read = details_body(body.as_bytes()).expect("reads");
    assert_eq!(
        read.answer.reading,
        Reading::Paid {
            amount: Some(cents(25_000)),
            guaranteed: true
        }
    );
    assert_eq!(read.answer.drift, []);
}

/// Both variants of the page `[ET-gpr]`.
#[test]
fn both_variants_of_a_payment_request_are_understood() {
    for (body, id) in [
        (
            r#"{"requestId":"850750a4-3021-4061-ac03-a8d873aa4179","status":"Accepted","ReferenceId":"USER12345","PaymentLink":"https://bank.example/x"}"#,
            "850750a4-3021-4061-ac03-a8d873aa4179",
        ),
        (
            r#"{"id":"850750a4-3021-4061-ac03-a8d873aa4179","status":"Accepted","paymentReferenceNumber":"FLK-20260415-001"}"#,
            "850750a4-3021-4061-ac03-a8d873aa4179",
        ),
    ] {
        let read = request_body(body.as_bytes()).expect("reads");
        assert_eq!(
            read.about.as_ref().map(payment::RequestId::as_str),
            Some(id)
        );
        assert!(matches!(
            read.answer.reading,
            Reading::Paid {
                guaranteed: true,
                amount: None
            }
        ));
        assert_eq!(read.answer.drift, []);
    }
}
