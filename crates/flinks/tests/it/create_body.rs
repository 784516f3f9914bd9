//! What a session is asked for with.

use flinks::{
    client::NewSession,
    limits::Limits,
    session::create::{
        AmountModification, Consent, Redirect, RedirectMode, Request, SessionFault, Unsupported,
    },
};
use payment::{Address, BankAccount, Delivery, Locale, Method, Money, Payer};
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
            middle_name: None,
            phone: None,
            date_of_birth: None,
            occupation: None,
        },
        address: Some(Address {
            line1: "123 Main Street".parse().expect("valid"),
            line2: None,
            unit: None,
            city: "Toronto".parse().expect("valid"),
            province: "ON".parse().expect("valid"),
            postal_code: "M5V3A8".parse().expect("valid"),
        }),
        payee_account: Some(BankAccount {
            institution: "999".parse().expect("valid"),
            transit: "30265".parse().expect("valid"),
            account: "9876541".parse().expect("valid"),
            label: None,
        }),
        locale: Some(Locale::EnCa),
        delivery: Delivery::Page,
        consent: None,
        limits: None,
        redirect: None,
        amount_modification: None,
        client_urls: Vec::new(),
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
        locale: Some(Locale::FrCa),
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
    assert_eq!(
        Request::try_from(&wish).err(),
        Some(Unsupported(vec![SessionFault::Payee]))
    );
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

fn money(cents: i64) -> Money {
    Money::from_cents(cents).expect("valid")
}

fn value(session: &NewSession) -> serde_json::Value {
    serde_json::from_str(&body(session)).expect("reads")
}

fn with_everything(method: Method) -> NewSession {
    let mut session = session(method);
    session.payer.middle_name = Some("Quincy".parse().expect("valid"));
    session.payer.phone = Some("14165550100".parse().expect("valid"));
    session.payer.date_of_birth = Some("1980-02-29".parse().expect("valid"));
    session.payer.occupation = Some("Baker".parse().expect("valid"));
    if let Some(address) = &mut session.address {
        address.line2 = Some("Rear".parse().expect("valid"));
        address.unit = Some("4B".parse().expect("valid"));
    }
    if let Some(account) = &mut session.payee_account {
        account.label = Some("Shop".parse().expect("valid"));
    }
    NewSession {
        consent: Some(Consent::Hidden),
        limits: Limits::new(Some(money(100)), Some(money(500_000))).ok(),
        redirect: Some(Redirect {
            mode: RedirectMode::JsEvents,
            success: "https://shop.example/thanks".parse().expect("a URL"),
            exit: "https://shop.example/cart".parse().expect("a URL"),
        }),
        amount_modification: Some(AmountModification::Forbidden),
        ..session
    }
}

#[test]
fn every_option_of_guaranteed_eft_stands_where_the_details_show_it() {
    let sent = value(&with_everything(Method::GuaranteedEft));
    assert_eq!(
        sent["options"],
        json!({
            "guarantee": { "enable": true },
            "notificationPreferences": { "language": "EN" },
            "showConsentScreen": false,
            "limits": { "minimumAmount": 1.00, "maximumAmount": 5000.00 },
            "amountModification": false,
            "redirectPreferences": {
                "mode": "JsEvents",
                "urlSuccess": "https://shop.example/thanks",
                "urlExit": "https://shop.example/cart"
            }
        })
    );
    assert_eq!(
        sent["payor"],
        json!({
            "firstName": "John", "middleName": "Quincy", "lastName": "Smith",
            "email": "john.smith@example.com", "phone": "14165550100",
            "occupation": "Baker", "dateOfBirth": "1980-02-29",
            "address": {
                "addressLine1": "123 Main Street", "addressLine2": "Rear", "unit": "4B",
                "city": "Toronto", "postalCode": "M5V3A8", "province": "ON", "country": "CA"
            }
        })
    );
    assert_eq!(sent["payee"]["account"]["accountLabel"], "Shop");
}

#[test]
fn e_transfer_gets_the_options_that_its_page_has_and_no_other() {
    let session = NewSession {
        delivery: Delivery::Email,
        ..with_everything(Method::ETransfer)
    };
    let sent = value(&session);
    assert_eq!(
        sent["options"],
        json!({ "notificationPreferences": { "sendInteracLink": true, "language": "EN" } })
    );
    assert_eq!(
        sent["payor"],
        json!({
            "firstName": "John", "middleName": "Quincy", "lastName": "Smith",
            "email": "john.smith@example.com"
        })
    );
    assert_eq!(sent["payee"]["account"].get("accountLabel"), None);
}

#[test]
fn names_pass_unharmed() {
    for name in ["O’Brien", "d'Artagnan", "Élise-Anne", "van der Berg", "李"] {
        let mut session = session(Method::GuaranteedEft);
        session.payer.last_name = name.parse().expect("valid");
        assert_eq!(value(&session)["payor"]["lastName"], name);
    }
}

#[test]
fn every_fault_is_told_at_once_and_says_which_limit() {
    let wish = NewSession {
        amount: Some(money(10_000_000)),
        delivery: Delivery::Email,
        ..session(Method::Eft)
    };
    let refused = Request::try_from(&wish).expect_err("three faults");
    assert_eq!(
        refused.to_string(),
        "the amount must be at most 99999.99; this method cannot pay into an account of one's \
         choice; only an e-Transfer can be sent by e-mail"
    );
}

#[test]
fn the_accounts_limits_and_the_sessions_own_both_hold() {
    let account = Limits::new(None, Some(money(300_000))).expect("valid");
    let own = Limits::new(Some(money(1_000)), None).expect("valid");
    for (amount, fault) in [
        (Some(300_000), None),
        (Some(1_000), None),
        (None, None),
        (Some(300_001), Some("the amount must be at most 3000.00")),
        (Some(999), Some("the amount must be at least 10.00")),
    ] {
        let session = NewSession {
            amount: amount.map(money),
            limits: Some(own),
            ..session(Method::GuaranteedEft)
        };
        let told = Request::new(&session, account)
            .err()
            .map(|fault| fault.to_string());
        assert_eq!(told.as_deref(), fault, "{amount:?}");
    }
    let beyond = NewSession {
        amount: None,
        limits: Limits::new(Some(money(400_000)), None).ok(),
        ..session(Method::GuaranteedEft)
    };
    let told = Request::new(&beyond, account)
        .err()
        .map(|fault| fault.to_string());
    assert_eq!(
        told.as_deref(),
        Some("the limits leave no amount that the account allows, which takes 0.01 to 3000.00")
    );
}

#[test]
fn a_request_does_not_print_who_pays() {
    let session = session(Method::GuaranteedEft);
    let debug = format!("{:?}", Request::try_from(&session).expect("supported"));
    for personal in ["John", "Smith", "example.com", "9876541", "Main Street"] {
        assert!(!debug.contains(personal), "{personal} in {debug}");
    }
}
