//! Webhooks for sessions that nobody knows.

use flinks::webhook::SignatureStyle;
use reqwest::Method;
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::moment::{Moment, Page, SECRET};

const SESSION: &str = "3c90c3cc-0d44-4b50-8888-8dd25736052a";

async fn notify(house: &Moment, body: &Value) -> u16 {
    let style = SignatureStyle::XWebhookSignature;
    let body = body.to_string();
    let signature = style.sign(&SecretString::from(SECRET), body.as_bytes());
    let path = format!("/webhooks/flinks/{}", house.merchant.id);
    let request = house
        .request(Method::POST, &path)
        .header(style.header(), signature)
        .body(body);
    request.send().await.unwrap().status().as_u16()
}

fn about(reference: &str) -> Value {
    json!({
        "event": "SessionSetupStatusChanged", "sessionId": SESSION, "referenceId": reference,
        "status": "Completed", "statusDetails": null,
    })
}

async fn unanswered(house: &Moment, reference: &str) -> Page {
    let down = json!({ "endpoint": "create", "status": 500, "times": 1 });
    house.twin_order("/_twin/faults", &down).await;
    let order = json!({
        "reference": reference,
        "delivery": "email",
        "methods": ["e_transfer"],
        "customer": { "first_name": "John", "last_name": "Doe", "email": "j.doe@gmail.com" },
    });
    let page = house.order(order).await;
    house.settle().await;
    assert_eq!(
        house.checkout(&page).await["last_failure"]["detail"],
        "unanswered"
    );
    page
}

async fn has_session(house: &Moment, page: &Page) -> bool {
    house
        .facts(page)
        .await
        .contains(&"session_opened".to_owned())
}

#[tokio::test]
async fn the_only_order_of_that_reference_gets_the_session() {
    let house = Moment::new().await;
    let page = unanswered(&house, "ORDER-1").await;
    let other = unanswered(&house, "ORDER-2").await;
    assert_eq!(notify(&house, &about("ORDER-1")).await, 200);
    assert!(has_session(&house, &page).await);
    assert!(!has_session(&house, &other).await);
    assert_eq!(
        house.checkout(&page).await["payment"],
        json!(null),
        "nothing is paid by it"
    );
}

#[tokio::test]
async fn two_orders_of_one_reference_get_nothing() {
    let house = Moment::new().await;
    let pages = [
        unanswered(&house, "ORDER-1").await,
        unanswered(&house, "ORDER-1").await,
    ];
    assert_eq!(notify(&house, &about("ORDER-1")).await, 200);
    for page in &pages {
        assert!(!has_session(&house, page).await);
    }
}

#[tokio::test]
async fn an_order_that_misses_no_session_gets_none() {
    let house = Moment::new().await;
    let page = house.order(json!({ "reference": "ORDER-1" })).await;
    house.start(&page, "e_transfer").await;
    let known = house.facts(&page).await;
    assert_eq!(notify(&house, &about("ORDER-1")).await, 200);
    let mut now = house.facts(&page).await;
    now.retain(|fact| fact == "session_opened" || fact == "webhook_received");
    assert_eq!(now, ["session_opened"], "{known:?}");
}
