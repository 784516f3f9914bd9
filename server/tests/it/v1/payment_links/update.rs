use reqwest::Method;
use serde_json::{Value, json};

use super::{link, one};
use crate::house::{Answer, House};

async fn patch(house: &House, link: &Value, change: &Value) -> Answer {
    Answer::of(house.request(Method::PATCH, &one(link)).json(change)).await
}

#[tokio::test]
async fn a_change_leaves_what_it_does_not_name() {
    let house = House::open();
    let offer = json!({
        "amount": 4000, "description": "Winter camp", "max_uses": 3,
        "expires_at": "2099-01-01T00:00:00Z", "metadata": { "a": "1" }
    });
    let made = link(&house, &offer).await;
    let off = patch(&house, &made, &json!({ "active": false })).await;
    assert_eq!(off.status, 200, "{}", off.text);
    let mut expected = made.clone();
    expected["active"] = false.into();
    expected["status"] = "inactive".into();
    assert_eq!(off.json(), expected);

    let change =
        json!({ "active": true, "max_uses": null, "expires_at": null, "description": null });
    let on = patch(&house, &made, &change).await.json();
    expected = made.clone();
    expected["max_uses"] = Value::Null;
    expected["expires_at"] = Value::Null;
    assert_eq!(on, expected, "null takes limits away, and nothing else");
    assert_eq!(house.get(&one(&made)).await.json(), expected);
}

#[tokio::test]
async fn what_customers_have_read_never_changes() {
    let house = House::open();
    let made = link(&house, &json!({ "amount": 4000 })).await;
    let change = json!({
        "amount": 5000, "methods": ["eft"], "max_uses": 10_001, "active": 1,
        "success_url": "ftp://shop.example"
    });
    let refused = patch(&house, &made, &change).await;
    insta::assert_snapshot!(refused.faults(), @r"
    /success_url invalid: must be an absolute http:// or https:// address
    /active wrong_type: must be true or false
    /max_uses too_large: must be at most 10000; leave it out for a link that is used however often
    /amount unknown_field: is not a field of this object
    /methods unknown_field: is not a field of this object
    ");
    assert_eq!(house.get(&one(&made)).await.json(), made);
}

#[tokio::test]
async fn changes_of_many_at_once_are_all_made() {
    let house = House::open();
    let made = link(&house, &json!({ "amount": 4000 })).await;
    let changes = [
        json!({ "description": "Camp" }),
        json!({ "max_uses": 9 }),
        json!({ "success_url": "https://shop.example/" }),
    ];
    let answers = changes.iter().map(|change| patch(&house, &made, change));
    let answers = futures::future::join_all(answers).await;
    assert!(answers.iter().all(|answer| answer.status == 200));
    let after = house.get(&one(&made)).await.json();
    assert_eq!(
        (
            &after["description"],
            &after["max_uses"],
            &after["success_url"]
        ),
        (&"Camp".into(), &9.into(), &"https://shop.example/".into())
    );
}
