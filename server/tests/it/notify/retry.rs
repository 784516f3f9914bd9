use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::{
    DAY, IMPATIENT, MINUTE, PATIENT,
    shop::{BROKEN, OK, Reply, Shop},
};
use crate::moment::Moment;

#[tokio::test]
async fn a_shop_that_is_away_is_tried_sixteen_times_over_three_days_and_then_no_more() {
    let house = Moment::notifying(PATIENT).await;
    let shop = Shop::open(house.clock()).await;
    let endpoint = house.notify(&shop.url).await;
    shop.then(BROKEN);
    house.canceled().await;
    house.pass(10 * DAY).await;
    let came = shop.came();
    assert_eq!(came.len(), 16);
    let over = came[15].at.since(came[0].at);
    assert!(over >= 3 * DAY && over < 4 * DAY, "{over:?}");
    assert_eq!(house.delivery(&endpoint).await, ("dead".into(), 16));

    // It is a dead letter, and can be replayed: with the same id, to a shop that is back.
    shop.then(OK);
    let dead = house.deliveries(&endpoint).await.remove(0);
    let path = format!("/v1/deliveries/{}/replay", dead["id"].as_str().unwrap());
    house.api(Method::POST, &path, None).await;
    house.settle().await;
    let came = shop.came();
    assert_eq!(came.len(), 17);
    assert_eq!(
        (came[16].id(), &came[16].body),
        (came[0].id(), &came[0].body)
    );
    assert_eq!(house.delivery(&endpoint).await, ("delivered".into(), 1));
}

#[tokio::test]
async fn dead_letters_are_kept_for_ninety_days() {
    let house = Moment::notifying(PATIENT).await;
    let shop = Shop::open(house.clock()).await;
    let endpoint = house.notify(&shop.url).await;
    shop.then(BROKEN);
    house.canceled().await;
    house.pass(5 * DAY).await;
    house.pass(88 * DAY).await;
    assert_eq!(house.deliveries(&endpoint).await.len(), 1);
    house.pass(3 * DAY).await;
    let began = std::time::Instant::now();
    while !house.deliveries(&endpoint).await.is_empty() {
        assert!(began.elapsed().as_secs() < 30, "it was never forgotten");
        // The house is kept now and then; it may have been at it when the clock went on.
        house.clock().advance(60 * MINUTE);
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn a_shop_that_says_when_to_come_back_is_left_alone_until_then() {
    let house = Moment::notifying(PATIENT).await;
    let shop = Shop::open(house.clock()).await;
    let endpoint = house.notify(&shop.url).await;
    let busy = |after: &str| {
        let status = StatusCode::SERVICE_UNAVAILABLE;
        Reply::With(status, "retry-after", after.to_owned())
    };
    // In seconds, and as a date: an hour after the second try.
    shop.next([busy("600")]);
    house.canceled().await;
    house.pass(9 * MINUTE).await;
    assert_eq!(shop.came().len(), 1);
    let then = (house.clock().now().as_micros() / 1_000_000) + 60 + 3600;
    let date = jiff::Timestamp::from_second(then).unwrap();
    let date = date.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    shop.next([busy(&date)]);
    house.pass(2 * MINUTE).await;
    assert_eq!(shop.came().len(), 2);
    house.pass(57 * MINUTE).await;
    assert_eq!(shop.came().len(), 2);
    house.pass(3 * MINUTE).await;
    assert_eq!(shop.came().len(), 3);
    assert_eq!(house.delivery(&endpoint).await, ("delivered".into(), 3));
}

#[tokio::test]
async fn a_shop_that_is_gone_for_good_is_disabled_and_never_asked_again() {
    let house = Moment::notifying(PATIENT).await;
    let shop = Shop::open(house.clock()).await;
    let endpoint = house.notify(&shop.url).await;
    shop.then(Reply::Answer(StatusCode::GONE));
    house.canceled().await;
    house.pass(DAY).await;
    house.canceled().await;
    house.pass(DAY).await;
    assert_eq!(shop.came().len(), 1);
    let now = house.endpoint(&endpoint).await;
    assert_eq!(
        (&now["status"], &now["disabled_reason"]),
        (&json!("disabled"), &json!("gone"))
    );
    assert_eq!(house.delivery(&endpoint).await, ("dead".into(), 1));
}

#[tokio::test]
async fn a_shop_that_keeps_failing_is_said_to_until_something_arrives_again() {
    let house = Moment::notifying(PATIENT).await;
    let shop = Shop::open(house.clock()).await;
    let endpoint = house.notify(&shop.url).await;
    shop.then(BROKEN);
    house.canceled().await;
    house.pass(3 * MINUTE).await;
    assert_eq!(
        house.endpoint(&endpoint).await["failing_since"],
        Value::Null
    );
    house.pass(60 * MINUTE).await;
    let since = house.endpoint(&endpoint).await["failing_since"].clone();
    assert!(since.is_string());
    shop.then(OK);
    house.pass(2 * 60 * MINUTE).await;
    assert_eq!(
        house.endpoint(&endpoint).await["failing_since"],
        Value::Null
    );
    assert_eq!(house.delivery(&endpoint).await.0, "delivered");
}

#[tokio::test]
async fn no_answer_in_time_is_a_try_that_failed() {
    let house = Moment::notifying(IMPATIENT).await;
    let shop = Shop::open(house.clock()).await;
    let endpoint = house.notify(&shop.url).await;
    shop.next([Reply::Stall]);
    house.canceled().await;
    house.pass(MINUTE).await;
    assert_eq!(shop.came().len(), 2);
    let id = house.deliveries(&endpoint).await.remove(0)["id"].clone();
    let path = format!("/v1/deliveries/{}", id.as_str().unwrap());
    let detail = house.api(Method::GET, &path, None).await;
    let tries = detail["tries"].as_array().map_or_else(
        || detail["attempts"].as_array().unwrap().clone(),
        Clone::clone,
    );
    let outcomes: Vec<_> = tries
        .iter()
        .map(|it| it["outcome"].as_str().unwrap())
        .collect();
    assert_eq!(outcomes, ["timed_out", "delivered"]);
}
