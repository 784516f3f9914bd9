use reqwest::Method;
use serde_json::json;

use super::{URL, path};
use crate::house::{Answer, House};

#[tokio::test]
async fn an_endpoint_of_another_merchant_or_mode_is_not_there() {
    let house = House::open();
    let path = path(&house.endpoint(URL).await);
    let (_, other) = house.another_merchant();
    let live = house.live_key();
    let absent = house
        .get("/v1/webhook_endpoints/ep_00000000000000000000000000")
        .await;
    assert_eq!(absent.status, 404);
    for (method, below) in [
        (Method::GET, ""),
        (Method::PATCH, ""),
        (Method::DELETE, ""),
        (Method::POST, "/rotate_secret"),
        (Method::GET, "/deliveries"),
        (Method::POST, "/replay"),
    ] {
        for key in [&other, &live] {
            let request = house
                .anonymous(method.clone(), &format!("{path}{below}"))
                .bearer_auth(key)
                .json(&json!({}));
            let answer = Answer::of(request).await;
            assert_eq!(
                (answer.status, answer.problem()),
                (404, absent.problem()),
                "{method} {below}"
            );
        }
    }
    for id in ["x", "ep_", "chk_00000000000000000000000000", "%00"] {
        let answer = house.get(&format!("/v1/webhook_endpoints/{id}")).await;
        assert_eq!(answer.problem(), absent.problem(), "{id}");
    }
    assert_eq!(house.get(&path).await.status, 200, "it is still there");
}
