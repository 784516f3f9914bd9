use serde_json::{Value, json};

use super::link;
use crate::house::House;

#[tokio::test]
async fn links_are_listed_newest_first_a_page_at_a_time() {
    let house = House::open();
    let mut made = Vec::new();
    for n in 1..=3 {
        made.push(link(&house, &json!({ "amount": n * 100 })).await);
    }
    let ids = |page: &Value| -> Vec<Value> {
        let data = page["data"].as_array().unwrap().iter();
        data.map(|link| link["id"].clone()).collect()
    };
    let first = house.get("/v1/payment_links?limit=2").await.json();
    assert_eq!(ids(&first), [made[2]["id"].clone(), made[1]["id"].clone()]);
    let cursor = first["next_cursor"].as_str().unwrap();
    let path = format!("/v1/payment_links?limit=2&cursor={cursor}");
    let last = house.get(&path).await.json();
    assert_eq!(ids(&last), [made[0]["id"].clone()]);
    assert_eq!(last["next_cursor"], Value::Null);
    assert_eq!(last["data"][0], made[0]);

    let refused = house
        .get("/v1/payment_links?cursor=x&limit=0&active=1")
        .await;
    insta::assert_snapshot!(refused.faults(), @r"
    /active unknown_field: is not a parameter of this address
    /limit invalid: must be a whole number from 1 to 100
    /cursor invalid: must be a next_cursor of this list
    ");
}
