use reqwest::StatusCode;
use serde_json::json;

use crate::desk::{Desk, e_transfer, eft, pair};

#[tokio::test]
async fn a_session_is_driven_to_every_documented_code() {
    let desk = Desk::open().await;
    for (code, status) in [
        ("EFT0101", "Initiated"),
        ("EFT0301", "Completed"),
        ("EFT0302", "Completed"),
        ("EFT0401", "Failed"),
        ("EFT0402", "Failed"),
        ("EFT0403", "Failed"),
        ("EFT0404", "Failed"),
        ("EFT0501", "Canceled"),
        ("EFT0601", "Expired"),
    ] {
        let id = desk.create(&eft("ORDER-1001", "John", "Doe")).await;
        let shown = desk.drive(&id, code).await;
        assert_eq!(shown["statusDetails"], code);
        assert_eq!(desk.standing(&id).await, pair(status, code));
    }
}

#[tokio::test]
async fn a_drive_may_set_the_amount_that_is_paid() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1001", "John", "Doe")).await;
    let path = format!("/_twin/sessions/{id}/drive");
    desk.control(&path, json!({ "to": "EFT0301", "amount": 150.25 }))
        .await;
    assert_eq!(desk.status(&id).await["amount"], 150.25);
}

#[tokio::test]
async fn the_page_of_a_driven_session_shows_where_it_is() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1001", "John", "Doe")).await;
    for (to, screen) in [
        ("EFT0302", "agreement"),
        ("EFT0301", "done"),
        ("EFT0402", "ended"),
        ("InProgress", "consent"),
    ] {
        desk.drive(&id, to).await;
        assert_eq!(desk.open_app(&id).await.screen, screen, "{to}");
    }
}

#[tokio::test]
async fn an_order_that_cannot_be_followed_names_what_could_be() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1001", "John", "Doe")).await;
    let path = format!("/_twin/sessions/{id}/drive");
    for body in [json!({ "to": "EFT9999" }), json!({ "to": "Accepted" })] {
        let (status, problem) = desk.control(&path, body).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let detail = problem["detail"].as_str().expect("a detail");
        assert!(
            detail.contains("EFT0301") && detail.contains("Expired"),
            "{detail}"
        );
    }
    let (status, _) = desk.control(&path, json!({ "where": "EFT0301" })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let (status, _) = desk
        .control("/_twin/sessions/none/drive", json!({ "to": "EFT0301" }))
        .await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn sessions_are_listed_oldest_first() {
    let desk = Desk::open().await;
    let first = desk.create(&eft("Happy1", "John", "Doe")).await;
    let second = desk.create(&e_transfer("ORDER-2")).await;
    let sessions = desk.list("/_twin/sessions").await;
    assert_eq!(sessions[0]["id"], json!(first));
    assert_eq!(sessions[0]["scenario"], "Happy1");
    assert_eq!(sessions[1]["id"], json!(second));
    assert_eq!(sessions[1]["referenceId"], "ORDER-2");
    assert_eq!(sessions[1]["type"], "e-Transfer");
}

#[tokio::test]
async fn a_session_expires_when_its_time_is_up_and_not_before() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1001", "John", "Doe")).await;
    desk.control("/_twin/clock", json!({ "advance_seconds": 1790 }))
        .await;
    assert_eq!(desk.standing(&id).await, pair("Initiated", "EFT0101"));
    desk.control("/_twin/clock", json!({ "advance_seconds": 10 }))
        .await;
    assert_eq!(desk.standing(&id).await, pair("Expired", "EFT0601"));
    assert_eq!(desk.open_app(&id).await.screen, "ended");
}

#[tokio::test]
async fn what_is_over_does_not_expire() {
    let desk = Desk::open().await;
    let mut ids = Vec::new();
    for code in ["EFT0301", "EFT0302", "EFT0402"] {
        let id = desk.create(&eft("ORDER-1001", "John", "Doe")).await;
        desk.drive(&id, code).await;
        ids.push((id, code));
    }
    desk.control("/_twin/clock", json!({ "advance_seconds": 86_400 }))
        .await;
    for (id, code) in ids {
        assert_eq!(desk.standing(&id).await.1, code);
    }
}

#[tokio::test]
async fn a_fault_strikes_its_endpoint_as_often_as_it_was_asked_to() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1001", "John", "Doe")).await;
    let fault = json!({ "status": 503, "endpoint": "status", "times": 2 });
    let (status, faults) = desk.control("/_twin/faults", fault).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(faults[0]["status"], 503);
    let path = format!("/api/v2/sessions/{id}/status");
    for expected in [503, 503, 200] {
        let answer = desk.get(&path).send().await.expect("an answer");
        assert_eq!(answer.status().as_u16(), expected);
    }
}

#[tokio::test]
async fn a_create_whose_answer_is_lost_has_made_a_session() {
    let desk = Desk::open().await;
    let fault = json!({ "status": 500, "endpoint": "create", "moment": "after", "times": 1 });
    desk.control("/_twin/faults", fault).await;
    let answer = desk.create_raw(&eft("ORDER-1001", "John", "Doe")).await;
    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(desk.list("/_twin/sessions").await.len(), 1);
}

#[tokio::test]
async fn nonsense_is_a_success_that_cannot_be_read() {
    let desk = Desk::open().await;
    desk.control("/_twin/faults", json!({ "nonsense": true }))
        .await;
    let answer = desk.create_raw(&eft("ORDER-1001", "John", "Doe")).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    let text = answer.text().await.expect("text");
    assert!(serde_json::from_str::<serde_json::Value>(&text).is_err());
    desk.control("/_twin/faults", json!({ "clear": true }))
        .await;
    desk.create(&eft("ORDER-1001", "John", "Doe")).await;
}

#[tokio::test]
async fn a_slow_answer_outlasts_an_impatient_client() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1001", "John", "Doe")).await;
    let fault = json!({ "slow_ms": 60_000, "endpoint": "status", "times": 1 });
    desk.control("/_twin/faults", fault).await;
    let request = desk.get(&format!("/api/v2/sessions/{id}/status"));
    let impatient = request.timeout(std::time::Duration::from_millis(50)).send();
    assert!(impatient.await.expect_err("too slow").is_timeout());
    assert_eq!(desk.standing(&id).await, pair("Initiated", "EFT0101"));
}

#[tokio::test]
async fn a_fault_that_makes_no_sense_is_refused() {
    let desk = Desk::open().await;
    for fault in [
        json!({}),
        json!({ "status": 200 }),
        json!({ "status": 500, "slow_ms": 5 }),
        json!({ "status": 500, "endpont": "create" }),
        json!({ "webhook": "late-ish" }),
        json!({ "nonsense": false }),
        json!("all"),
    ] {
        let (status, _) = desk.control("/_twin/faults", fault.clone()).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{fault}");
    }
    assert!(desk.list("/_twin/faults").await.is_empty());
}

#[tokio::test]
async fn requests_are_remembered_without_their_secrets() {
    let desk = Desk::open().await;
    let secret = desk.credentials.client_secret.clone();
    desk.post("/api/v1/authorize")
        .form(&[
            ("grant_type", "client_credentials"),
            ("Username", &desk.credentials.client_id),
            ("Password", &secret),
        ])
        .send()
        .await
        .expect("an answer");
    let id = desk.create(&eft("ORDER-1001", "John", "Doe")).await;
    desk.open_app(&id).await;
    let request = desk.get(&format!("/api/v2/sessions/{id}/details"));
    request
        .bearer_auth("a-token")
        .send()
        .await
        .expect("an answer");

    let requests = desk.list("/_twin/requests").await;
    let paths: Vec<&str> = requests.iter().filter_map(|r| r["path"].as_str()).collect();
    assert_eq!(paths[..2], ["/api/v1/authorize", "/api/v2/sessions"]);
    assert_eq!(requests.len(), 3);
    assert_eq!(requests[1]["body"]["referenceId"], "ORDER-1001");
    assert_eq!(requests[1]["headers"]["x-api-key"], "***");
    assert_eq!(requests[1]["answered"], 201);
    assert_eq!(requests[2]["headers"]["authorization"], "Bearer ***");
    assert_eq!(requests[2]["answered"], 401);
    let everything = serde_json::to_string(&requests).expect("JSON");
    for planted in [&secret, &desk.credentials.api_key, "a-token"] {
        assert!(!everything.contains(planted), "{planted}");
    }
}
