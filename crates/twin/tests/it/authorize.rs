use reqwest::StatusCode;
use serde_json::{Value, json};
use twin::TokenUse;

use crate::desk::{Desk, eft, settings};

async fn token(desk: &Desk) -> (String, u64) {
    let request = desk
        .post("/api/v1/authorize")
        .basic_auth(
            &desk.credentials.client_id,
            Some(&desk.credentials.client_secret),
        )
        .form(&[("grant_type", "client_credentials")]);
    let answer: Value = request
        .send()
        .await
        .expect("an answer")
        .json()
        .await
        .expect("JSON");
    assert_eq!(answer["token_type"], "bearer");
    (
        answer["access_token"].as_str().expect("a token").to_owned(),
        answer["expires_in"].as_u64().expect("seconds"),
    )
}

async fn create_with(desk: &Desk, token: &str) -> StatusCode {
    let request = desk.post("/api/v2/sessions").bearer_auth(token);
    let answer = request.json(&eft("A", "John", "Doe")).send().await;
    answer.expect("an answer").status()
}

#[tokio::test]
async fn a_token_is_had_with_basic_authentication_and_starts_sessions() {
    let desk = Desk::open().await;
    let (token, seconds) = token(&desk).await;
    assert_eq!(seconds, 599);
    assert_eq!(create_with(&desk, &token).await, StatusCode::CREATED);
    assert_eq!(create_with(&desk, &token).await, StatusCode::CREATED);
}

#[tokio::test]
async fn a_token_is_had_with_form_fields_too() {
    let desk = Desk::open().await;
    let answer = desk
        .post("/api/v1/authorize")
        .form(&[
            ("grant_type", "client_credentials"),
            ("Username", &desk.credentials.client_id),
            ("Password", &desk.credentials.client_secret),
        ])
        .send()
        .await
        .expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_wrong_secret_is_refused_with_a_problem() {
    let desk = Desk::open().await;
    let answer = desk
        .post("/api/v1/authorize")
        .basic_auth(&desk.credentials.client_id, Some("wrong"))
        .form(&[("grant_type", "client_credentials")])
        .send()
        .await
        .expect("an answer");
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    let problem: Value = answer.json().await.expect("JSON");
    assert_eq!(problem["status"], 401);
    assert_eq!(problem["title"], "Unauthorized");
}

#[tokio::test]
async fn a_token_that_is_too_old_is_refused() {
    let desk = Desk::open().await;
    let (token, seconds) = token(&desk).await;
    desk.control("/_twin/clock", json!({ "advance_seconds": seconds }))
        .await;
    assert_eq!(create_with(&desk, &token).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_single_use_token_starts_one_session_and_still_reads() {
    let desk = Desk::with(twin::Settings {
        token_use: TokenUse::SingleUse,
        token_lifetime: TokenUse::SingleUse.documented_lifetime(),
        ..settings()
    })
    .await;
    let (token, seconds) = token(&desk).await;
    assert_eq!(seconds, 299);
    assert_eq!(create_with(&desk, &token).await, StatusCode::CREATED);
    assert_eq!(create_with(&desk, &token).await, StatusCode::UNAUTHORIZED);
    let sessions = desk.list("/_twin/sessions").await;
    let id = sessions[0]["id"].as_str().expect("an id");
    let read = desk.get(&format!("/api/v2/sessions/{id}/details"));
    let answer = read.bearer_auth(&token).send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
}

#[tokio::test]
async fn nobody_gets_in_without_both_the_key_and_the_client_id() {
    let desk = Desk::open().await;
    let api_key = desk.credentials.api_key.clone();
    for headers in [
        vec![],
        vec![("x-api-key", api_key.as_str())],
        vec![("x-api-key", api_key.as_str()), ("x-client-id", "else")],
        vec![("authorization", "Bearer nothing")],
    ] {
        let mut request = desk.post("/api/v2/sessions").json(&eft("A", "John", "Doe"));
        for (name, value) in &headers {
            request = request.header(*name, *value);
        }
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{headers:?}");
    }
}
