use std::{sync::Arc, time::Duration};

use axum::{Router, http::HeaderMap, routing::post};
use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio::sync::{Mutex, mpsc};
use twin::Webhook;

use crate::desk::{Desk, eft, pair, settings};

const SECRET: &str = "another shared secret";

/// A merchant that is asked about guarantees and answers the posting with that status.
struct Merchant {
    inbox: Mutex<mpsc::UnboundedReceiver<(HeaderMap, String)>>,
    webhook: Webhook,
}

impl Merchant {
    async fn answering(status: StatusCode) -> Arc<Self> {
        let (sender, inbox) = mpsc::unbounded_channel();
        let take = move |headers: HeaderMap, raw: String| {
            let sender = sender.clone();
            async move {
                sender.send((headers, raw)).expect("the test listens");
                status
            }
        };
        let app = Router::new().route("/guarantee", post(take));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let url = format!(
            "http://{}/guarantee",
            listener.local_addr().expect("an address")
        );
        tokio::spawn(async move { axum::serve(listener, app).await });
        Arc::new(Self {
            inbox: Mutex::new(inbox),
            webhook: Webhook {
                url,
                secret: SECRET.to_owned(),
            },
        })
    }

    async fn desk(&self) -> Desk {
        Desk::with(twin::Settings {
            guarantee_webhook: Some(self.webhook.clone()),
            guarantee_retry: Duration::from_millis(1),
            ..settings()
        })
        .await
    }

    async fn next(&self) -> (HeaderMap, String) {
        let mut inbox = self.inbox.lock().await;
        tokio::time::timeout(Duration::from_secs(5), inbox.recv())
            .await
            .expect("a webhook in time")
            .expect("the merchant listens")
    }
}

async fn confirm(desk: &Desk, id: &str, answer: Value) -> (StatusCode, Value) {
    let path = format!("/api/v2/sessions/{id}/guarantees/confirm");
    let request = desk.keyed(desk.post(&path)).json(&answer);
    let answer = request.send().await.expect("an answer");
    (answer.status(), answer.json().await.expect("JSON"))
}

#[tokio::test]
async fn the_merchant_is_asked_and_the_session_waits_until_it_accepts() {
    let merchant = Merchant::answering(StatusCode::OK).await;
    let desk = merchant.desk().await;
    let id = desk.create(&eft("Happy1", "John", "Doe")).await;
    let page = desk.walk(&id, "Happy1", "waiting").await;
    assert!(page.html.contains("guarantee"));

    let (headers, raw) = merchant.next().await;
    let expected = flinks::webhook::sign(&SECRET.to_owned().into(), raw.as_bytes());
    assert_eq!(
        headers["x-webhook-signature"].to_str().expect("text"),
        expected
    );
    let body: Value = serde_json::from_str(&raw).expect("JSON");
    assert_eq!(body["event"], "GuaranteeIssued");
    assert_eq!(body["sessionId"], json!(id));
    assert!(raw.contains("\"amount\":250.00"));

    assert_eq!(desk.standing(&id).await, pair("InProgress", "null"));
    let details = desk.details(&id).await;
    assert_eq!(details["guaranteeDetails"]["guaranteeOffered"], true);
    assert_eq!(details["guaranteeDetails"]["guaranteeAccepted"], false);
    assert_eq!(desk.submit(&id, "review", &[]).await.screen, "waiting");

    let (status, body) = confirm(&desk, &id, json!({ "guaranteeAccepted": true })).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(body, json!({ "sessionId": id, "referenceId": "Happy1" }));
    desk.walk(&id, "Happy1", "done").await;
    assert_eq!(desk.standing(&id).await, pair("Completed", "EFT0301"));
}

#[tokio::test]
async fn a_merchant_that_refuses_ends_the_session_without_a_guarantee() {
    let merchant = Merchant::answering(StatusCode::OK).await;
    let desk = merchant.desk().await;
    let id = desk.create(&eft("Happy1", "John", "Doe")).await;
    desk.walk(&id, "Happy1", "waiting").await;
    // One of the provider's examples quotes the boolean.
    let (status, _) = confirm(&desk, &id, json!({ "guaranteeAccepted": "false" })).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(desk.standing(&id).await, pair("Failed", "EFT0402"));
    let page = desk.open_app(&id).await;
    assert_eq!(page.screen, "ended");
    assert!(page.steps.contains(&"GUARANTEE_FAILED".to_owned()));
}

#[tokio::test]
async fn three_deliveries_that_fail_end_the_session() {
    let merchant = Merchant::answering(StatusCode::INTERNAL_SERVER_ERROR).await;
    let desk = merchant.desk().await;
    let id = desk.create(&eft("Happy1", "John", "Doe")).await;
    desk.drive(&id, "GuaranteeIssued").await;
    for _ in 0..3 {
        merchant.next().await;
    }
    let failed = async {
        while desk.standing(&id).await != pair("Failed", "EFT0402") {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), failed)
        .await
        .expect("the session fails");
}

#[tokio::test]
async fn a_lower_offer_is_what_the_merchant_is_asked_about() {
    let merchant = Merchant::answering(StatusCode::OK).await;
    let desk = merchant.desk().await;
    let id = desk.create(&eft("Happy2", "Steve", "Diamond")).await;
    desk.walk(&id, "Happy2", "offer").await;
    let page = desk.submit(&id, "offer", &[("offer", "accept")]).await;
    assert_eq!(page.screen, "waiting");
    assert!(merchant.next().await.1.contains("\"amount\":150.00"));
    confirm(&desk, &id, json!({ "guaranteeAccepted": "true" })).await;
    assert_eq!(desk.open_app(&id).await.screen, "review");
}

#[tokio::test]
async fn without_the_webhook_every_guarantee_is_accepted_by_itself() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("Happy1", "John", "Doe")).await;
    desk.walk(&id, "Happy1", "review").await;
    let details = desk.details(&id).await;
    assert_eq!(details["guaranteeDetails"]["guaranteeAccepted"], true);
    let (status, _) = confirm(&desk, &id, json!({ "guaranteeAccepted": true })).await;
    assert_eq!(status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn an_answer_that_is_none_is_refused() {
    let merchant = Merchant::answering(StatusCode::OK).await;
    let desk = merchant.desk().await;
    let id = desk.create(&eft("Happy1", "John", "Doe")).await;
    desk.drive(&id, "GuaranteeIssued").await;
    for body in [
        json!({}),
        json!({ "guaranteeAccepted": "perhaps" }),
        json!({ "guaranteeAccepted": 1 }),
    ] {
        let (status, problem) = confirm(&desk, &id, body).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(problem["errors"]["guaranteeAccepted"].is_array());
    }
    let unknown = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
    let (status, _) = confirm(&desk, unknown, json!({ "guaranteeAccepted": true })).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let path = format!("/api/v2/sessions/{id}/guarantees/confirm");
    let stranger = desk
        .post(&path)
        .json(&json!({ "guaranteeAccepted": true }))
        .send();
    let answer = stranger.await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
}
