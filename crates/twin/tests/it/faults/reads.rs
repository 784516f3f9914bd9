use serde_json::json;

use crate::desk::{Desk, e_transfer, eft, pair};

#[tokio::test]
async fn reads_lag_behind_a_change_for_as_many_as_was_asked() {
    let desk = Desk::open().await;
    desk.put_in_force(json!({ "stale_reads": 2 })).await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    desk.drive(&id, "EFT0301").await;
    assert_eq!(desk.standing(&id).await, pair("Initiated", "EFT0101"));
    assert_eq!(desk.details(&id).await["status"], "Initiated");
    assert_eq!(desk.standing(&id).await, pair("Completed", "EFT0301"));
    assert_eq!(desk.details(&id).await["status"], "Completed");
}

#[tokio::test]
async fn an_e_transfer_lags_behind_as_well() {
    let desk = Desk::open().await;
    desk.put_in_force(json!({ "name": "status_lagging", "reference": "ORDER-2" }))
        .await;
    let id = desk.create(&e_transfer("ORDER-2")).await;
    desk.drive(&id, "Accepted").await;
    for _ in 0..3 {
        assert_eq!(desk.details(&id).await["status"], "Initiated");
    }
    assert_eq!(desk.details(&id).await["status"], "Completed");
    assert_eq!(desk.struck("status_lagging").await, 1);
}

#[tokio::test]
async fn clearing_ends_the_lag() {
    let desk = Desk::open().await;
    desk.put_in_force(json!({ "stale_reads": 50 })).await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    desk.drive(&id, "EFT0301").await;
    desk.control("/_twin/faults", json!({ "clear": true }))
        .await;
    assert_eq!(desk.standing(&id).await, pair("Completed", "EFT0301"));
}

#[tokio::test]
async fn a_status_and_a_code_are_words_that_nobody_knows() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    desk.drive(&id, "EFT0301").await;
    desk.put_in_force(json!({ "name": "unknown_status", "times": 2 }))
        .await;
    assert_eq!(desk.standing(&id).await, pair("AwaitingReview", "EFT0301"));
    assert_eq!(desk.details(&id).await["status"], "AwaitingReview");
    desk.put_in_force(json!({ "name": "unknown_code", "times": 1 }))
        .await;
    assert_eq!(desk.standing(&id).await, pair("Completed", "EFT0999"));
    assert_eq!(desk.standing(&id).await, pair("Completed", "EFT0301"));
}

#[tokio::test]
async fn an_accepted_transfer_is_read_as_processing() {
    let desk = Desk::open().await;
    let id = desk.create(&e_transfer("ORDER-2")).await;
    desk.drive(&id, "Accepted").await;
    desk.put_in_force(json!({ "name": "processing_reads", "times": 1 }))
        .await;
    let transaction =
        async || desk.details(&id).await["schedule"]["transactions"][0]["status"].clone();
    assert_eq!(transaction().await, "Processing");
    assert_eq!(transaction().await, "Accepted");
}
