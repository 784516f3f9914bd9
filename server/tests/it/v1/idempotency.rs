use std::time::{Duration, SystemTime, UNIX_EPOCH};

use reqwest::Method;
use serde_json::{Value, json};

use crate::house::{Answer, House, order};

async fn create(house: &House, key: &str, idempotency: &str, body: &Value) -> Answer {
    let request = house
        .anonymous(Method::POST, "/v1/checkouts")
        .bearer_auth(key);
    Answer::of(request.header("idempotency-key", idempotency).json(body)).await
}

#[tokio::test]
async fn the_same_request_is_done_once_and_answered_alike_byte_for_byte() {
    let house = House::open();
    let first = create(&house, &house.api_key, "order-1", &order()).await;
    let again = create(&house, &house.api_key, "order-1", &order()).await;
    assert_eq!((first.status, again.status), (201, 201));
    assert_eq!(first.text, again.text);
    assert_eq!(again.header("idempotent-replayed"), "true");
    let list = house.get("/v1/checkouts").await.json();
    assert_eq!(list["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn another_request_under_the_same_key_is_refused() {
    let house = House::open();
    create(&house, &house.api_key, "order-1", &order()).await;
    let other = create(&house, &house.api_key, "order-1", &json!({ "amount": 1 })).await;
    insta::assert_json_snapshot!(other.problem(), @r#"
        {
          "code": "idempotency_key_reused",
          "status": 422,
          "title": "The idempotency key was used with another request",
          "type": "urn:problem-type:guichet:idempotency_key_reused"
        }
        "#);
}

#[tokio::test]
async fn merchants_and_modes_do_not_share_keys() {
    let house = House::open();
    let (_, other) = house.another_merchant();
    let live = house.live_key();
    let mut ids = Vec::new();
    for key in [&house.api_key, &other, &live] {
        let answer = create(&house, key, "order-1", &order()).await;
        assert_eq!(answer.status, 201);
        ids.push(answer.json()["id"].clone());
    }
    ids.dedup();
    assert_eq!(ids.len(), 3);
}

#[tokio::test]
async fn many_at_once_make_one_checkout() {
    let house = House::open();
    let order = order();
    let all = (0..12).map(|_| create(&house, &house.api_key, "order-1", &order));
    let answers = futures::future::join_all(all).await;
    let made: Vec<_> = answers
        .iter()
        .filter(|answer| answer.status == 201)
        .collect();
    assert!(!made.is_empty());
    assert!(made.iter().all(|answer| answer.text == made[0].text));
    assert!(
        answers
            .iter()
            .all(|answer| matches!(answer.status, 201 | 409)),
        "{answers:?}"
    );
    let list = house.get("/v1/checkouts").await.json();
    assert_eq!(list["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_key_that_was_used_for_a_faulty_request_is_not_spent() {
    let house = House::open();
    let faulty = create(&house, &house.api_key, "order-1", &json!({ "amount": -1 })).await;
    assert_eq!(faulty.status, 422);
    assert_eq!(
        create(&house, &house.api_key, "order-1", &order())
            .await
            .status,
        201
    );
}

#[tokio::test]
async fn a_key_has_1_to_255_visible_characters() {
    let house = House::open();
    assert_eq!(
        create(&house, &house.api_key, &"k".repeat(255), &order())
            .await
            .status,
        201
    );
    for key in ["", "   ", "a b", "a\tb", &"k".repeat(256)] {
        let answer = create(&house, &house.api_key, key, &order()).await;
        assert_eq!(
            (answer.status, &answer.problem()["code"]),
            (400, &"invalid_idempotency_key".into()),
            "{key:?}"
        );
    }
}

#[tokio::test]
async fn a_request_that_was_cut_short_says_when_its_key_is_free() {
    let house = House::open();
    create(&house, &house.api_key, "order-1", &order()).await;
    // What a server leaves behind that dies in the middle of it, 20 seconds ago.
    let mut door = house.back_door().await;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let then = i64::try_from((now - Duration::from_secs(20)).as_micros()).unwrap();
    sqlx::query(
        "UPDATE idempotency SET holder = $1, reserved_at = $2,
         status = NULL, body = NULL, answered_at = NULL",
    )
    .bind(vec![7_u8; 16])
    .bind(then)
    .execute(&mut door)
    .await
    .unwrap();
    let answer = create(&house, &house.api_key, "order-1", &order()).await;
    assert_eq!(answer.status, 409, "{}", answer.text);
    assert_eq!(answer.problem()["code"], "idempotency_key_in_use");
    let wait: u64 = answer.header("retry-after").parse().unwrap();
    assert!((30..=40).contains(&wait), "{wait}");
}
