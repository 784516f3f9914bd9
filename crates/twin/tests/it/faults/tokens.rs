use reqwest::StatusCode;
use serde_json::json;

use crate::desk::{Desk, e_transfer, eft};

async fn create(desk: &Desk, token: &str) -> StatusCode {
    let request = desk.post("/api/v2/sessions").bearer_auth(token);
    let body = eft("ORDER-1", "John", "Doe");
    let answer = request.json(&body).send().await.expect("an answer");
    answer.status()
}

async fn read(desk: &Desk, id: &str, token: &str) -> StatusCode {
    let request = desk.get(&format!("/api/v2/sessions/{id}/details"));
    let answer = request.bearer_auth(token).send().await;
    answer.expect("an answer").status()
}

#[tokio::test]
async fn a_token_works_for_one_request_and_no_more() {
    let desk = Desk::open().await;
    let id = desk.create(&e_transfer("ORDER-2")).await;
    desk.put_in_force(json!({ "name": "token_expires_early", "times": 1 }))
        .await;
    let short = desk.token().await;
    assert_eq!(read(&desk, &id, &short).await, 200);
    assert_eq!(read(&desk, &id, &short).await, 401);
    let long = desk.token().await;
    assert_eq!(read(&desk, &id, &long).await, 200);
    assert_eq!(read(&desk, &id, &long).await, 200);
    assert_eq!(read(&desk, &id, &short).await, 401);
}

#[tokio::test]
async fn a_token_works_for_fewer_seconds_than_it_says() {
    let desk = Desk::open().await;
    let id = desk.create(&e_transfer("ORDER-2")).await;
    desk.put_in_force(json!({ "token_expires_early": 30 }))
        .await;
    let token = desk.token().await;
    desk.advance(29).await;
    assert_eq!(read(&desk, &id, &token).await, 200);
    desk.advance(2).await;
    assert_eq!(read(&desk, &id, &token).await, 401);
}

#[tokio::test]
async fn a_token_starts_one_session_only() {
    let desk = Desk::open().await;
    desk.put_in_force(json!({ "name": "token_single_use" }))
        .await;
    let token = desk.token().await;
    assert_eq!(create(&desk, &token).await, 201);
    assert_eq!(create(&desk, &token).await, 401);
    assert_eq!(desk.struck("token_single_use").await, 1);
    let fresh = desk.token().await;
    assert_eq!(create(&desk, &fresh).await, 201);
}
