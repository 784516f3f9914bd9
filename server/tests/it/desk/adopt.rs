//! Webhooks for sessions that nobody knows.

use flinks::webhook::SignatureStyle;
use reqwest::Method;
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::moment::{Moment, Page, SECRET};

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

fn about(session: &str, reference: &str) -> Value {
    json!({
        "event": "SessionSetupStatusChanged", "sessionId": session, "referenceId": reference,
        "status": "Completed", "statusDetails": null,
    })
}

fn by_email(reference: &str) -> Value {
    json!({
        "reference": reference,
        "delivery": "email",
        "methods": ["e_transfer"],
        "customer": { "first_name": "John", "last_name": "Doe", "email": "j.doe@gmail.com" },
    })
}

/// An order whose session is made and whose answer is lost, and the session.
async fn unanswered(house: &Moment, reference: &str) -> (Page, String) {
    let lost = json!({ "endpoint": "create", "status": 500, "moment": "after", "times": 1 });
    house.twin_order("/_twin/faults", &lost).await;
    let page = house.order(by_email(reference)).await;
    house.settle().await;
    assert_eq!(
        house.checkout(&page).await["last_failure"]["detail"],
        "unanswered"
    );
    let sessions = house.twin_list("/_twin/sessions").await;
    let session = sessions.last().unwrap()["id"].as_str().unwrap().to_owned();
    (page, session)
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
    let (page, session) = unanswered(&house, "ORDER-1").await;
    let (other, _) = unanswered(&house, "ORDER-2").await;
    assert_eq!(notify(&house, &about(&session, "ORDER-1")).await, 200);
    assert!(has_session(&house, &page).await);
    assert!(!has_session(&house, &other).await);
    assert_eq!(
        house.checkout(&page).await["payment"],
        json!(null),
        "nothing is paid by it"
    );
}

#[tokio::test]
async fn a_session_of_the_page_whose_answer_was_lost_is_found_as_well() {
    let house = Moment::new().await;
    let page = house.order(json!({ "reference": "ORDER-1" })).await;
    let lost = json!({ "endpoint": "create", "status": 500, "moment": "after", "times": 1 });
    house.twin_order("/_twin/faults", &lost).await;
    house.start(&page, "guaranteed_eft").await;
    let session = house.twin_list("/_twin/sessions").await[0]["id"].clone();
    let body = about(session.as_str().unwrap(), "ORDER-1");
    assert_eq!(notify(&house, &body).await, 200);
    assert!(has_session(&house, &page).await);
}

#[tokio::test]
async fn two_orders_of_one_reference_get_nothing() {
    let house = Moment::new().await;
    let (first, session) = unanswered(&house, "ORDER-1").await;
    let (second, _) = unanswered(&house, "ORDER-1").await;
    assert_eq!(notify(&house, &about(&session, "ORDER-1")).await, 200);
    for page in [&first, &second] {
        assert!(!has_session(&house, page).await);
    }
}

#[tokio::test]
async fn a_session_that_the_provider_describes_otherwise_is_not_taken() {
    let house = Moment::new().await;
    let (page, _) = unanswered(&house, "ORDER-1").await;
    let (_, of_another) = unanswered(&house, "ORDER-2").await;
    let of_nobody = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
    for session in [of_another.as_str(), of_nobody] {
        assert_eq!(notify(&house, &about(session, "ORDER-1")).await, 200);
        assert!(!has_session(&house, &page).await, "{session}");
    }
}

#[tokio::test]
async fn an_order_that_misses_no_session_gets_none() {
    let house = Moment::new().await;
    let page = house.order(json!({ "reference": "ORDER-1" })).await;
    house.start(&page, "e_transfer").await;
    let known = house.facts(&page).await;
    let (_, session) = unanswered(&house, "ORDER-2").await;
    assert_eq!(notify(&house, &about(&session, "ORDER-1")).await, 200);
    let mut now = house.facts(&page).await;
    now.retain(|fact| fact == "session_opened" || fact == "webhook_received");
    assert_eq!(now, ["session_opened"], "{known:?}");
}
