use serde_json::{Value, json};

use crate::desk::{Desk, eft, pair};

#[tokio::test]
async fn every_refusal_is_answered_with_its_status_and_does_nothing() {
    let desk = Desk::open().await;
    for status in [401, 403, 429, 500, 503] {
        desk.put_in_force(json!({ "name": format!("status_{status}"), "times": 1 }))
            .await;
        let answer = desk.create_raw(&eft("ORDER-1", "John", "Doe")).await;
        assert_eq!(answer.status(), status);
        let retry_after = answer.headers().get("retry-after").cloned();
        assert_eq!(retry_after.is_some(), status == 429, "{status}");
        let problem: Value = answer.json().await.expect("problem details");
        assert_eq!(problem["status"], status);
    }
    assert!(desk.list("/_twin/sessions").await.is_empty());
}

#[tokio::test]
async fn a_refusal_says_when_to_come_back() {
    let desk = Desk::open().await;
    desk.put_in_force(json!({ "status": 503, "retry_after": 17 }))
        .await;
    let answer = desk.create_raw(&eft("ORDER-1", "John", "Doe")).await;
    assert_eq!(answer.headers()["retry-after"], "17");
}

#[tokio::test]
async fn a_proxy_answers_with_a_page_of_its_own() {
    let desk = Desk::open().await;
    for (name, sessions) in [("wrong_content_type", 0), ("wrong_content_type_after", 1)] {
        desk.put_in_force(json!({ "name": name, "times": 1 })).await;
        let answer = desk.create_raw(&eft("ORDER-1", "John", "Doe")).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["content-type"], "text/html");
        assert!(answer.text().await.expect("text").contains("<html"));
        assert_eq!(desk.list("/_twin/sessions").await.len(), sessions, "{name}");
    }
}

#[tokio::test]
async fn an_answer_has_a_field_more_and_is_otherwise_the_same() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    let path = format!("/api/v2/sessions/{id}/status");
    let read = async || {
        desk.get(&path)
            .send()
            .await
            .expect("an answer")
            .text()
            .await
    };
    let usual = read().await.expect("text");
    desk.put_in_force(json!({ "name": "unknown_field" })).await;
    let unusual = read().await.expect("text");
    let known: Value = serde_json::from_str(&usual).expect("JSON");
    let mut seen: Value = serde_json::from_str(&unusual).expect("JSON");
    let fields = seen.as_object_mut().expect("an object");
    assert!(fields.remove("reviewLevel").is_some());
    assert_eq!(seen, known);
    assert!(unusual.contains("250.00"), "{unusual}");
}

#[tokio::test]
async fn a_clock_that_is_off_shows_in_bodies_and_in_the_date() {
    let desk = Desk::with(twin::Settings {
        seed: Some(1),
        ..crate::desk::settings()
    })
    .await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    let path = format!("/api/v2/sessions/{id}/details");
    let right = desk.keyed(desk.get(&path)).send().await.expect("an answer");
    assert_eq!(right.headers()["date"], "Thu, 01 Oct 2026 12:00:00 GMT");
    for (name, date, created) in [
        (
            "clock_skew",
            "Thu, 01 Oct 2026 12:10:00 GMT",
            "2026-10-01T12:10:00.000000Z",
        ),
        (
            "clock_behind",
            "Thu, 01 Oct 2026 11:50:00 GMT",
            "2026-10-01T11:50:00.000000Z",
        ),
    ] {
        desk.put_in_force(json!({ "name": name, "times": 1 })).await;
        let answer = desk.keyed(desk.get(&path)).send().await.expect("an answer");
        assert_eq!(answer.headers()["date"], date);
        let details: Value = answer.json().await.expect("JSON");
        assert_eq!(details["createdAt"], created);
    }
}

#[tokio::test]
async fn a_slow_answer_is_the_true_one() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    desk.put_in_force(json!({ "slow_ms": 30, "times": 1 }))
        .await;
    let before = std::time::Instant::now();
    assert_eq!(desk.standing(&id).await, pair("Initiated", "EFT0101"));
    assert!(before.elapsed().as_millis() >= 30);
}
