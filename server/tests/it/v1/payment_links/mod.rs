mod code;
mod create;
mod list;
mod update;

use serde_json::Value;

use crate::house::House;

/// Makes a link and returns it.
async fn link(house: &House, body: &Value) -> Value {
    let answer = house.post("/v1/payment_links", body).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.json()
}

fn one(link: &Value) -> String {
    format!("/v1/payment_links/{}", link["id"].as_str().unwrap())
}
