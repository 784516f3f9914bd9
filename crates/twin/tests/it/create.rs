use reqwest::StatusCode;
use serde_json::{Value, json};
use twin::Settlement;

use crate::desk::{Desk, e_transfer, eft, settings};

#[tokio::test]
async fn the_documented_examples_make_sessions_that_nobody_has_begun() {
    let desk = Desk::open().await;
    let id = desk
        .create(&json!({
            "referenceId": "USER12345", "type": "EFT", "direction": "DEBIT", "currency": "CAD", "amount": 500.00,
            "options": { "guarantee": { "enable": true }, "notificationPreferences": { "language": "EN" } },
            "payor": {
                "firstName": "John", "lastName": "Smith", "email": "john.smith@example.com",
                "address": { "addressLine1": "123 Main Street", "city": "Toronto", "postalCode": "M5V3A8", "province": "ON", "country": "CA" }
            },
            "payee": { "account": { "accountNumber": "12345678", "transitNumber": "12345", "institutionCode": "999" } }
        }))
        .await;
    let said = desk.status(&id).await;
    assert_eq!(said["status"], "Initiated");
    assert_eq!(said["statusDetails"], "EFT0101");
    assert_eq!(said["amount"], 500.0);
    assert_eq!(said["referenceId"], "USER12345");

    let id = desk.create(&e_transfer("USER12345")).await;
    let details = desk.details(&id).await;
    assert_eq!(details["status"], "Initiated");
    assert_eq!(details["type"], "e-Transfer");
    assert_eq!(details["schedule"]["transactions"], json!([]));
    assert_eq!(details["step"]["current"], "Start");
}

#[tokio::test]
async fn every_fault_of_a_body_is_told_at_once() {
    let desk = Desk::open().await;
    let answer = desk
        .create_raw(&json!({
            "type": "EFT", "direction": "CREDIT", "currency": "USD", "amount": "250.00",
            "referenceId": "r".repeat(101),
            "options": { "guarantee": { "enable": "yes" }, "notificationPreferences": { "language": "DE" } },
            "payor": { "firstName": "", "email": "nobody", "phone": "+1 514", "dateOfBirth": "today",
                       "address": { "postalCode": "H2E 2E0", "province": "Ontario", "country": 5 } },
            "payee": { "account": { "institutionCode": "99", "transitNumber": "123456", "accountNumber": "12-34567" } }
        }))
        .await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    let problem: Value = answer.json().await.expect("JSON");
    let errors = problem["errors"].as_object().expect("faults by field");
    let named: Vec<&str> = errors.keys().map(String::as_str).collect();
    assert_eq!(
        named,
        [
            "amount",
            "currency",
            "direction",
            "options.guarantee.enable",
            "options.notificationPreferences.language",
            "payee.account.accountNumber",
            "payee.account.institutionCode",
            "payee.account.transitNumber",
            "payor.address.country",
            "payor.address.postalCode",
            "payor.address.province",
            "payor.dateOfBirth",
            "payor.email",
            "payor.firstName",
            "payor.lastName",
            "payor.phone",
            "referenceId",
        ]
    );
    assert_eq!(errors["payor.lastName"], json!(["required"]));
    assert_eq!(desk.list("/_twin/sessions").await.len(), 0);
}

#[tokio::test]
async fn amounts_outside_the_limits_are_refused() {
    let desk = Desk::open().await;
    for amount in [
        json!(0),
        json!(-1),
        json!(0.001),
        json!(100_000),
        json!(10.005),
    ] {
        let mut body = eft("A", "John", "Doe");
        body["amount"] = amount.clone();
        let answer = desk.create_raw(&body).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{amount}");
    }
    for amount in [json!(0.01), json!(99_999.99), json!(1), Value::Null] {
        let mut body = eft("A", "John", "Doe");
        body["amount"] = amount.clone();
        let answer = desk.create_raw(&body).await;
        assert_eq!(answer.status(), StatusCode::CREATED, "{amount}");
    }
}

#[tokio::test]
async fn an_e_transfer_needs_an_email_address_and_an_eft_does_not() {
    let desk = Desk::open().await;
    let mut body = e_transfer("A");
    body["payor"]["email"] = Value::Null;
    let answer = desk.create_raw(&body).await;
    let problem: Value = answer.json().await.expect("JSON");
    assert_eq!(problem["errors"], json!({ "payor.email": ["required"] }));
    desk.create(&eft("A", "John", "Doe")).await;
}

#[tokio::test]
async fn the_options_are_checked_as_well() {
    let desk = Desk::open().await;
    let mut body = eft("A", "John", "Doe");
    body["options"] = json!({
        "guarantee": { "enable": true },
        "showConsentScreen": "no",
        "amountModification": 1,
        "limits": { "minimumAmount": 500, "maximumAmount": 100 },
        "redirectPreferences": { "mode": "m".repeat(51), "urlSuccess": "shop", "urlExit": "ftp://shop.example" },
        "notificationPreferences": { "sendInteracLink": "yes" },
    });
    body["payor"]["middleName"] = json!("m".repeat(101));
    body["payor"]["occupation"] = json!("o".repeat(101));
    body["payor"]["dateOfBirth"] = json!("1990-02-30");
    body["payor"]["phone"] = json!("1".repeat(16));
    body["payor"]["address"] = json!({ "addressLine1": "a".repeat(101), "unit": 5 });
    body["payee"] = json!({ "account": {
        "institutionCode": "999", "transitNumber": "60265", "accountNumber": "9876541", "accountLabel": "l".repeat(101)
    } });
    let problem: Value = desk.create_raw(&body).await.json().await.expect("JSON");
    let errors = problem["errors"].as_object().expect("faults by field");
    let named: Vec<&str> = errors.keys().map(String::as_str).collect();
    assert_eq!(
        named,
        [
            "amount",
            "options.amountModification",
            "options.limits",
            "options.notificationPreferences.sendInteracLink",
            "options.redirectPreferences.mode",
            "options.redirectPreferences.urlExit",
            "options.redirectPreferences.urlSuccess",
            "options.showConsentScreen",
            "payee.account.accountLabel",
            "payor.address.addressLine1",
            "payor.address.unit",
            "payor.dateOfBirth",
            "payor.middleName",
            "payor.occupation",
            "payor.phone",
        ]
    );
}

#[tokio::test]
async fn without_a_default_account_a_payee_is_needed() {
    let desk = Desk::with(twin::Settings {
        settlement: Settlement::PayeeRequired,
        ..settings()
    })
    .await;
    let refused = desk.create_raw(&eft("A", "John", "Doe")).await;
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
    desk.create(&e_transfer("A")).await;
}

#[tokio::test]
async fn what_is_not_json_makes_nothing() {
    let desk = Desk::open().await;
    let request = |kind: &str, body: String| {
        desk.keyed(desk.post("/api/v2/sessions"))
            .header("content-type", kind)
            .body(body)
            .send()
    };
    for (kind, body, status) in [
        (
            "text/html",
            "{}".to_owned(),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        ("application/json", "{".to_owned(), StatusCode::BAD_REQUEST),
        ("application/json", "[]".to_owned(), StatusCode::BAD_REQUEST),
        (
            "application/json",
            "x".repeat(300_000),
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
    ] {
        let answer = request(kind, body).await.expect("an answer");
        assert_eq!(answer.status(), status);
    }
    assert_eq!(desk.list("/_twin/sessions").await.len(), 0);
}

#[tokio::test]
async fn the_same_seed_gives_the_same_identifiers() {
    let seeded = || twin::Settings {
        seed: Some(42),
        ..settings()
    };
    let [one, two] = [Desk::with(seeded()).await, Desk::with(seeded()).await];
    let body = eft("A", "John", "Doe");
    let ids = [one.create(&body).await, two.create(&body).await];
    assert_eq!(ids[0], ids[1]);
    assert_ne!(ids[0], one.create(&body).await);
}
