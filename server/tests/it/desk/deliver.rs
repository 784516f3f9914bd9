//! Orders whose link the provider e-mails.

use std::time::Duration;

use serde_json::{Value, json};

use crate::moment::{Moment, Page};

fn order() -> Value {
    json!({
        "delivery": "email",
        "methods": ["e_transfer", "guaranteed_eft"],
        "customer": { "first_name": "John", "last_name": "Doe", "email": "j.doe@gmail.com" },
    })
}

/// What the provider was asked for, of every create.
async fn links_sent(house: &Moment) -> Vec<Value> {
    let requests = house.twin_list("/_twin/requests").await;
    let creates = requests.iter().filter(|request| {
        request["method"] == "POST" && request["path"].as_str().unwrap().ends_with("/sessions")
    });
    creates
        .map(|request| {
            request["body"]["options"]["notificationPreferences"]["sendInteracLink"].clone()
        })
        .collect()
}

async fn pay_by_link(house: &Moment) {
    let session = house.twin_list("/_twin/sessions").await[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    house
        .twin_order(
            &format!("/_twin/sessions/{session}/drive"),
            &json!({ "to": "Accepted" }),
        )
        .await;
}

#[tokio::test]
async fn a_link_is_sent_without_anybody_on_the_page_and_paid() {
    let house = Moment::new().await;
    let page = house.order(order()).await;
    house.settle().await;
    assert_eq!(links_sent(&house).await, [json!(true)]);
    assert_eq!(house.screen(&page).await, "sent");
    assert_eq!(house.checkout(&page).await["status"], "processing");
    pay_by_link(&house).await;
    house.pass(Duration::from_secs(60)).await;
    assert_eq!(house.checkout(&page).await["status"], "paid");
    assert_eq!(links_sent(&house).await.len(), 1);
}

/// The create is carried out, and its answer is lost.
async fn unanswered(house: &Moment) -> Page {
    let lost = json!({ "endpoint": "create", "status": 500, "moment": "after", "times": 1 });
    house.twin_order("/_twin/faults", &lost).await;
    let page = house.order(order()).await;
    house.settle().await;
    page
}

#[tokio::test]
async fn a_link_whose_answer_was_lost_is_not_sent_again() {
    let house = Moment::new().await;
    let page = unanswered(&house).await;
    house.pass(Duration::from_secs(30 * 60)).await;
    assert_eq!(links_sent(&house).await.len(), 1);
    let checkout = house.checkout(&page).await;
    assert_eq!(checkout["status"], "open");
    assert_eq!(checkout["last_failure"]["detail"], "unanswered");
    assert_eq!(house.screen(&page).await, "unavailable");
    // Nor is it opened on the page: the link can be paid beside it.
    house.start(&page, "e_transfer").await;
    assert_eq!(house.screen(&page).await, "unavailable");
    assert_eq!(links_sent(&house).await.len(), 1);
    // By another method it can still be paid.
    house.start(&page, "guaranteed_eft").await;
    assert_eq!(house.screen(&page).await, "bank");
}

#[tokio::test]
async fn a_webhook_finds_the_session_of_a_link_whose_answer_was_lost() {
    let house = Moment::with(|twin| twin.transfer_webhooks = twin::TransferWebhooks::Sent).await;
    let page = unanswered(&house).await;
    pay_by_link(&house).await;
    // The twin sends by itself; the worker does what follows.
    let deadline = std::time::Instant::now();
    while !house
        .facts(&page)
        .await
        .contains(&"session_opened".to_owned())
    {
        assert!(
            deadline.elapsed() < Duration::from_secs(20),
            "the webhook came"
        );
        tokio::task::yield_now().await;
    }
    house.pass(Duration::from_secs(60)).await;
    let checkout = house.checkout(&page).await;
    assert_eq!(checkout["status"], "paid");
    assert_eq!(checkout["payment"]["evidence"], "status_read");
}
