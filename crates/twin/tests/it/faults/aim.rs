use reqwest::StatusCode;
use serde_json::json;

use crate::desk::{Desk, eft, pair};

#[tokio::test]
async fn a_fault_of_one_session_leaves_the_others_alone() {
    let desk = Desk::open().await;
    let struck = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    let spared = desk.create(&eft("ORDER-2", "John", "Doe")).await;
    desk.put_in_force(json!({ "name": "status_503", "session": struck }))
        .await;
    let path = format!("/api/v2/sessions/{struck}/status");
    let answer = desk.get(&path).send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(desk.standing(&spared).await, pair("Initiated", "EFT0101"));
}

#[tokio::test]
async fn a_fault_of_a_reference_is_there_before_the_session_is() {
    let desk = Desk::open().await;
    desk.put_in_force(json!({ "name": "status_500", "reference": "ORDER-1", "times": 1 }))
        .await;
    let spared = desk.create(&eft("ORDER-2", "John", "Doe")).await;
    let refused = desk.create_raw(&eft("ORDER-1", "John", "Doe")).await;
    assert_eq!(refused.status(), StatusCode::INTERNAL_SERVER_ERROR);
    desk.create(&eft("ORDER-1", "John", "Doe")).await;
    assert_eq!(desk.standing(&spared).await, pair("Initiated", "EFT0101"));
}

#[tokio::test]
async fn a_fault_of_a_reference_strikes_whatever_is_asked_about_its_session() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    desk.put_in_force(json!({ "name": "unknown_status", "reference": "ORDER-1" }))
        .await;
    assert_eq!(desk.standing(&id).await, pair("AwaitingReview", "EFT0101"));
    assert_eq!(desk.details(&id).await["status"], "AwaitingReview");
}

#[tokio::test]
async fn faults_say_how_often_they_have_struck() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    desk.put_in_force(json!([
        { "name": "unknown_code", "times": 1 },
        { "name": "unknown_field" },
    ]))
    .await;
    for _ in 0..3 {
        desk.status(&id).await;
    }
    let in_force = desk.list("/_twin/faults").await;
    assert_eq!(in_force.len(), 1);
    assert_eq!(in_force[0]["name"], "unknown_field");
    assert_eq!(in_force[0]["unknown_field"], true);
    assert_eq!(in_force[0]["struck"], 3);
    assert_eq!(desk.struck("unknown_code").await, 1);
}
