//! Clocks that are set back.

use std::time::Duration;

use payment::Timestamp;
use serde_json::json;
use server::{Clock, Running};

use crate::moment::Moment;

const HOUR: Duration = Duration::from_secs(3600);

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

fn seconds(at: Timestamp) -> i64 {
    at.as_micros() / 1_000_000
}
