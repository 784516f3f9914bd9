use axum::http::StatusCode;
use serde_json::{Value, json};

use super::path;
use crate::{
    house::{House, order},
    payer::Payer,
    receiver::Receiver,
};

/// A server that may notify this machine.
pub(super) fn open() -> House {
    House::open_with("[notifications]\nallow_private = true\n")
}

/// A checkout that ended unpaid, of which the merchant is told.
pub(super) async fn canceled(house: &House) -> String {
    let made = house.checkout(&order()).await;
    let id = made["id"].as_str().unwrap().to_owned();
    let path = format!("/v1/checkouts/{id}/cancel");
    assert_eq!(house.post(&path, &json!({})).await.status, 200);
    id
}

/// An endpoint's deliveries once all of them stand so.
pub(super) async fn until(house: &House, endpoint: &Value, status: &str) -> Vec<Value> {
    let path = format!("{}/deliveries?limit=100", path(endpoint));
    let began = std::time::Instant::now();
    loop {
        let list = house.get(&path).await.json();
        let deliveries = list["data"].as_array().unwrap().clone();
        let all = deliveries
            .iter()
            .all(|delivery| delivery["status"] == status);
        if all && !deliveries.is_empty() {
            return deliveries;
        }
        assert!(began.elapsed().as_secs() < 30, "not {status}: {list}");
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn a_delivery_tells_what_was_sent_and_what_was_answered() {
    let (house, receiver) = (open(), Receiver::open().await);
    let endpoint = house.endpoint(&receiver.url).await;
    let checkout = canceled(&house).await;
    let came = receiver.until(1).await;
    let row = until(&house, &endpoint, "delivered").await.remove(0);
    assert_eq!(row["notification"], came[0].header("webhook-id"));
    assert_eq!(row["checkout"], checkout.as_str());
    assert_eq!(row["endpoint"], endpoint["id"]);

    let id = row["id"].as_str().unwrap();
    let mut detail = house.get(&format!("/v1/deliveries/{id}")).await.json();
    let payload = detail.as_object_mut().unwrap().remove("payload").unwrap();
    assert_eq!(payload, came[0].json());
    assert_eq!(payload["data"]["status"], "canceled");
    for (name, value) in row.as_object().unwrap() {
        assert_eq!(detail[name], *value, "{name}");
    }
    let tried = &mut detail["attempts"][0];
    for changing in ["at", "took_ms"] {
        tried[changing] = "…".into();
    }
    insta::assert_json_snapshot!(detail["attempts"], @r#"
        [
          {
            "answer": "",
            "at": "…",
            "http_status": 200,
            "number": 1,
            "outcome": "delivered",
            "took_ms": "…"
          }
        ]
        "#);
    assert_eq!(
        [&row["object"], &row["type"], &row["tries"]],
        [&json!("delivery"), &json!("checkout.canceled"), &json!(1)]
    );
    assert_eq!(row["next_try_at"], Value::Null);
    assert!(row["ended_at"].is_string());
}

#[tokio::test]
async fn a_delivery_that_was_refused_waits_and_says_until_when() {
    let (house, receiver) = (open(), Receiver::open().await);
    receiver.answer(StatusCode::INTERNAL_SERVER_ERROR);
    let endpoint = house.endpoint(&receiver.url).await;
    canceled(&house).await;
    receiver.until(1).await;
    let path = format!("{}/deliveries?status=waiting", path(&endpoint));
    let began = std::time::Instant::now();
    let row = loop {
        let row = house.get(&path).await.json()["data"][0].clone();
        if row["tries"] == 1 && row["next_try_at"].is_string() {
            break row;
        }
        assert!(began.elapsed().as_secs() < 30, "{row}");
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    };
    assert_eq!(row["ended_at"], Value::Null);
    let id = row["id"].as_str().unwrap();
    let detail = house.get(&format!("/v1/deliveries/{id}")).await.json();
    assert_eq!(detail["attempts"][0]["http_status"], 500);
    assert_eq!(detail["attempts"][0]["outcome"], "refused");
}

#[tokio::test]
async fn deliveries_come_newest_first_page_by_page_and_by_status() {
    let (house, receiver) = (open(), Receiver::open().await);
    let endpoint = house.endpoint(&receiver.url).await;
    for _ in 0..5 {
        canceled(&house).await;
    }
    receiver.until(5).await;
    let all = until(&house, &endpoint, "delivered").await;
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!(
            "{}/deliveries?limit=2&status=delivered&cursor={cursor}",
            path(&endpoint)
        );
        let page = house.get(&path).await.json();
        seen.extend(page["data"].as_array().unwrap().clone());
        match &page["next_cursor"] {
            Value::String(next) => cursor = next.clone(),
            _ => break,
        }
    }
    assert_eq!((seen.len(), &seen), (5, &all));
    let made: Vec<_> = all.iter().map(|row| row["created_at"].as_str()).collect();
    assert!(made.is_sorted_by(|newer, older| newer >= older), "{made:?}");
    let none = format!("{}/deliveries?status=dead", path(&endpoint));
    assert_eq!(house.get(&none).await.json()["data"], json!([]));

    let faulty = format!("{}/deliveries?status=lost&cursor=x", path(&endpoint));
    insta::assert_snapshot!(house.get(&faulty).await.faults(), @r"
        /status unsupported: must be waiting, delivered or dead
        /cursor invalid: must be a next_cursor of this list
        ");
    let other = house.endpoint(&receiver.url).await;
    let elsewhere = format!("{}/deliveries?cursor={cursor}", path(&other));
    assert_eq!(
        house.get(&elsewhere).await.faults(),
        "/cursor invalid: must be a next_cursor of this list"
    );
}

#[tokio::test]
async fn an_endpoint_hears_only_of_its_own_merchant_and_mode_and_of_what_it_wants() {
    let (house, receiver) = (open(), Receiver::open().await);
    let body = json!({ "url": receiver.url, "events": ["checkout.expired"] });
    let made = house.post("/v1/webhook_endpoints", &body).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let (_, other) = house.another_merchant();
    for key in [other, house.live_key()] {
        let request = house
            .anonymous(reqwest::Method::POST, "/v1/webhook_endpoints")
            .bearer_auth(key)
            .json(&json!({ "url": receiver.url }));
        assert_eq!(request.send().await.unwrap().status(), 201);
    }
    canceled(&house).await;
    let short = json!({ "expires_in": 1 });
    let expired = Payer::with(&house, short).await;
    let came = receiver.until(1).await;
    assert_eq!(came.len(), 1);
    assert_eq!(came[0].kind(), "checkout.expired");
    assert_eq!(came[0].json()["data"]["id"], expired.id.as_str());
}
