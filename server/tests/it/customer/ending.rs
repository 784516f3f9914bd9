//! How a checkout ends unpaid.

use serde_json::json;

use crate::{house::House, payer::Payer};

#[tokio::test]
async fn an_unused_checkout_expires_by_the_servers_clock() {
    let house = House::open();
    let payer = Payer::with(&house, json!({ "expires_in": 1 })).await;
    payer.until_status("expired").await;
    assert_eq!(payer.screen().await, "expired");
}

#[tokio::test]
async fn a_checkout_that_expires_has_its_live_session_cancelled_first() {
    let house = House::with_twin();
    let payer = Payer::with(&house, json!({ "expires_in": 2 })).await;
    payer.start("guaranteed_eft").await;
    payer.until_status("expired").await;
    assert_eq!(house.twin_sessions().await[0]["statusDetails"], "EFT0501");
}

#[tokio::test]
async fn a_payment_that_was_just_made_is_seen_before_the_checkout_expires() {
    let house = House::with_twin();
    let payer = Payer::with(&house, json!({ "expires_in": 2 })).await;
    payer.start("guaranteed_eft").await;
    house.drive("EFT0301").await;
    let checkout = payer
        .until("an end", |it| it["status"] != "processing")
        .await;
    assert_eq!(checkout["status"], "paid");
}

#[tokio::test]
async fn a_merchant_who_calls_it_off_has_the_session_cancelled() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    let answer = house
        .post(&format!("/v1/checkouts/{}/cancel", payer.id), &json!({}))
        .await;
    // What was written down is answered; the provider is asked right after it.
    assert_eq!(
        (answer.status, &answer.json()["status"]),
        (200, &json!("processing"))
    );
    payer.until_status("canceled").await;
    assert_eq!(house.twin_sessions().await[0]["statusDetails"], "EFT0501");
    assert_eq!(payer.screen().await, "canceled_by_shop");
    assert_eq!(
        payer.start("guaranteed_eft").await.status,
        303,
        "the page tells where it stands"
    );
    assert_eq!(payer.checkout().await["status"], "canceled");
}

#[tokio::test]
async fn a_bank_session_that_times_out_leaves_the_checkout_open() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    house
        .tell_twin("/_twin/clock", &json!({ "advance_seconds": 3600 }))
        .await;
    let checkout = payer.until_status("open").await;
    assert_eq!(checkout["last_failure"]["code"], "session_expired");
    assert_eq!(checkout["last_failure"]["detail"], "EFT0601");
    assert_eq!(payer.screen().await, "session_expired");
}
