use reqwest::Method;
use serde_json::Value;

use crate::{
    house::{Answer, House},
    payer::Payer,
};

#[tokio::test]
async fn a_stream_tells_the_state_at_once_and_every_change_after_it() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    let request = house.anonymous(Method::GET, &format!("{}/events?lang=en-CA", payer.path()));
    let stream = tokio::spawn(Answer::of(request));
    payer
        .until("a first answer", |it| {
            it["attempts"][0]["status"] != "opening"
        })
        .await;
    house.drive("EFT0302").await;
    payer.until_status("processing").await;
    house.drive("EFT0301").await;
    // The stream ends by itself with the checkout.
    let stream = stream.await.unwrap();
    assert_eq!(stream.header("content-type"), "text/event-stream");
    let states: Vec<Value> = stream
        .text
        .lines()
        .filter_map(|line| line.strip_prefix("data: "))
        .map(|data| serde_json::from_str(data).unwrap())
        .collect();
    assert_eq!(states.last().unwrap()["status"], "paid", "{}", stream.text);
    assert!(
        states
            .windows(2)
            .all(|pair| pair[0]["seq"].as_u64() < pair[1]["seq"].as_u64())
    );
}

#[tokio::test]
async fn a_reader_that_comes_back_gets_only_what_is_new() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    house.drive("EFT0301").await;
    payer.until_status("paid").await;
    let ask = async |last: &str| {
        let request = house.anonymous(Method::GET, &format!("{}/events", payer.path()));
        Answer::of(request.header("last-event-id", last)).await
    };
    let missed = ask("1").await;
    assert_eq!(
        (missed.status, missed.text.matches("event: state").count()),
        (200, 1)
    );
    let seq = payer.facts().await.len().to_string();
    assert_eq!(ask(&seq).await.status, 204, "nothing will ever come");
    assert_eq!(ask("nonsense").await.status, 200);
}

#[tokio::test]
async fn polling_tells_the_same_as_the_stream() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    let ask = async || {
        Answer::of(house.anonymous(Method::GET, &format!("{}/state?lang=fr-CA", payer.path())))
            .await
    };
    assert_eq!(ask().await.json()["screen"], "choose");
    payer.start("e_transfer").await;
    let state = ask().await;
    assert_eq!(state.json()["screen"], "bank");
    assert_eq!(state.header("cache-control"), "no-store");
    let missing = house.anonymous(Method::GET, "/c/nonsense/state");
    assert_eq!(Answer::of(missing).await.status, 404);
}
