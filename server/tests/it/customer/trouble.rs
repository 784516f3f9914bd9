//! What the customer and the merchant see when the provider does not do what it should.

use serde_json::json;

use crate::{house::House, payer::Payer};

async fn create_fails_with(fault: serde_json::Value, code: &str) {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    house.fault(fault.clone()).await;
    assert_eq!(payer.start("guaranteed_eft").await.status, 303, "{fault}");
    let checkout = payer.checkout().await;
    assert_eq!(checkout["status"], "open", "{fault}");
    assert_eq!(checkout["last_failure"]["code"], code, "{fault}");
    assert_eq!(payer.screen().await, "unavailable", "{fault}");
    assert!(
        house.asked("POST", "/api/v2/sessions").await <= 2,
        "{fault}"
    );

    // The way on: the same customer, a moment later.
    house.fault(json!({ "clear": true })).await;
    payer.start("guaranteed_eft").await;
    assert_eq!(payer.screen().await, "bank", "{fault}");
    house.drive("EFT0301").await;
    payer.until_status("paid").await;

    let log = house.close();
    let causes = log
        .lines()
        .filter(|line| line.contains("the provider did not do what was asked"))
        .count();
    assert_eq!(causes, 1, "the cause is logged once: {log}");
}

#[tokio::test]
async fn a_create_that_the_provider_cannot_do_leaves_a_way_on() {
    for status in [429, 500, 503] {
        create_fails_with(
            json!({ "status": status, "endpoint": "create" }),
            "provider_unavailable",
        )
        .await;
    }
}

#[tokio::test]
async fn a_create_that_the_provider_refuses_leaves_a_way_on() {
    create_fails_with(
        json!({ "status": 403, "endpoint": "create" }),
        "provider_refused",
    )
    .await;
}

#[tokio::test]
async fn credentials_that_are_not_accepted_leave_a_way_on() {
    create_fails_with(
        json!({ "status": 401, "endpoint": "authorize" }),
        "provider_unavailable",
    )
    .await;
}

#[tokio::test]
async fn nonsense_and_silence_leave_a_way_on() {
    create_fails_with(
        json!({ "nonsense": true, "endpoint": "create" }),
        "provider_unavailable",
    )
    .await;
    create_fails_with(
        json!({ "slow_ms": 5000, "endpoint": "create" }),
        "provider_unavailable",
    )
    .await;
}

#[tokio::test]
async fn a_create_is_never_repeated() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    house
        .fault(json!({ "status": 500, "endpoint": "create", "moment": "after" }))
        .await;
    payer.start("guaranteed_eft").await;
    assert_eq!(house.asked("POST", "/api/v2/sessions").await, 1);
    assert_eq!(
        payer.checkout().await["last_failure"]["code"],
        "provider_unavailable"
    );
}

#[tokio::test]
async fn a_provider_that_cannot_be_reached_leaves_a_way_on() {
    let house = House::open();
    let payer = Payer::new(&house).await;
    assert_eq!(payer.start("guaranteed_eft").await.status, 303);
    assert_eq!(payer.screen().await, "unavailable");
    assert_eq!(payer.checkout().await["status"], "open");
}

#[tokio::test]
async fn a_provider_that_is_away_for_a_while_is_asked_again() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    house
        .fault(json!({ "status": 500, "endpoint": "status", "times": 4 }))
        .await;
    house.drive("EFT0301").await;
    payer.until_status("paid").await;
}

#[tokio::test]
async fn a_server_that_was_away_in_the_middle_carries_on() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    let (id, token) = (payer.id.clone(), payer.token.clone());
    house.drive("EFT0301").await;
    let house = house.restart();
    let payer = Payer::again(&house, id, token);
    payer.until_status("paid").await;
    assert_eq!(payer.screen().await, "paid");
}
