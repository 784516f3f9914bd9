use reqwest::Method;
use serde_json::{Value, json};

use super::{
    deliveries::{canceled, open, until},
    path,
};
use crate::{
    house::{Answer, House},
    receiver::Receiver,
};

/// More than the present.
const ALWAYS: (&str, &str) = ("2020-01-01T00:00:00Z", "2100-01-01T00:00:00-05:00");

async fn replay(house: &House, endpoint: &Value, body: &Value) -> Answer {
    house
        .post(&format!("{}/replay", path(endpoint)), body)
        .await
}

#[tokio::test]
async fn one_delivery_is_sent_again_with_the_same_id_and_bytes() {
    let (house, receiver) = (open(), Receiver::open().await);
    let endpoint = house.endpoint(&receiver.url).await;
    canceled(&house).await;
    receiver.until(1).await;
    let row = until(&house, &endpoint, "delivered").await.remove(0);
    let address = format!("/v1/deliveries/{}/replay", row["id"].as_str().unwrap());
    let answer = Answer::of(house.request(Method::POST, &address)).await;
    assert_eq!(
        (answer.status, answer.json()),
        (202, json!({ "object": "replay", "deliveries": 1 }))
    );
    let came = receiver.until(2).await;
    assert_eq!(came[0].body, came[1].body);
    assert_eq!(came[0].header("webhook-id"), came[1].header("webhook-id"));
    let rows = until(&house, &endpoint, "delivered").await;
    assert_eq!(rows.len(), 2, "the one before stays as it was");
}

#[tokio::test]
async fn a_range_of_time_is_sent_again_to_an_endpoint_that_was_not_there_yet() {
    let (house, receiver) = (open(), Receiver::open().await);
    for _ in 0..3 {
        canceled(&house).await;
    }
    let endpoint = house.endpoint(&receiver.url).await;
    let (from, to) = ALWAYS;
    let range = json!({ "from": from, "to": to });
    let answer = replay(&house, &endpoint, &range).await;
    assert_eq!(
        (answer.status, answer.json()),
        (202, json!({ "object": "replay", "deliveries": 3 }))
    );
    receiver.until(3).await;
    until(&house, &endpoint, "delivered").await;

    let missed = json!({ "from": from, "to": to, "scope": "undelivered" });
    let answer = replay(&house, &endpoint, &missed).await;
    assert_eq!(answer.json()["deliveries"], 0, "all of it has arrived");
    let before = json!({ "from": from, "to": "2020-01-02T00:00:00Z" });
    let answer = replay(&house, &endpoint, &before).await;
    assert_eq!(answer.json()["deliveries"], 0, "nothing happened then");
}

#[tokio::test]
async fn a_replay_under_a_key_is_done_once() {
    let (house, receiver) = (open(), Receiver::open().await);
    let endpoint = house.endpoint(&receiver.url).await;
    canceled(&house).await;
    receiver.until(1).await;
    let row = until(&house, &endpoint, "delivered").await.remove(0);
    let one = format!("/v1/deliveries/{}/replay", row["id"].as_str().unwrap());
    let all = format!("{}/replay", path(&endpoint));
    let (from, to) = ALWAYS;
    let range = json!({ "from": from, "to": to });
    for (address, body, so_far) in [(one, None, 2), (all, Some(range), 3)] {
        let send = || {
            let request = house.request(Method::POST, &address);
            let request = request.header("idempotency-key", &address);
            Answer::of(match &body {
                Some(body) => request.json(body),
                None => request,
            })
        };
        let first = send().await;
        receiver.until(so_far).await;
        until(&house, &endpoint, "delivered").await;
        let again = send().await;
        assert_eq!((first.status, &first.text), (202, &again.text));
        assert_eq!(again.header("idempotent-replayed"), "true");
        let rows = until(&house, &endpoint, "delivered").await;
        assert_eq!(rows.len(), so_far);
    }
}

#[tokio::test]
async fn a_disabled_endpoint_is_sent_nothing() {
    let (house, receiver) = (open(), Receiver::open().await);
    let endpoint = house.endpoint(&receiver.url).await;
    canceled(&house).await;
    receiver.until(1).await;
    let row = until(&house, &endpoint, "delivered").await.remove(0);
    let disable = house
        .request(Method::PATCH, &path(&endpoint))
        .json(&json!({ "status": "disabled" }));
    assert_eq!(Answer::of(disable).await.status, 200);
    let (from, to) = ALWAYS;
    let range = json!({ "from": from, "to": to });
    let one = format!("/v1/deliveries/{}/replay", row["id"].as_str().unwrap());
    for answer in [
        replay(&house, &endpoint, &range).await,
        house.post(&one, &json!({})).await,
    ] {
        assert_eq!(
            (answer.status, &answer.problem()["code"]),
            (409, &"endpoint_disabled".into())
        );
    }
}

#[tokio::test]
async fn every_fault_of_a_range_is_named_at_once() {
    let house = open();
    let endpoint = house.endpoint("https://shop.example/").await;
    let body = json!({ "from": "yesterday", "scope": "some", "until": 1 });
    let answer = replay(&house, &endpoint, &body).await;
    insta::assert_snapshot!(answer.faults(), @r"
        /from invalid: must be a moment such as 2026-11-20T15:04:05Z
        /to required: is required
        /scope unsupported: must be all or undelivered
        /until unknown_field: is not a field of this object
        ");
    let (from, to) = ALWAYS;
    let backwards = json!({ "from": to, "to": from });
    let answer = replay(&house, &endpoint, &backwards).await;
    assert_eq!(answer.faults(), "/to too_small: must be after from");
}

#[tokio::test]
async fn a_delivery_of_another_merchant_or_mode_is_not_there() {
    let (house, receiver) = (open(), Receiver::open().await);
    let endpoint = house.endpoint(&receiver.url).await;
    canceled(&house).await;
    receiver.until(1).await;
    let row = until(&house, &endpoint, "delivered").await.remove(0);
    let address = format!("/v1/deliveries/{}", row["id"].as_str().unwrap());
    let (_, other) = house.another_merchant();
    let live = house.live_key();
    let absent = house
        .get("/v1/deliveries/dlv_00000000000000000000000000")
        .await;
    assert_eq!(absent.status, 404);
    for (method, below) in [(Method::GET, ""), (Method::POST, "/replay")] {
        for key in [&other, &live] {
            let request = house
                .anonymous(method.clone(), &format!("{address}{below}"))
                .bearer_auth(key);
            let answer = Answer::of(request).await;
            assert_eq!(
                (answer.status, answer.problem()),
                (404, absent.problem()),
                "{method} {below}"
            );
        }
    }
    assert_eq!(house.get(&address).await.status, 200, "it is still there");
}
