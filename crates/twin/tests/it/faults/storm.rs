use serde_json::{Value, json};

use crate::desk::{Desk, eft, settings};

/// What thirty reads of a payment suffer, in order.
async fn suffered(seed: u64, rate: u8, others: usize) -> Vec<Value> {
    let desk = Desk::with(twin::Settings {
        seed: Some(7),
        ..settings()
    })
    .await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    desk.put_in_force(json!({ "seed": seed, "rate": rate }))
        .await;
    for other in 0..others {
        let body = eft(&format!("OTHER-{other}"), "John", "Doe");
        // It may suffer as well; what comes of it does not matter here.
        let request = desk.keyed(desk.post("/api/v2/sessions")).json(&body);
        let _ = request.send().await;
    }
    for _ in 0..30 {
        let request = desk.get(&format!("/api/v2/sessions/{id}/status"));
        let _ = request.send().await;
    }
    let trace = desk.list("/_twin/trace").await;
    let of_it = trace.iter().filter(|event| {
        let request = event["request"].as_str().unwrap_or_default();
        request.contains(&id) && request.starts_with("GET")
    });
    of_it.map(|event| event["faults"].clone()).collect()
}

#[tokio::test]
async fn a_storm_repeats_itself_whatever_happens_around() {
    let once = suffered(42, 40, 0).await;
    assert_eq!(once.len(), 30);
    assert_eq!(once, suffered(42, 40, 5).await);
    assert_ne!(once, suffered(43, 40, 0).await);
}

#[tokio::test]
async fn a_storm_is_as_strong_as_it_was_asked_to_be() {
    let of = |faults: Vec<Value>| faults.iter().filter(|fault| !fault.is_null()).count();
    assert_eq!(of(suffered(42, 0, 0).await), 0);
    assert_eq!(of(suffered(42, 100, 0).await), 30);
    let some = of(suffered(42, 50, 0).await);
    assert!((5..=25).contains(&some), "{some}");
}

#[tokio::test]
async fn a_storm_ends_after_its_times() {
    let desk = Desk::open().await;
    desk.put_in_force(json!({ "name": "storm", "rate": 100, "times": 3 }))
        .await;
    for _ in 0..3 {
        let request = desk.keyed(desk.get("/api/v2/sessions/none/details"));
        let _ = request.send().await;
    }
    assert!(desk.list("/_twin/faults").await.is_empty());
    assert_eq!(desk.struck("storm").await, 3);
}
