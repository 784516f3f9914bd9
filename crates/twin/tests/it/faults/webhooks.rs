use flinks::webhook::SignatureStyle;
use serde_json::{Value, json};

use crate::{
    desk::{Desk, eft, pair},
    webhook::{Received, Receiver},
};

const HEAD: [&str; 2] = ["ORDER-1", "ORDER-2"];

fn told(sent: &[Received]) -> Vec<(String, String)> {
    sent.iter()
        .map(|sent| {
            let body = sent.body();
            let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
            (text("referenceId"), text("statusDetails"))
        })
        .collect()
}

async fn paid(desk: &Desk, reference: &str) -> String {
    let id = desk.create(&eft(reference, "John", "Doe")).await;
    desk.drive(&id, "EFT0301").await;
    id
}

#[tokio::test]
async fn a_lost_webhook_never_comes() {
    let mut receiver = Receiver::start().await;
    let desk = receiver.desk().await;
    desk.put_in_force(json!({ "name": "webhook_lost", "reference": "ORDER-1" }))
        .await;
    paid(&desk, HEAD[0]).await;
    paid(&desk, HEAD[1]).await;
    desk.advance(86_400).await;
    let sent = receiver.until_marker(&desk).await;
    assert_eq!(told(&sent), [pair("ORDER-2", "EFT0301")]);
    assert_eq!(desk.struck("webhook_lost").await, 1);
    let listed = desk.list("/_twin/webhooks").await;
    assert_eq!(listed[0]["fault"], "lost");
    assert_eq!(listed[0]["answers"], json!([]));
}

#[tokio::test]
async fn a_doubled_webhook_comes_twice_letter_by_letter() {
    let mut receiver = Receiver::start().await;
    let desk = receiver.desk().await;
    desk.put_in_force(json!({ "name": "webhook_doubled", "times": 1 }))
        .await;
    paid(&desk, HEAD[0]).await;
    let sent = receiver.until_marker(&desk).await;
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[0].raw, sent[1].raw);
    assert!(sent[0].is_signed() && sent[1].is_signed());
}

#[tokio::test]
async fn a_late_webhook_comes_when_its_seconds_are_over() {
    let mut receiver = Receiver::start().await;
    let desk = receiver.desk().await;
    desk.put_in_force(json!({ "name": "webhook_late", "seconds": 3600, "times": 1 }))
        .await;
    paid(&desk, HEAD[0]).await;
    desk.advance(3_000).await;
    assert!(receiver.until_marker(&desk).await.is_empty());
    desk.advance(700).await;
    let sent = receiver.until_marker(&desk).await;
    assert_eq!(told(&sent), [pair("ORDER-1", "EFT0301")]);
}

#[tokio::test]
async fn a_late_webhook_without_seconds_waits_for_the_clock() {
    let mut receiver = Receiver::start().await;
    let desk = receiver.desk().await;
    desk.put_in_force(json!({ "name": "webhook_late", "times": 1 }))
        .await;
    paid(&desk, HEAD[0]).await;
    assert!(receiver.until_marker(&desk).await.is_empty());
    desk.advance(1).await;
    assert_eq!(receiver.until_marker(&desk).await.len(), 1);
}

#[tokio::test]
async fn a_late_webhook_comes_by_itself_where_the_clock_runs() {
    let mut receiver = Receiver::start().await;
    let desk = receiver.desk().await;
    desk.put_in_force(json!({ "webhook": "late", "seconds": 1, "times": 1 }))
        .await;
    let id = paid(&desk, HEAD[0]).await;
    assert_eq!(receiver.next().await.body()["sessionId"], json!(id));
}

#[tokio::test]
async fn two_webhooks_change_places() {
    let mut receiver = Receiver::start().await;
    let desk = receiver.desk().await;
    desk.put_in_force(json!({ "name": "webhook_reordered", "times": 1 }))
        .await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    desk.drive(&id, "EFT0302").await;
    desk.drive(&id, "EFT0301").await;
    let sent = receiver.until_marker(&desk).await;
    assert_eq!(
        told(&sent),
        [pair("ORDER-1", "EFT0301"), pair("ORDER-1", "EFT0302")]
    );
}

#[tokio::test]
async fn a_webhook_that_waits_for_its_sessions_next_lets_others_pass() {
    let mut receiver = Receiver::start().await;
    let desk = receiver.desk().await;
    desk.put_in_force(json!({ "name": "webhook_reordered", "reference": "ORDER-1", "times": 1 }))
        .await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    desk.drive(&id, "EFT0302").await;
    paid(&desk, HEAD[1]).await;
    desk.drive(&id, "EFT0301").await;
    let sent = receiver.until_marker(&desk).await;
    assert_eq!(
        told(&sent),
        [
            pair("ORDER-2", "EFT0301"),
            pair("ORDER-1", "EFT0301"),
            pair("ORDER-1", "EFT0302")
        ]
    );
}

#[tokio::test]
async fn a_webhook_that_nothing_follows_comes_ten_minutes_later() {
    let mut receiver = Receiver::start().await;
    let desk = receiver.desk().await;
    desk.put_in_force(json!({ "name": "webhook_reordered", "reference": "ORDER-1" }))
        .await;
    paid(&desk, HEAD[0]).await;
    desk.advance(590).await;
    assert!(receiver.until_marker(&desk).await.is_empty());
    desk.advance(10).await;
    assert_eq!(receiver.until_marker(&desk).await.len(), 1);
}

#[tokio::test]
async fn a_badly_signed_webhook_is_otherwise_the_true_one() {
    let mut receiver = Receiver::start().await;
    let desk = receiver.desk().await;
    desk.put_in_force(json!({ "name": "webhook_badly_signed", "times": 1 }))
        .await;
    paid(&desk, HEAD[0]).await;
    let sent = receiver.until_marker(&desk).await;
    assert_eq!(told(&sent), [pair("ORDER-1", "EFT0301")]);
    assert!(!sent[0].is_signed());
}

#[tokio::test]
async fn a_webhook_is_signed_as_another_document_says() {
    let mut receiver = Receiver::start().await;
    let desk = receiver.desk().await;
    desk.put_in_force(json!({ "name": "webhook_other_style", "times": 1 }))
        .await;
    paid(&desk, HEAD[0]).await;
    let sent = receiver.until_marker(&desk).await;
    assert_eq!(sent[0].style(), Some(SignatureStyle::FlinksAuthenticityKey));
}

#[tokio::test]
async fn every_documented_style_can_be_agreed_on() {
    for style in SignatureStyle::ALL {
        let mut receiver = Receiver::start().await;
        let desk = Desk::with(twin::Settings {
            signature_style: style,
            webhook: Some(receiver.webhook.clone()),
            ..crate::desk::settings()
        })
        .await;
        paid(&desk, HEAD[0]).await;
        assert_eq!(receiver.next().await.style(), Some(style));
    }
}

#[tokio::test]
async fn an_old_webhook_comes_again() {
    let mut receiver = Receiver::start().await;
    let desk = receiver.desk().await;
    desk.put_in_force(json!({ "name": "webhook_replayed", "seconds": 60, "times": 1 }))
        .await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    desk.drive(&id, "EFT0302").await;
    desk.drive(&id, "EFT0301").await;
    let first = receiver.until_marker(&desk).await;
    desk.advance(60).await;
    let again = receiver.until_marker(&desk).await;
    let codes = [pair("ORDER-1", "EFT0302"), pair("ORDER-1", "EFT0301")];
    assert_eq!(told(&first), codes);
    assert_eq!(again.len(), 1);
    assert_eq!(again[0].raw, first[0].raw);
    assert!(again[0].is_signed());
}

#[tokio::test]
async fn a_webhook_says_what_nobody_knows_and_is_signed_for_it() {
    let mut receiver = Receiver::start().await;
    let desk = receiver.desk().await;
    for (name, member, value) in [
        ("webhook_unknown_event", "event", "SessionSetupReviewed"),
        ("webhook_unknown_status", "status", "AwaitingReview"),
    ] {
        desk.put_in_force(json!({ "name": name, "times": 1 })).await;
        let id = paid(&desk, HEAD[0]).await;
        let sent = receiver.until_marker(&desk).await;
        assert_eq!(sent[0].body()[member], value);
        assert_eq!(sent[0].body()["sessionId"], json!(id));
        assert!(sent[0].is_signed());
    }
}

/// A twin that asks this receiver about guarantees, with a fault in force.
async fn asked(receiver: &Receiver, fault: &str) -> (Desk, String) {
    let desk = Desk::with(twin::Settings {
        guarantee_webhook: Some(receiver.webhook.clone()),
        guarantee_retry: std::time::Duration::from_millis(1),
        ..crate::desk::settings()
    })
    .await;
    desk.put_in_force(json!({ "name": fault, "times": 1 }))
        .await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    desk.drive(&id, "GuaranteeIssued").await;
    (desk, id)
}

#[tokio::test]
async fn a_guarantee_whose_every_webhook_is_lost_is_refused() {
    let receiver = Receiver::start().await;
    let (desk, id) = asked(&receiver, "webhook_lost").await;
    let refused = async {
        while desk.standing(&id).await != pair("Failed", "EFT0402") {
            tokio::task::yield_now().await;
        }
    };
    let patience = std::time::Duration::from_secs(5);
    tokio::time::timeout(patience, refused)
        .await
        .expect("refused in time");
    let listed = desk.list("/_twin/webhooks").await;
    assert_eq!(listed[0]["notice"]["event"], "GuaranteeIssued");
    assert_eq!(listed[0]["answers"], json!([null, null, null]));
}

#[tokio::test]
async fn a_guarantee_is_announced_with_a_bad_signature() {
    let mut receiver = Receiver::start().await;
    let (desk, _) = asked(&receiver, "webhook_badly_signed").await;
    let sent = receiver.next().await;
    assert_eq!(sent.body()["event"], "GuaranteeIssued");
    assert!(!sent.is_signed());
    assert_eq!(desk.struck("webhook_badly_signed").await, 1);
}

#[tokio::test]
async fn the_time_of_a_webhook_is_off() {
    let mut receiver = Receiver::start().await;
    let desk = Desk::with(twin::Settings {
        seed: Some(1),
        webhook: Some(receiver.webhook.clone()),
        ..crate::desk::settings()
    })
    .await;
    desk.put_in_force(json!({ "clock_skew_seconds": -86_400, "endpoint": "webhook", "times": 1 }))
        .await;
    paid(&desk, HEAD[0]).await;
    let when: Value = receiver.next().await.body()["when"].clone();
    assert_eq!(when, "2026-09-30T12:00:00.000000Z");
}
