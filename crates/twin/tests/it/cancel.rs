use reqwest::StatusCode;
use serde_json::Value;

use crate::desk::{Desk, e_transfer, eft, pair};

async fn cancel(desk: &Desk, id: &str) -> (StatusCode, Value) {
    let request = desk.keyed(desk.post(&format!("/api/v2/sessions/{id}/cancel")));
    let answer = request.send().await.expect("an answer");
    (answer.status(), answer.json().await.expect("JSON"))
}

#[tokio::test]
async fn an_eft_session_is_canceled_with_its_code() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("A", "John", "Doe")).await;
    let (status, body) = cancel(&desk, &id).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(body["status"], "Canceled");
    assert_eq!(body["statusDetails"], "EFT0501");
    assert_eq!(desk.standing(&id).await, pair("Canceled", "EFT0501"));
    assert_eq!(desk.open_app(&id).await.screen, "ended");
}

#[tokio::test]
async fn an_e_transfer_is_cancelled_in_the_other_spelling_and_without_a_code() {
    let desk = Desk::open().await;
    let id = desk.create(&e_transfer("A")).await;
    let (_, body) = cancel(&desk, &id).await;
    assert_eq!(body["status"], "Cancelled");
    assert_eq!(body.get("statusDetails"), None);
}

#[tokio::test]
async fn a_session_that_has_ended_cannot_be_canceled() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("A", "John", "Doe")).await;
    desk.drive(&id, "EFT0301").await;
    assert_eq!(cancel(&desk, &id).await.0, StatusCode::CONFLICT);
    assert_eq!(desk.standing(&id).await, pair("Completed", "EFT0301"));
}

#[tokio::test]
async fn a_session_whose_agreement_is_missing_can_be_canceled() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("A", "John", "Doe")).await;
    desk.drive(&id, "EFT0302").await;
    assert_eq!(cancel(&desk, &id).await.0, StatusCode::OK);
}

#[tokio::test]
async fn an_unknown_session_is_not_found_and_a_stranger_is_not_told() {
    let desk = Desk::open().await;
    let id = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
    assert_eq!(cancel(&desk, id).await.0, StatusCode::NOT_FOUND);
    let path = format!("/api/v2/sessions/{id}/cancel");
    let answer = desk.post(&path).send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
}
