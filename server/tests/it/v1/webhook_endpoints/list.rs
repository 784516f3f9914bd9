use serde_json::Value;

use crate::house::House;

#[tokio::test]
async fn endpoints_come_oldest_first_and_page_by_page() {
    let house = House::open();
    let mut made = Vec::new();
    for number in 0..5 {
        let url = format!("https://shop.example/{number}");
        made.push(house.endpoint(&url).await["id"].clone());
    }
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("/v1/webhook_endpoints?limit=2&cursor={cursor}");
        let page = house.get(&path).await.json();
        let ids = page["data"].as_array().unwrap().iter();
        seen.extend(ids.map(|endpoint| endpoint["id"].clone()));
        match &page["next_cursor"] {
            Value::String(next) => cursor = next.clone(),
            _ => break,
        }
    }
    assert_eq!(seen, made);
    let whole = house.get("/v1/webhook_endpoints?limit=5").await.json();
    assert_eq!(whole["next_cursor"], Value::Null);
}

#[tokio::test]
async fn every_fault_of_the_query_is_named() {
    let house = House::open();
    let answer = house
        .get("/v1/webhook_endpoints?limit=0&cursor=x&page=2")
        .await;
    insta::assert_snapshot!(answer.faults(), @r"
        /page unknown_field: is not a parameter of this address
        /limit invalid: must be a whole number from 1 to 100
        /cursor invalid: must be a next_cursor of this list
        ");
    let absent = house
        .get("/v1/webhook_endpoints?cursor=ep_00000000000000000000000000")
        .await;
    assert_eq!(
        absent.faults(),
        "/cursor invalid: must be a next_cursor of this list"
    );
}
