use reqwest::Method;
use serde_json::Value;

use crate::house::{Answer, House};

async fn with(house: &House, authorization: Option<&str>) -> Answer {
    let mut request = house.anonymous(Method::GET, "/v1/checkouts");
    if let Some(value) = authorization {
        request = request.header("authorization", value);
    }
    Answer::of(request).await
}

fn told(answer: &Answer) -> (u16, Value, String) {
    (
        answer.status,
        answer.problem(),
        answer.header("www-authenticate").to_owned(),
    )
}

#[tokio::test]
async fn every_key_that_is_not_good_gets_the_same_answer() {
    let house = House::open();
    let keys = house.administer(&["key", "create", "--merchant", &house.merchant, "--json"]);
    let key = keys["api_key"].as_str().unwrap();
    assert_eq!(
        with(&house, Some(&format!("Bearer {key}"))).await.status,
        200
    );
    house.administer(&["key", "revoke", keys["key_id"].as_str().unwrap()]);

    let missing = with(&house, None).await;
    insta::assert_json_snapshot!(missing.problem(), @r#"
        {
          "code": "unauthorized",
          "detail": "Send Authorization: Bearer and an API key of this server.",
          "status": 401,
          "title": "No valid API key",
          "type": "urn:problem-type:guichet:unauthorized"
        }
        "#);
    assert_eq!(missing.header("www-authenticate"), "Bearer");
    let (start, last) = house.api_key.split_at(house.api_key.len() - 1);
    let other = if last == "x" { "y" } else { "x" };
    let almost = format!("Bearer {start}{other}");
    let revoked = format!("Bearer {key}");
    for value in [
        "Bearer",
        "Bearer ",
        "Basic Zm9vOmJhcg==",
        "gk_test_",
        "Bearer gk_test_0",
        &almost,
        &revoked,
    ] {
        let answer = with(&house, Some(value)).await;
        assert_eq!(told(&answer), told(&missing), "{value}");
    }
}

#[tokio::test]
async fn a_key_is_looked_at_before_anything_else() {
    let house = House::open();
    let garbage = house
        .anonymous(Method::POST, "/v1/checkouts")
        .body("not json");
    assert_eq!(Answer::of(garbage).await.status, 401);
    let unknown = house.anonymous(Method::GET, "/v1/checkouts/chk_00000000000000000000000000");
    assert_eq!(Answer::of(unknown).await.status, 401);
}
