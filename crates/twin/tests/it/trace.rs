use serde_json::json;

use crate::{
    desk::{Desk, eft, settings},
    webhook::Receiver,
};

/// A conversation with everything in it; gives the trace as it came over the wire.
async fn conversation(seed: u64) -> String {
    let mut receiver = Receiver::start().await;
    let desk = Desk::with(twin::Settings {
        seed: Some(seed),
        webhook: Some(receiver.webhook.clone()),
        ..settings()
    })
    .await;
    desk.put_in_force(json!([
        { "seed": 42, "rate": 30, "reference": "ORDER-STORM" },
        { "name": "webhook_doubled", "reference": "ORDER-1", "times": 1 },
        { "name": "webhook_replayed", "reference": "ORDER-2", "seconds": 60 },
    ]))
    .await;
    let token = desk.token().await;
    let paid = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    desk.status(&paid).await;
    desk.walk(&paid, "Happy1", "done").await;
    let canceled = desk.create(&eft("ORDER-2", "John", "Doe")).await;
    let cancel = format!("/api/v2/sessions/{canceled}/cancel");
    let request = desk.post(&cancel).bearer_auth(&token);
    assert!(
        request
            .send()
            .await
            .expect("an answer")
            .status()
            .is_success()
    );
    desk.advance(90).await;
    for _ in 0..20 {
        let body = eft("ORDER-STORM", "John", "Doe");
        // The storm may tear the answer.
        let _ = desk
            .keyed(desk.post("/api/v2/sessions"))
            .json(&body)
            .send()
            .await;
    }
    desk.details(&paid).await;
    for _ in 0..5 {
        receiver.next().await;
    }
    let trace = desk.get("/_twin/trace").send().await.expect("a trace");
    trace.text().await.expect("text")
}

#[tokio::test]
async fn the_same_seed_and_calls_give_the_same_trace_byte_for_byte() {
    let first = conversation(42).await;
    let second = conversation(42).await;
    for (one, other) in first.lines().zip(second.lines()) {
        assert_eq!(one, other);
    }
    assert_eq!(first, second);
    assert!(first.contains("\"faults\":["), "nothing was struck");
    assert!(first.contains("\"webhook\":{"), "nothing was sent");
    assert_ne!(first, conversation(43).await);
}

#[tokio::test]
async fn a_trace_tells_what_happened_in_its_order_and_no_secret() {
    let mut receiver = Receiver::start().await;
    let desk = receiver.desk().await;
    let token = desk.token().await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    desk.drive(&id, "EFT0301").await;
    receiver.next().await;
    desk.status(&id).await;
    let events = desk.list("/_twin/trace").await;
    let told: Vec<String> = events
        .iter()
        .map(|event| match event["request"].as_str() {
            Some(request) => format!("{} {}", request.replace(&id, "id"), event["answered"]),
            None => format!(
                "webhook {} {}",
                event["webhook"]["statusDetails"], event["answered"]
            ),
        })
        .collect();
    assert_eq!(
        told,
        [
            "POST /api/v1/authorize 200",
            "POST /api/v2/sessions 201",
            "POST /_twin/sessions/id/drive 200",
            "webhook \"EFT0301\" 200",
            "GET /api/v2/sessions/id/status 200",
        ]
    );
    assert_eq!(events[4]["answer"]["status"], "Completed");
    let everything = serde_json::to_string(&events).expect("JSON");
    for planted in [
        &token,
        &desk.credentials.client_secret,
        &desk.credentials.api_key,
    ] {
        assert!(!everything.contains(planted.as_str()));
    }
}

#[tokio::test]
async fn the_clock_of_a_seeded_twin_moves_only_when_it_is_told_to() {
    let desk = Desk::with(twin::Settings {
        seed: Some(1),
        ..settings()
    })
    .await;
    let now = async || {
        let answer = desk.get("/_twin/clock").send().await.expect("an answer");
        answer.text().await.expect("text")
    };
    let start = r#"{"now":"2026-10-01T12:00:00.000000Z"}"#;
    assert_eq!(now().await, start);
    desk.create(&eft("ORDER-1", "John", "Doe")).await;
    assert_eq!(now().await, start);
    desk.advance(3_600).await;
    assert_eq!(now().await, start.replace("T12", "T13"));
}
