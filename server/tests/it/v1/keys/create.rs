use reqwest::{Method, RequestBuilder};
use serde_json::json;

use crate::house::{Answer, House};

fn create(house: &House, key: &str, scope: &str) -> RequestBuilder {
    house
        .anonymous(Method::POST, "/v1/keys")
        .bearer_auth(key)
        .json(&json!({ "scope": scope }))
}

#[tokio::test]
async fn a_key_is_shown_once_and_works_in_the_mode_of_the_one_that_made_it() {
    let house = House::open();
    for (maker, mode) in [(house.api_key.clone(), "test"), (house.live_key(), "live")] {
        let made = Answer::of(create(&house, &maker, "read")).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let made = made.json();
        let key = made["api_key"].as_str().unwrap();
        assert!(key.starts_with(&format!("gk_{mode}_")), "{mode}");
        assert_eq!(
            (&made["mode"], &made["scope"]),
            (&mode.into(), &"read".into())
        );
        assert!(key.ends_with(made["ends_in"].as_str().unwrap()));

        let list = house
            .anonymous(Method::GET, "/v1/checkouts")
            .bearer_auth(key);
        assert_eq!(Answer::of(list).await.status, 200);
        let path = format!("/v1/keys/{}", made["id"].as_str().unwrap());
        let read = house.anonymous(Method::GET, &path).bearer_auth(&maker);
        let read = Answer::of(read).await.json();
        assert_eq!((&read["api_key"], &read["id"]), (&json!(null), &made["id"]));
    }
}

#[tokio::test]
async fn a_repeat_is_shown_the_key_again_and_nobody_else_is() {
    let house = House::open();
    let with = |key: &str| create(&house, key, "write").header("idempotency-key", "key-1");
    let first = Answer::of(with(&house.api_key)).await;
    let again = Answer::of(with(&house.api_key)).await;
    assert_eq!((again.status, &again.text), (201, &first.text));
    assert_eq!(again.header("idempotent-replayed"), "true");

    let admin = Answer::of(create(&house, &house.api_key, "admin"))
        .await
        .json();
    let other = Answer::of(with(admin["api_key"].as_str().unwrap())).await;
    assert_eq!(other.problem()["code"], "idempotency_key_reused");

    let made = first.json();
    let mut door = house.back_door().await;
    let rows: Vec<Vec<u8>> = sqlx::query_scalar("SELECT body FROM idempotency")
        .fetch_all(&mut door)
        .await
        .unwrap();
    let key = made["api_key"].as_str().unwrap().as_bytes();
    assert!(!rows.is_empty());
    for row in rows {
        assert!(
            !row.windows(key.len()).any(|part| part == key),
            "it is kept"
        );
    }
}

#[tokio::test]
async fn a_scope_is_never_left_to_chance() {
    let house = House::open();
    for (body, fault) in [
        (json!({}), "/scope required: is required"),
        (json!({ "scope": null }), "/scope required: is required"),
        (
            json!({ "scope": "root" }),
            "/scope unsupported: must be read, write or admin",
        ),
        (json!({ "scope": 7 }), "/scope wrong_type: must be a string"),
        (
            json!({ "scope": "read", "mode": "live" }),
            "/mode unknown_field: is not a field of this object",
        ),
    ] {
        assert_eq!(house.post("/v1/keys", &body).await.faults(), fault);
    }
    let keys = house.get("/v1/keys").await.json();
    assert_eq!(
        keys["data"].as_array().unwrap().len(),
        1,
        "nothing was made"
    );
}
