//! Who does the work, and who does it when that one is gone.

use std::time::{Duration, Instant};

use serde_json::json;
use server::Clock;

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

/// A page whose debit the provider was just asked for, and is slow to make.
async fn slow_debit(house: &Moment, slow_ms: u64) -> Page {
    let page = linking(house).await;
    sign_in(house, &page, "John Doe").await;
    house.pass(10 * SECOND).await;
    let slow = json!({ "endpoint": "debit", "slow_ms": slow_ms });
    house.twin_order("/_twin/faults", &slow).await;
    assert_eq!(say_yes(house, &page).await, 303);
    let began = Instant::now();
    while house.asked("POST", "/transactions").await == 0 {
        assert!(began.elapsed() < DEADLINE, "nobody asks for it");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    page
}

#[tokio::test]
async fn a_debit_that_is_awaited_is_not_called_lost_by_a_server_whose_clock_is_ahead() {
    let house = Moment::patient().await;
    let page = slow_debit(&house, 5_000).await;
    // By its clock the lease of the one that waits is over.
    let ahead = Clock::manual(house.clock().now().plus(100 * SECOND));
    let other = house.another_by(&ahead).await;
    other.idle().await.unwrap();
    assert_eq!(house.screen(&page).await, "opening");
    other.stop().await;
    house.pass(10 * SECOND).await;
    assert_eq!(house.screen(&page).await, "agreement");
    assert_eq!(house.asked("POST", "/transactions").await, 1);
}

#[tokio::test]
async fn a_debit_that_is_awaited_when_a_server_stops_is_written_down() {
    let mut house = Moment::patient().await;
    let page = slow_debit(&house, 2_000).await;
    house.restart().await;
    let other = house.another().await;
    until_screen(&house, &other, &page, "agreement").await;
    assert_eq!(house.asked("POST", "/transactions").await, 1);
    other.stop().await;
}

#[tokio::test]
async fn a_debit_that_a_dead_server_asked_for_is_lost_when_no_answer_can_come_any_more() {
    let mut house = Moment::patient().await;
    let page = slow_debit(&house, 50_000).await;
    let other = house.another().await;
    house.switch_to(other).kill();
    house.pass(200 * SECOND).await;
    assert_eq!(house.screen(&page).await, "opening");
    house.pass(100 * SECOND).await;
    let failure = house.checkout(&page).await["last_failure"].clone();
    assert_eq!(failure["detail"], "unanswered");
    assert_eq!(house.asked("POST", "/transactions").await, 1);
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
