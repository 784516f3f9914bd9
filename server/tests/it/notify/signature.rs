use reqwest::Method;
use serde_json::json;

use super::{
    DAY, MINUTE, PATIENT,
    seal::{is_by_key, is_by_secret},
    shop::{BROKEN, Shop},
};
use crate::moment::Moment;

#[tokio::test]
async fn a_notification_is_signed_twice_and_tells_the_checkout_as_the_api_shows_it() {
    let house = Moment::notifying(PATIENT).await;
    let shop = Shop::open(house.clock()).await;
    let endpoint = house.notify(&shop.url).await;
    let page = house.canceled().await;
    house.settle().await;
    let came = shop.came();
    assert_eq!(came.len(), 1);
    let came = &came[0];
    assert!(is_by_secret(came, endpoint["secret"].as_str().unwrap()));
    assert!(is_by_key(
        came,
        endpoint["public_keys"][0].as_str().unwrap()
    ));

    let body = came.json();
    assert_eq!(body["type"], "checkout.canceled");
    assert_eq!(body["data"], house.checkout(&page).await);
    let seconds = house.clock().now().as_micros() / 1_000_000;
    assert_eq!(came.header("webhook-timestamp"), seconds.to_string());
    assert_eq!(came.header("content-type"), "application/json");
    let timeline = house
        .api(
            Method::GET,
            &format!("/v1/checkouts/{}/timeline", page.id),
            None,
        )
        .await;
    let last = timeline["data"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(came.id(), last["id"], "the id is that of the fact");
    assert_eq!(body["timestamp"], last["at"]);
}

#[tokio::test]
async fn every_try_sends_the_same_bytes_under_the_same_id_signed_anew() {
    let house = Moment::notifying(PATIENT).await;
    let shop = Shop::open(house.clock()).await;
    let endpoint = house.notify(&shop.url).await;
    shop.next([BROKEN]);
    house.canceled().await;
    house.pass(MINUTE).await;
    let came = shop.came();
    assert_eq!(came.len(), 2);
    assert_eq!((came[0].id(), &came[0].body), (came[1].id(), &came[1].body));
    assert_ne!(
        came[0].header("webhook-timestamp"),
        came[1].header("webhook-timestamp")
    );
    for came in &came {
        assert!(is_by_secret(came, endpoint["secret"].as_str().unwrap()));
    }
}

#[tokio::test]
async fn while_a_rotation_overlaps_both_secrets_sign_and_then_the_new_one_alone() {
    let house = Moment::notifying(PATIENT).await;
    let shop = Shop::open(house.clock()).await;
    let endpoint = house.notify(&shop.url).await;
    let old = endpoint["secret"].as_str().unwrap();
    let old_key = endpoint["public_keys"][0].as_str().unwrap();
    let path = format!(
        "/v1/webhook_endpoints/{}/rotate_secret",
        endpoint["id"].as_str().unwrap()
    );
    let rotated = house.api(Method::POST, &path, Some(&json!({}))).await;
    let new = rotated["secret"].as_str().unwrap();
    let new_key = rotated["public_keys"][0].as_str().unwrap();

    house.canceled().await;
    house.settle().await;
    let during = shop.came().remove(0);
    assert!(is_by_secret(&during, old) && is_by_secret(&during, new));
    assert!(is_by_key(&during, old_key) && is_by_key(&during, new_key));

    house.pass(DAY).await;
    house.canceled().await;
    house.settle().await;
    let after = shop.came().remove(1);
    assert!(is_by_secret(&after, new) && is_by_key(&after, new_key));
    assert!(!is_by_secret(&after, old) && !is_by_key(&after, old_key));
}
