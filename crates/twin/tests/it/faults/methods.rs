//! Faults that are aimed at one payment find it in every product.

use serde_json::{Value, json};

use crate::{
    debit::{get, made},
    desk::Desk,
};

async fn status(desk: &Desk, request: &Value) -> Value {
    let id = request.as_str().expect("an id");
    get(desk, &format!("/api/v1/paymentrequests/{id}")).await.1["status"].clone()
}

#[tokio::test]
async fn the_reads_of_a_debit_lag_behind() {
    let desk = Desk::open().await;
    desk.put_in_force(json!({ "stale_reads": 2, "reference": "ORDER-1001" }))
        .await;
    let debit = made(&desk).await;
    let id = debit["requestId"].as_str().expect("an id");
    desk.drive(id, "Accepted").await;
    assert_eq!(status(&desk, &debit["requestId"]).await, "Initiated");
    assert_eq!(status(&desk, &debit["requestId"]).await, "Initiated");
    assert_eq!(status(&desk, &debit["requestId"]).await, "Accepted");
}

#[tokio::test]
async fn a_debit_is_found_by_its_reference_and_by_each_of_its_ids() {
    let desk = Desk::open().await;
    let debit = made(&desk).await;
    let request = debit["requestId"].as_str().expect("an id");
    let schedule = debit["schedules"][0]["id"].as_str().expect("an id");
    let schedule = format!("/api/v1/schedules/{schedule}");
    let (_, shown) = get(&desk, &schedule).await;
    let pad = shown["padId"].as_str().expect("an agreement").to_owned();
    for aim in [
        json!({ "name": "status_503", "reference": "ORDER-1001" }),
        json!({ "name": "status_503", "session": request }),
    ] {
        desk.put_in_force(aim).await;
        for path in [
            format!("/api/v1/paymentrequests/{request}"),
            schedule.clone(),
            format!("/api/v1/pads/{pad}"),
        ] {
            assert_eq!(get(&desk, &path).await.0, 503, "{path}");
        }
        desk.control("/_twin/faults", json!({ "clear": true }))
            .await;
    }
    let (status, _) = get(&desk, &format!("/api/v1/paymentrequests/{request}")).await;
    assert_eq!(status, 200);
}

#[tokio::test]
async fn a_request_of_the_first_version_is_found_by_its_order() {
    let desk = Desk::open().await;
    let token = desk.token().await;
    let post = async |path: &str, body: Value| {
        let request = desk
            .post(path)
            .bearer_auth(&token)
            .header("BaseURI", "shop");
        let answer = request.json(&body).send().await.expect("an answer");
        answer.json::<Value>().await.expect("JSON")
    };
    let order = json!({
        "referenceId": "ORDER-9", "amount": 250.00,
        "customerName": "John Smith", "customerEmail": "john.smith@example.com",
    });
    let session = post("/api/v1/sessions/initiate", order).await["sessionId"].clone();
    let activate = json!({ "sessionId": session });
    let request = post("/api/v1/paymentrequests", activate).await["requestId"].clone();
    let request = request.as_str().expect("an id");
    desk.drive(session.as_str().expect("an id"), "Accepted")
        .await;
    desk.put_in_force(json!([
        { "name": "processing_reads", "reference": "ORDER-9", "times": 1 },
        { "name": "unknown_field", "reference": "ORDER-9" },
        { "name": "status_500", "reference": "ORDER-8" },
    ]))
    .await;
    for expected in ["Processing", "Accepted"] {
        let read = desk.get(&format!("/api/v1/paymentrequests/{request}"));
        let read = read.bearer_auth(&token).header("BaseURI", "shop");
        let answer: Value = read
            .send()
            .await
            .expect("an answer")
            .json()
            .await
            .expect("JSON");
        assert_eq!(answer["status"], expected);
        assert!(answer["reviewLevel"].is_string());
    }
}

#[tokio::test]
async fn connect_answers_with_a_code_that_nobody_knows() {
    let desk = Desk::open().await;
    desk.put_in_force(json!({ "name": "unknown_code", "endpoint": "connect_authorize" }))
        .await;
    let (_, login) = desk
        .control("/_twin/logins", json!({ "user": "test_disabled_account" }))
        .await;
    let customer = &desk.credentials.customer_id;
    let services = format!("/v3/{customer}/BankingServices");
    let token = desk
        .post(&format!("{services}/GenerateAuthorizeToken"))
        .header("flinks-auth-key", &desk.credentials.client_secret);
    let token: Value = token
        .send()
        .await
        .expect("an answer")
        .json()
        .await
        .expect("JSON");
    let request = desk
        .post(&format!("{services}/Authorize"))
        .header("flinks-auth-key", token["Token"].as_str().expect("a token"))
        .json(&json!({ "LoginId": login["loginId"], "MostRecentCached": true }));
    let answer: Value = request
        .send()
        .await
        .expect("an answer")
        .json()
        .await
        .expect("JSON");
    assert_eq!(answer["FlinksCode"], "OPERATION_UNDER_REVIEW");
}
