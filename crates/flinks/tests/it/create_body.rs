//! What a session is asked for with.

use flinks::{
    client::NewSession,
    session::create::{Request, Unsupported},
};
use payment::{Address, BankAccount, Locale, Method, Money, Payer};
use serde_json::json;

fn session(method: Method) -> NewSession {
    NewSession {
        method,
        amount: Some(Money::from_cents(25_000).expect("valid")),
        reference: Some("USER12345".parse().expect("valid")),
        payer: Payer {
            first_name: "John".parse().expect("valid"),
            last_name: "Smith".parse().expect("valid"),
            email: "john.smith@example.com".parse().expect("valid"),
        },
        address: Some(Address {
            line1: "123 Main Street".parse().expect("valid"),
            line2: None,
            city: "Toronto".parse().expect("valid"),
            province: "ON".parse().expect("valid"),
            postal_code: "M5V3A8".parse().expect("valid"),
        }),
        payee_account: Some(BankAccount {
            institution: "999".parse().expect("valid"),
            transit: "30265".parse().expect("valid"),
            account: "9876541".parse().expect("valid"),
        }),
        locale: Locale::EnCa,
    }
}

fn body(session: &NewSession) -> String {
    let request = Request::try_from(session).expect("supported");
    serde_json::to_string(&request).expect("writes")
}

#[test]
fn guaranteed_eft_is_asked_for_as_in_the_providers_example() {
    let json = body(&session(Method::GuaranteedEft));
    assert!(json.contains(r#""amount":250.00,"#), "{json}");
    let value: serde_json::Value = serde_json::from_str(&json).expect("reads");
    assert_eq!(
        value,
        json!({
            "referenceId": "USER12345",
            "type": "EFT",
            "direction": "DEBIT",
            "currency": "CAD",
            "amount": 250.00,
            "options": {
                "guarantee": { "enable": true },
                "notificationPreferences": { "language": "EN" }
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
                    "institutionCode": "999",
                    "transitNumber": "30265",
                    "accountNumber": "9876541"
                }
            }
        })
    );
}

#[test]
fn e_transfer_is_asked_for_without_a_guarantee_and_without_an_address() {
    let french = NewSession {
        locale: Locale::FrCa,
        ..session(Method::ETransfer)
    };
    let value: serde_json::Value = serde_json::from_str(&body(&french)).expect("reads");
    assert_eq!(value["type"], "e-Transfer");
    assert_eq!(value["direction"], "DEBIT");
    assert_eq!(
        value["options"],
        json!({ "notificationPreferences": { "language": "FR" } })
    );
    assert_eq!(value["payor"].get("address"), None);
}

#[test]
fn what_is_absent_is_left_out() {
    let bare = NewSession {
        amount: None,
        reference: None,
        address: None,
        payee_account: None,
        ..session(Method::GuaranteedEft)
    };
    let json = body(&bare);
    for absent in ["null", "amount", "referenceId", "address", "payee"] {
        assert!(!json.contains(absent), "{absent} in {json}");
    }
}

#[test]
fn regular_eft_refuses_a_payee_rather_than_paying_somebody_else() {
    let wish = session(Method::Eft);
    assert_eq!(Request::try_from(&wish).err(), Some(Unsupported::Payee));
    let without = NewSession {
        payee_account: None,
        ..wish
    };
    let value: serde_json::Value = serde_json::from_str(&body(&without)).expect("reads");
    assert_eq!(value["options"]["guarantee"]["enable"], false);
}

#[test]
fn an_amount_outside_of_the_limits_is_not_asked_for() {
    for (cents, refused) in [
        (0, true),
        (1, false),
        (9_999_999, false),
        (10_000_000, true),
    ] {
        let session = NewSession {
            amount: Some(Money::from_cents(cents).expect("valid")),
            ..session(Method::ETransfer)
        };
        assert_eq!(Request::try_from(&session).is_err(), refused, "{cents}");
    }
}

#[test]
fn a_request_does_not_print_who_pays() {
    let session = session(Method::GuaranteedEft);
    let debug = format!("{:?}", Request::try_from(&session).expect("supported"));
    for personal in ["John", "Smith", "example.com", "9876541", "Main Street"] {
        assert!(!debug.contains(personal), "{personal} in {debug}");
    }
}
