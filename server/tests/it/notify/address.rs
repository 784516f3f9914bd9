use axum::http::StatusCode;
use reqwest::Method;

use super::{
    MINUTE, PATIENT,
    shop::{Reply, Shop},
};
use crate::moment::Moment;

#[tokio::test]
async fn an_address_that_is_not_public_is_refused_when_it_is_given() {
    let house = Moment::new().await;
    for url in [
        "https://127.0.0.1/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://[::ffff:192.168.0.1]/",
        "https://2130706433/",
        "http://shop.example/",
        "https://user:password@shop.example/",
    ] {
        let answer = house.notify(url).await;
        assert_eq!(answer["status"], 422, "{url}: {answer}");
        assert_eq!(answer["errors"][0]["pointer"], "/url");
    }
}

#[tokio::test]
async fn what_was_allowed_once_is_looked_at_again_whenever_it_is_sent_to() {
    let mut house = Moment::notifying(PATIENT).await;
    let shop = Shop::open(house.clock()).await;
    let (_, port_and_path) = shop.url.rsplit_once(':').unwrap();
    let literal = house.notify(&shop.url).await;
    let named = house
        .notify(&format!("https://localhost:{port_and_path}"))
        .await;
    let config = house.config().clone();
    let strict = std::fs::read_to_string(&config)
        .unwrap()
        .replace("allow_private = true", "");
    std::fs::write(&config, strict).unwrap();
    let other = house.another().await;
    house.switch_to(other).stop().await;
    house.canceled().await;
    house.pass(MINUTE).await;
    assert!(shop.came().is_empty());
    for endpoint in [literal, named] {
        let delivery = house.deliveries(&endpoint).await.remove(0);
        assert_eq!(delivery["status"], "waiting");
        let path = format!("/v1/deliveries/{}", delivery["id"].as_str().unwrap());
        let detail = house.api(Method::GET, &path, None).await;
        assert!(detail.to_string().contains("address_refused"), "{detail}");
    }
}

#[tokio::test]
async fn a_redirect_is_no_yes_and_is_not_followed() {
    let house = Moment::notifying(PATIENT).await;
    let (shop, other) = (
        Shop::open(house.clock()).await,
        Shop::open(house.clock()).await,
    );
    house.notify(&shop.url).await;
    let there = Reply::With(
        StatusCode::TEMPORARY_REDIRECT,
        "location",
        other.url.clone(),
    );
    shop.next([there]);
    house.canceled().await;
    house.pass(MINUTE).await;
    assert_eq!(shop.came().len(), 2, "it is tried again where it was to go");
    assert!(other.came().is_empty());
}
