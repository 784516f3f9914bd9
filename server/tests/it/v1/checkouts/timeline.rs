use serde_json::json;

use crate::house::{House, order};

#[tokio::test]
async fn a_timeline_tells_every_fact_in_order_and_nothing_personal() {
    let house = House::open();
    let id = house.checkout(&order()).await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    house
        .post(&format!("/v1/checkouts/{id}/cancel"), &json!({}))
        .await;
    let answer = house.get(&format!("/v1/checkouts/{id}/timeline")).await;
    let timeline = answer.json();
    let told: Vec<String> = timeline["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| {
            assert!(entry["id"].as_str().unwrap().starts_with("evt_"));
            let [kind, evidence, summary] =
                ["type", "evidence", "summary"].map(|name| entry[name].as_str().unwrap());
            format!("{} {kind} ({evidence}): {summary}", entry["seq"])
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r"
        1 checkout_created (merchant): You made the checkout for 250.00 CAD.
        2 checkout_closed (merchant): The checkout was cancelled unpaid.
        ");
    for personal in ["John", "Doe", "john.doe", "Front Avenue", "9876541"] {
        assert!(!answer.text.contains(personal), "{personal}");
    }
}
