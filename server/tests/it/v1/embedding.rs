use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    house::{Answer, House},
    payer::Payer,
};

const SHOP: &str = "https://shop.example";

async fn put(house: &House, body: &Value) -> Answer {
    Answer::of(house.request(Method::PUT, "/v1/embedding").json(body)).await
}

async fn policy(house: &House) -> (String, bool) {
    let page = Payer::new(house).await.page().await;
    let policy = page.header("content-security-policy").to_owned();
    let (_, ancestors) = policy.split_once("frame-ancestors ").unwrap();
    let is_denied = page.header("x-frame-options") == "DENY";
    (ancestors.to_owned(), is_denied)
}

/// The places and codes of what is wrong, one after the other.
fn codes(answer: &Answer) -> String {
    let faults = answer.faults();
    let codes = faults.lines().filter_map(|line| line.split(':').next());
    codes.collect::<Vec<_>>().join("; ")
}

#[tokio::test]
async fn nobody_embeds_a_checkout_until_the_merchant_says_who() {
    let house = House::with_twin();
    assert_eq!(
        house.get("/v1/embedding").await.json(),
        json!({ "object": "embedding", "origins": [] })
    );
    assert_eq!(policy(&house).await, ("'none'".to_owned(), true));

    let origins =
        json!({ "origins": ["https://Shop.Example:443/", "http://localhost:3000", SHOP] });
    let told = put(&house, &origins).await;
    assert_eq!(told.status, 200, "{}", told.text);
    let shown = json!({ "object": "embedding", "origins": [SHOP, "http://localhost:3000"] });
    assert_eq!(told.json(), shown);
    assert_eq!(house.get("/v1/embedding").await.json(), shown);
    let expected = format!("{SHOP} http://localhost:3000");
    assert_eq!(policy(&house).await, (expected, false));

    assert_eq!(put(&house, &json!({ "origins": [] })).await.status, 200);
    assert_eq!(policy(&house).await, ("'none'".to_owned(), true));
}

#[tokio::test]
async fn a_merchant_and_a_mode_have_a_list_of_their_own() {
    let house = House::open();
    let (_, other) = house.another_merchant();
    let live = house.live_key();
    put(&house, &json!({ "origins": [SHOP] })).await;
    for key in [other, live.clone()] {
        let request = house
            .anonymous(Method::GET, "/v1/embedding")
            .bearer_auth(key);
        assert_eq!(Answer::of(request).await.json()["origins"], json!([]));
    }
    // In live mode the page is not shown to what anybody on the way can alter.
    let request = house
        .anonymous(Method::PUT, "/v1/embedding")
        .bearer_auth(live)
        .json(&json!({ "origins": ["http://localhost:3000"] }));
    let refused = Answer::of(request).await;
    assert_eq!(codes(&refused), "/origins/0 unsupported");
}

#[tokio::test]
async fn every_fault_of_the_list_is_named_at_once_and_nothing_is_stored() {
    let house = House::open();
    put(&house, &json!({ "origins": [SHOP] })).await;
    let long = format!("https://{}.example", "a".repeat(300));
    let refused = put(
        &house,
        &json!({ "origins": [SHOP, "*", 5, long, "javascript:alert(1)", "http://shop.example"], "more": 1 }),
    )
    .await;
    assert_eq!(
        codes(&refused),
        "/origins/1 invalid; /origins/2 wrong_type; /origins/3 too_long; /origins/4 invalid; \
         /origins/5 unsupported; /more unknown_field"
    );
    for (body, faults) in [
        (json!({}), "/origins required"),
        (json!({ "origins": SHOP }), "/origins wrong_type"),
        (json!({ "origins": vec![SHOP; 21] }), "/origins too_long"),
        (json!([]), " wrong_type"),
    ] {
        assert_eq!(codes(&put(&house, &body).await), faults, "{body}");
    }
    assert_eq!(
        house.get("/v1/embedding").await.json()["origins"],
        json!([SHOP])
    );
}

#[tokio::test]
async fn a_list_under_a_key_is_answered_alike() {
    let house = House::open();
    let request = |origins: Value| {
        let request = house.request(Method::PUT, "/v1/embedding");
        Answer::of(
            request
                .header("idempotency-key", "list-1")
                .json(&json!({ "origins": origins })),
        )
    };
    let first = request(json!([SHOP])).await;
    put(&house, &json!({ "origins": [] })).await;
    let again = request(json!([SHOP])).await;
    assert_eq!((again.status, &again.text), (200, &first.text));
    assert_eq!(
        house.get("/v1/embedding").await.json()["origins"],
        json!([])
    );
    assert_eq!(request(json!([])).await.status, 422);
}
