use reqwest::Method;
use serde_json::{Value, json};

use super::{URL, path};
use crate::house::{Answer, House};

async fn change(house: &House, endpoint: &Value, body: &Value) -> Answer {
    Answer::of(house.request(Method::PATCH, &path(endpoint)).json(body)).await
}

#[tokio::test]
async fn a_change_changes_what_it_names_and_nothing_else() {
    let house = House::open();
    let made = house.endpoint(URL).await;
    let mut expected = made.clone();
    expected.as_object_mut().unwrap().remove("secret");
    for (name, value) in [
        ("url", json!("https://shop.example/other")),
        ("description", json!("the new one")),
        ("events", json!(["checkout.paid", "checkout.expired"])),
        ("events", json!(["*"])),
    ] {
        let changed = change(&house, &made, &json!({ name: value })).await;
        expected[name] = value;
        assert_eq!((changed.status, changed.json()), (200, expected.clone()));
        let read = house.get(&path(&made)).await;
        assert_eq!(read.text, changed.text);
    }
    let nothing = change(&house, &made, &json!({})).await;
    assert_eq!((nothing.status, nothing.json()), (200, expected));
}

#[tokio::test]
async fn an_endpoint_is_disabled_and_enabled() {
    let house = House::open();
    let made = house.endpoint(URL).await;
    let disabled = change(&house, &made, &json!({ "status": "disabled" })).await;
    let told = disabled.json();
    assert_eq!(
        [&told["status"], &told["disabled_reason"]],
        ["disabled", "merchant"]
    );
    assert!(told["disabled_at"].is_string());
    assert_eq!(house.get(&path(&made)).await.text, disabled.text);
    let enabled = change(&house, &made, &json!({ "status": "enabled" })).await;
    let told = enabled.json();
    assert_eq!(told["status"], "enabled");
    assert_eq!(
        [&told["disabled_at"], &told["disabled_reason"]],
        [&Value::Null; 2]
    );
    assert_eq!(house.get(&path(&made)).await.text, enabled.text);
}

#[tokio::test]
async fn a_faulty_change_changes_nothing() {
    let house = House::open();
    let made = house.endpoint(URL).await;
    let body = json!({
        "description": "new", "status": "on", "url": "http://10.0.0.1/", "id": "ep_1"
    });
    let refused = change(&house, &made, &body).await;
    insta::assert_snapshot!(refused.faults(), @r"
        /url unsupported: must be https://
        /status unsupported: must be enabled or disabled
        /id unknown_field: is not a field of this object
        ");
    let read = house.get(&path(&made)).await.json();
    assert_eq!(read["description"], "");
}

#[tokio::test]
async fn a_change_under_a_key_is_answered_alike() {
    let house = House::open();
    let made = house.endpoint(URL).await;
    let change = |description: &'static str| {
        let request = house.request(Method::PATCH, &path(&made));
        Answer::of(
            request
                .header("idempotency-key", "change-1")
                .json(&json!({ "description": description })),
        )
    };
    let (first, again) = (change("a").await, change("a").await);
    assert_eq!((first.status, &first.text), (200, &again.text));
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(change("b").await.status, 422);
}
