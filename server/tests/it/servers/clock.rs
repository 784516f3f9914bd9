//! Clocks that are set back, and clocks that disagree.

use std::time::{Duration, Instant};

use payment::Timestamp;
use serde_json::{Value, json};
use server::{Clock, Running};
use store::{Store, fresh::Fresh};

use crate::{
    house::{Answer, fetch, order},
    moment::Moment,
    program::{Program, guichet},
    receiver::Receiver,
};

const HOUR: Duration = Duration::from_secs(3600);

/// Longer than anything here takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(30);

#[tokio::test]
async fn a_server_that_starts_with_its_clock_set_back_goes_on_where_time_was() {
    let house = Moment::new().await;
    let page = house.order(json!({ "expires_in": 600 })).await;
    house.pass(HOUR).await;
    assert_eq!(house.checkout(&page).await["status"], "expired");
    let now = house.clock().now();
    let config = house.config().to_owned();
    let folder = house.stop().await;

    let behind = Clock::manual(now.minus(12 * HOUR));
    let again = Running::start(&config, behind.clone()).await.unwrap();
    assert_eq!(behind.now(), now);
    again.stop().await.unwrap();
    drop(folder);
}

#[tokio::test]
async fn a_moment_of_the_far_future_is_not_followed_and_soon_forgotten() {
    let house = Moment::new().await;
    let now = house.clock().now();
    let config = house.config().to_owned();
    let folder = house.stop().await;
    for (start, told) in [
        // A server whose clock is ten years ahead …
        (now.plus(24 * 3650 * HOUR), now.plus(24 * 3650 * HOUR)),
        // … is not followed by one whose clock is right,
        (now.plus(HOUR), now.plus(HOUR)),
        // which is followed again.
        (now, now.plus(HOUR)),
    ] {
        let clock = Clock::manual(start);
        let server = Running::start(&config, clock.clone()).await.unwrap();
        assert_eq!(seconds(clock.now()), seconds(told));
        server.stop().await.unwrap();
    }
    drop(folder);
}

/// Whoever receives a notification compares it with a clock that is right.
#[tokio::test]
async fn a_notification_says_when_it_was_signed_by_the_machine_s_own_clock() {
    let fresh = Fresh::in_folder().unwrap();
    let store = Store::open(fresh.url()).await.unwrap();
    let machine = jiff::Timestamp::now();
    let ahead = Timestamp::from_micros(machine.as_microsecond()).plus(HOUR);
    store.put_clock_mark(ahead).await.unwrap();
    store.close().await;
    let command = |args: &[&str]| {
        let mut command = guichet(args);
        command
            .env("GUICHET__SERVER__LISTEN", "127.0.0.1:0")
            .env("GUICHET__SERVER__ADMIN_LISTEN", "127.0.0.1:0")
            .env("GUICHET__STORE__URL", fresh.text())
            .env("GUICHET__NOTIFICATIONS__ALLOW_PRIVATE", "true");
        command
    };
    let server = Program::start(command(&["serve", "--json"]));
    let receiver = Receiver::open().await;
    let made = command(&["merchant", "create", "--name", "Maple & Pine", "--json"]);
    let made: Value = serde_json::from_slice(&{ made }.output().unwrap().stdout).unwrap();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let post = async |path: &str, body: Value| {
        let request = client
            .post(server.told("url") + path)
            .bearer_auth(made["api_key"].as_str().unwrap());
        let answer = Answer::of(request.json(&body)).await;
        assert!(answer.status < 300, "{}", answer.text);
        answer.json()
    };
    post("/v1/webhook_endpoints", json!({ "url": receiver.url })).await;
    let checkout = post("/v1/checkouts", order()).await;
    let id = checkout["id"].as_str().unwrap();
    post(&format!("/v1/checkouts/{id}/cancel"), json!({})).await;
    let came = receiver.until(1).await.remove(0);

    let signed: i64 = came.header("webhook-timestamp").parse().unwrap();
    let off = signed - jiff::Timestamp::now().as_second();
    assert!(off.abs() < 60, "a merchant takes it for a repeat: {off}");
    let told: jiff::Timestamp = came.json()["timestamp"].as_str().unwrap().parse().unwrap();
    assert!(told.as_second() - machine.as_second() >= 3_600, "{told}");
    let figures = fetch(server.told("admin_url") + "/metrics").await.text;
    let behind = figures
        .lines()
        .find_map(|line| line.strip_prefix("guichet_clock_behind_seconds "));
    let behind: f64 = behind.unwrap().parse().unwrap();
    assert!(behind > 3_000.0, "{behind}");
}

/// Waits until the mark in the store is so, and lets so much time pass for the house between
/// two looks.
async fn until_mark(
    house: &Moment,
    step: Duration,
    store: &Store,
    is_so: impl Fn(Timestamp) -> bool,
) {
    let began = Instant::now();
    while !store.clock_mark().await.unwrap().is_some_and(&is_so) {
        assert!(began.elapsed() < DEADLINE, "the mark stays where it is");
        house.clock().advance(step);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_server_that_is_far_ahead_is_not_followed_by_one_beside_it() {
    let house = Moment::new().await;
    let (store, began) = (house.store().await, house.clock().now());
    until_mark(&house, Duration::ZERO, &store, |mark| mark == began).await;
    let ahead = Clock::manual(began.plus(20 * HOUR));
    let other = house.another_by(&ahead).await;
    let is_far = |mark: Timestamp| mark >= began.plus(19 * HOUR);
    // Nobody puts back what it writes at its start while the house's clock stands still.
    until_mark(&house, Duration::ZERO, &store, is_far).await;
    until_mark(&house, Duration::from_secs(61), &store, |mark| {
        !is_far(mark)
    })
    .await;
    assert!(!is_far(house.clock().now()));

    // Nor does it take the mark with it again, so that nobody who starts follows it.
    other.stop().await;
    let mark = store.clock_mark().await.unwrap().unwrap();
    assert!(!is_far(mark));
}

fn seconds(at: Timestamp) -> i64 {
    at.as_micros() / 1_000_000
}
