use reqwest::Method;

use crate::house::{Answer, House, order};

#[tokio::test]
async fn a_checkout_is_read_as_it_was_made() {
    let house = House::open();
    let made = house.post("/v1/checkouts", &order()).await;
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let read = house.get(&format!("/v1/checkouts/{id}")).await;
    assert_eq!((read.status, read.text), (200, made.text));
}

#[tokio::test]
async fn what_belongs_to_another_merchant_or_mode_is_not_there() {
    let house = House::open();
    let id = house.checkout(&order()).await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let (_, other) = house.another_merchant();
    let live = house.live_key();
    let absent = house
        .get("/v1/checkouts/chk_00000000000000000000000000")
        .await;
    assert_eq!(absent.status, 404);
    for path in ["", "/timeline", "/cancel"] {
        let method = if path == "/cancel" {
            Method::POST
        } else {
            Method::GET
        };
        for key in [&other, &live] {
            let request = house
                .anonymous(method.clone(), &format!("/v1/checkouts/{id}{path}"))
                .bearer_auth(key);
            let answer = Answer::of(request).await;
            assert_eq!(
                (answer.status, answer.problem()),
                (404, absent.problem()),
                "{path}"
            );
        }
    }
    for id in [
        "x",
        "chk_",
        "mer_00000000000000000000000000",
        "%00",
        "..%2f..",
        &"a".repeat(5000),
    ] {
        assert_eq!(
            house.get(&format!("/v1/checkouts/{id}")).await.problem(),
            absent.problem(),
            "{id}"
        );
    }
}
