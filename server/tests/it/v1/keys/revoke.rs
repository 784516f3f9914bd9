use serde_json::json;

use crate::house::House;

#[tokio::test]
async fn a_revoked_key_is_refused_from_the_next_request_on() {
    let house = House::open();
    let made = house
        .post("/v1/keys", &json!({ "scope": "admin" }))
        .await
        .json();
    let id = made["id"].as_str().unwrap();
    let works = async || {
        let request = house.anonymous(reqwest::Method::GET, "/v1/checkouts");
        let request = request.bearer_auth(made["api_key"].as_str().unwrap());
        crate::house::Answer::of(request).await.status
    };
    assert_eq!(works().await, 200);
    let path = format!("/v1/keys/{id}/revoke");
    let revoked = house.post(&path, &json!({})).await;
    assert_eq!(revoked.status, 200, "{}", revoked.text);
    let at = revoked.json()["revoked_at"].clone();
    assert!(at.is_string());
    assert_eq!(works().await, 401);
    let again = house.post(&path, &json!({})).await;
    assert_eq!(again.json()["revoked_at"], at, "it was revoked once");
}
