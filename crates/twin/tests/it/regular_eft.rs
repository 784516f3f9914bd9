use reqwest::StatusCode;
use serde_json::{Value, json};
use twin::{RegularEft, Settlement};

use crate::desk::{Desk, eft, pair, settings};

fn regular(reference: &str, first: &str, last: &str) -> Value {
    let mut body = eft(reference, first, last);
    body["options"]["guarantee"]["enable"] = json!(false);
    body
}

#[tokio::test]
async fn a_debit_without_the_guarantee_is_completed_without_an_offer() {
    let desk = Desk::open().await;
    let id = desk.create(&regular("ORDER-1", "John", "Doe")).await;
    assert_eq!(desk.standing(&id).await, pair("Initiated", "EFT0101"));
    let done = desk.walk(&id, "john.doe", "done").await;
    assert!(!done.steps.contains(&"GUARANTEE_OFFERED".to_owned()));
    assert_eq!(desk.standing(&id).await, pair("Completed", "EFT0301"));
    let details = desk.details(&id).await;
    assert_eq!(details["type"], "EFT");
    assert_eq!(details["options"]["guarantee"]["enable"], false);
    assert_eq!(details["payee"], Value::Null);
    assert_eq!(details.get("guaranteeDetails"), None);
    assert!(details["step"]["padId"].is_string());
}

#[tokio::test]
async fn a_payer_who_is_not_the_holder_ends_it_with_the_same_code() {
    let desk = Desk::open().await;
    let id = desk.create(&regular("WrongName", "John", "Doe")).await;
    desk.walk(&id, "anybody", "ended").await;
    assert_eq!(desk.standing(&id).await, pair("Failed", "EFT0403"));
}

#[tokio::test]
async fn the_user_without_a_guarantee_pays_when_none_is_asked_for() {
    let desk = Desk::open().await;
    let id = desk.create(&regular("ORDER-1", "Joe", "Fails")).await;
    desk.walk(&id, "Unhappy1", "done").await;
    assert_eq!(desk.standing(&id).await, pair("Completed", "EFT0301"));
}

#[tokio::test]
async fn a_payee_is_not_supported() {
    let desk = Desk::open().await;
    let mut body = regular("A", "John", "Doe");
    body["payee"] = json!({ "account": { "institutionCode": "999", "transitNumber": "60265", "accountNumber": "9876541" } });
    let answer = desk.create_raw(&body).await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    let problem: Value = answer.json().await.expect("JSON");
    let named: Vec<&String> = problem["errors"]
        .as_object()
        .expect("faults")
        .keys()
        .collect();
    assert_eq!(named, ["payee"]);
}

#[tokio::test]
async fn a_merchant_without_the_feature_is_refused() {
    let desk = Desk::with(twin::Settings {
        regular_eft: RegularEft::Forbidden,
        ..settings()
    })
    .await;
    let refused = desk.create_raw(&regular("A", "John", "Doe")).await;
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    let problem: Value = refused.json().await.expect("JSON");
    assert!(
        problem["detail"]
            .as_str()
            .expect("text")
            .contains("RegularEft")
    );
    desk.create(&eft("A", "John", "Doe")).await;
}

#[tokio::test]
async fn no_default_account_is_needed_where_no_payee_can_be_named() {
    let desk = Desk::with(twin::Settings {
        settlement: Settlement::PayeeRequired,
        ..settings()
    })
    .await;
    desk.create(&regular("A", "John", "Doe")).await;
}

#[tokio::test]
async fn it_is_driven_and_canceled_as_every_eft_is() {
    let desk = Desk::open().await;
    let id = desk.create(&regular("A", "John", "Doe")).await;
    let shown = desk.drive(&id, "EFT0302").await;
    assert_eq!(shown["guaranteed"], false);
    let path = format!("/api/v2/sessions/{id}/cancel");
    let answer = desk.keyed(desk.post(&path)).send().await;
    assert_eq!(answer.expect("an answer").status(), StatusCode::OK);
    assert_eq!(desk.standing(&id).await, pair("Canceled", "EFT0501"));
}
