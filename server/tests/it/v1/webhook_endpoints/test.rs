//! Test events: an example that says nothing of any payment.

use axum::http::StatusCode;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use reqwest::Method;
use serde_json::{Value, json};
use sha2::Sha256;

use super::{deliveries::open, path};
use crate::{
    house::{Answer, House},
    receiver::{Received, Receiver},
};

/// Whether it was signed as a notification is, by who shares this secret.
fn is_signed(came: &Received, secret: &str) -> bool {
    let key = STANDARD.decode(&secret["whsec_".len()..]).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    for part in ["webhook-id", "webhook-timestamp"] {
        mac.update(came.header(part).as_bytes());
        mac.update(b".");
    }
    mac.update(&came.body);
    let wanted = format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()));
    let mut signatures = came.header("webhook-signature").split(' ');
    signatures.any(|signature| signature == wanted)
}

async fn test(house: &House, endpoint: &Value, body: &Value) -> Answer {
    house.post(&format!("{}/test", path(endpoint)), body).await
}

#[tokio::test]
async fn a_test_event_is_signed_marked_sent_once_and_answered_with_what_came_of_it() {
    let (house, receiver) = (open(), Receiver::open().await);
    let endpoint = house.endpoint(&receiver.url).await;
    receiver.answer(StatusCode::IM_A_TEAPOT);
    let answer = test(&house, &endpoint, &json!({ "event": "checkout.expired" })).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let shown = answer.json();
    assert_eq!(shown["object"], "test_event");
    assert_eq!(shown["outcome"], "refused");
    assert_eq!(shown["http_status"], 418);
    let came = receiver.until(1).await;
    let told = &came[0];
    assert_eq!(told.kind(), "test", "it is no kind of notification");
    assert_eq!(told.header("webhook-id"), shown["id"].as_str().unwrap());
    assert_eq!(told.json(), shown["payload"]);
    assert_eq!(told.json()["data"]["example"]["type"], "checkout.expired");
    assert!(is_signed(told, endpoint["secret"].as_str().unwrap()));
    let claimed = told.json()["data"]["example"]["data"]["id"].clone();
    let claim = format!("/v1/checkouts/{}/claim", claimed.as_str().unwrap());
    let claim = house.post(&claim, &json!({ "order_id": "1" })).await;
    assert_eq!(claim.status, 404, "the checkout of an example is nobody's");

    receiver.answer(StatusCode::GONE);
    let gone = test(&house, &endpoint, &json!({})).await.json();
    assert_eq!(gone["http_status"], 410);
    assert_eq!(gone["event"], "checkout.paid");
    let stands = house.get(&path(&endpoint)).await.json();
    assert_eq!(stands["status"], "enabled", "it stands as it did");
    assert_eq!(stands["failing_since"], Value::Null);
    let listed = house.get(&format!("{}/deliveries", path(&endpoint))).await;
    assert_eq!(listed.json()["data"], json!([]), "nothing is to arrive");
}

#[tokio::test]
async fn a_test_event_under_a_key_is_sent_once() {
    let (house, receiver) = (open(), Receiver::open().await);
    let endpoint = house.endpoint(&receiver.url).await;
    let send = || {
        let request = house.request(Method::POST, &format!("{}/test", path(&endpoint)));
        Answer::of(request.header("idempotency-key", "once"))
    };
    let (first, again) = (send().await, send().await);
    assert_eq!((first.status, &first.text), (200, &again.text));
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(receiver.until(1).await.len(), 1);
}

#[tokio::test]
async fn what_cannot_be_tested_says_why() {
    let house = open();
    let endpoint = house.endpoint("http://127.0.0.1:9/").await;
    let answer = test(&house, &endpoint, &json!({})).await.json();
    assert_eq!(answer["outcome"], "unreachable");
    assert_eq!(answer["http_status"], Value::Null);
    let odd = json!({ "event": "checkout.imagined", "url": "https://other.example" });
    let answer = test(&house, &endpoint, &odd).await;
    assert_eq!(answer.status, 422);
    insta::assert_snapshot!(answer.faults(), @"
    /event unsupported: must be one of checkout.paid, checkout.attempt_failed, checkout.expired, checkout.canceled, checkout.duplicate_payment, checkout.late_payment, checkout.payment_returned
    /url unknown_field: is not a field of this object
    ");
    let disable = house
        .request(Method::PATCH, &path(&endpoint))
        .json(&json!({ "status": "disabled" }));
    assert_eq!(Answer::of(disable).await.status, 200);
    let answer = test(&house, &endpoint, &json!({})).await;
    assert_eq!(
        (answer.status, &answer.problem()["code"]),
        (409, &"endpoint_disabled".into())
    );
}

/// What one merchant is refused is nothing to another.
#[tokio::test]
async fn test_events_have_a_rate_for_each_merchant() {
    let (house, receiver) = (open(), Receiver::open().await);
    let one = house.endpoint(&receiver.url).await;
    let other = house.endpoint(&receiver.url).await;
    let mut sent = 0;
    let refused = loop {
        let endpoint = if sent % 2 == 0 { &one } else { &other };
        let answer = test(&house, endpoint, &json!({})).await;
        if answer.status != 200 {
            break answer;
        }
        sent += 1;
        assert!(sent < 50, "there is no end to them");
    };
    assert!(sent >= 5, "{sent}");
    assert_eq!(refused.status, 429);
    assert_eq!(refused.problem()["code"], "rate_limited");
    let wait: u32 = refused.header("retry-after").parse().unwrap();
    assert!((1..=10).contains(&wait), "{wait}");
    assert_eq!(receiver.until(sent).await.len(), sent);

    let (_, key) = house.another_merchant();
    let post = |path: &str, body: Value| {
        let request = house.anonymous(Method::POST, path);
        Answer::of(request.bearer_auth(&key).json(&body))
    };
    let theirs = post("/v1/webhook_endpoints", json!({ "url": receiver.url })).await;
    let theirs = format!("{}/test", path(&theirs.json()));
    assert_eq!(post(&theirs, json!({})).await.status, 200);
}

#[tokio::test]
async fn an_endpoint_whose_secret_cannot_be_read_says_so_until_it_has_another() {
    let (house, receiver) = (open(), Receiver::open().await);
    let endpoint = house.endpoint(&receiver.url).await;
    let mut door = house.back_door().await;
    let spoiled = sqlx::query("UPDATE endpoint_secret SET sealed = $1, hmac_key = $2, seed = $2")
        .bind(b"under a key that is gone".to_vec())
        .bind(Vec::<u8>::new())
        .execute(&mut door)
        .await
        .unwrap();
    assert_eq!(spoiled.rows_affected(), 1);
    let answer = test(&house, &endpoint, &json!({})).await;
    assert_eq!(
        (answer.status, &answer.problem()["code"]),
        (409, &"secret_unreadable".into())
    );
    let rotate = format!("{}/rotate_secret", path(&endpoint));
    assert_eq!(house.post(&rotate, &json!({})).await.status, 200);
    assert_eq!(test(&house, &endpoint, &json!({})).await.status, 200);
}

/// Every kind's example is a checkout as the API describes it.
#[tokio::test]
async fn every_kind_has_an_example() {
    // As many as a merchant may send at once.
    for kinds in payment::NotificationKind::ALL.chunks(5) {
        examples_of(kinds).await;
    }
}

async fn examples_of(kinds: &[payment::NotificationKind]) {
    let (house, receiver) = (open(), Receiver::open().await);
    let endpoint = house.endpoint(&receiver.url).await;
    for (count, kind) in (1..).zip(kinds) {
        let answer = test(&house, &endpoint, &json!({ "event": kind.as_str() })).await;
        assert_eq!(answer.status, 200);
        let came = receiver.until(count).await;
        let example = came[count - 1].json()["data"]["example"]["data"].clone();
        assert_eq!(example["object"], "checkout", "{}", kind.as_str());
    }
}
