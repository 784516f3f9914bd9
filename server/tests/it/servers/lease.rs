//! Who does the work, and who does it when that one is gone.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::{
    desk::link::{linking, say_yes, sign_in},
    moment::{Moment, Page, Server},
};

const SECOND: Duration = Duration::from_secs(1);

/// How long a task is held without a sign of life.
const LEASE: Duration = Duration::from_secs(15);

/// Longer than anything here takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(30);

/// Waits until the next task is due no earlier than so long after now: those that are due are
/// held under leases until then.
async fn held_for(house: &Moment, server: &Server, at_least: Duration) {
    let began = Instant::now();
    loop {
        let due = server.next_due().await.unwrap().unwrap();
        if due >= house.clock().now().plus(at_least) {
            return;
        }
        assert!(began.elapsed() < DEADLINE, "nobody holds it");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// A payment whose session was just opened, with a provider that is slow to say how it stands.
async fn slow_payment(house: &Moment, slow_ms: u64) -> Page {
    house
        .twin_order("/_twin/faults", &json!({ "webhook": "lost" }))
        .await;
    let page = house.order(json!({})).await;
    assert_eq!(house.start(&page, "guaranteed_eft").await, 303);
    let session = house.twin_list("/_twin/sessions").await[0]["id"].clone();
    let drive = format!("/_twin/sessions/{}/drive", session.as_str().unwrap());
    house.twin_order(&drive, &json!({ "to": "EFT0301" })).await;
    let slow = json!({ "endpoint": "status", "slow_ms": slow_ms });
    house.twin_order("/_twin/faults", &slow).await;
    page
}

#[tokio::test]
async fn the_work_of_a_server_that_died_is_done_by_another_when_its_lease_is_over() {
    let mut house = Moment::patient().await;
    let page = slow_payment(&house, 50_000).await;
    house.clock().advance(2 * SECOND);
    held_for(&house, house.server(), LEASE).await;

    let other = house.another().await;
    house.switch_to(other).kill();
    house
        .twin_order("/_twin/faults", &json!({ "clear": true }))
        .await;
    house.clock().advance(LEASE - SECOND);
    house.server().idle().await.unwrap();
    assert_eq!(
        house.checkout(&page).await["status"],
        "processing",
        "it may still be at it"
    );
    house.clock().advance(2 * SECOND);
    house.server().idle().await.unwrap();
    assert_eq!(house.checkout(&page).await["status"], "paid");
}

#[tokio::test]
async fn a_call_that_takes_longer_than_a_lease_is_not_made_by_another_server_too() {
    let house = Moment::patient().await;
    let other = house.another().await;
    let page = slow_payment(&house, 4_000).await;
    house.clock().advance(2 * SECOND);
    held_for(&house, &other, LEASE).await;
    for _ in 0..6 {
        house.clock().advance(LEASE / 3);
        // Renewed by whichever is at it.
        held_for(&house, &other, LEASE).await;
    }
    house.server().idle().await.unwrap();
    other.idle().await.unwrap();
    assert_eq!(house.checkout(&page).await["status"], "paid");
    assert_eq!(house.asked("GET", "/status").await, 1);
    other.stop().await;
}

/// Lets time pass for both servers until the page shows that screen.
async fn until_screen(house: &Moment, other: &Server, page: &Page, screen: &str) {
    for _ in 0..60 {
        if house.screen(page).await == screen {
            return;
        }
        house.pass(SECOND).await;
        other.idle().await.unwrap();
    }
    panic!("{screen} is not shown within a minute");
}

#[tokio::test]
async fn two_servers_ask_for_a_debit_once() {
    let house = Moment::new().await;
    let other = house.another().await;
    for _ in 0..4 {
        let page = linking(&house).await;
        sign_in(&house, &page, "John Doe").await;
        until_screen(&house, &other, &page, "account").await;
        assert_eq!(say_yes(&house, &page).await, 303);
        until_screen(&house, &other, &page, "agreement").await;
    }
    assert_eq!(house.asked("POST", "/transactions").await, 4);
    other.stop().await;
}

#[tokio::test]
async fn what_a_server_holds_when_it_stops_is_given_back_at_once() {
    let mut house = Moment::patient().await;
    let page = slow_payment(&house, 50_000).await;
    house.clock().advance(2 * SECOND);
    held_for(&house, house.server(), LEASE).await;
    house
        .twin_order("/_twin/faults", &json!({ "clear": true }))
        .await;
    // Long before its lease would have been over.
    house.restart().await;
    house.server().idle().await.unwrap();
    assert_eq!(house.checkout(&page).await["status"], "paid");
}
