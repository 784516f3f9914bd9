use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::house::House;

async fn page(house: &House, query: &str) -> Value {
    let answer = house.get(&format!("/v1/keys{query}")).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

#[tokio::test]
async fn keys_are_listed_newest_first_page_by_page() {
    let house = House::open();
    for _ in 0..2 {
        house.post("/v1/keys", &json!({ "scope": "read" })).await;
    }
    let first = page(&house, "?limit=2").await;
    let cursor = first["next_cursor"].as_str().unwrap();
    let rest = page(&house, &format!("?limit=2&cursor={cursor}")).await;
    assert_eq!(rest["next_cursor"], json!(null));
    let pages = [&first, &rest].map(|page| page["data"].as_array().unwrap().clone());
    let scopes: Vec<_> = pages
        .concat()
        .iter()
        .map(|key| key["scope"].clone())
        .collect();
    assert_eq!(scopes, ["read", "read", "admin"]);
}

#[tokio::test]
async fn a_key_that_is_used_says_when() {
    let house = House::open();
    let began = Instant::now();
    loop {
        let keys = page(&house, "").await;
        if keys["data"][0]["last_used_at"].is_string() {
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(30), "{keys}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
