use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Value, json};
use twin::{BaseUri, RequestShape, TokenUse};

use crate::desk::{Desk, settings};

struct Caller {
    desk: Desk,
    token: String,
}

impl Caller {
    async fn open() -> Self {
        Self::with(settings()).await
    }

    async fn with(settings: twin::Settings) -> Self {
        let desk = Desk::with(settings).await;
        let token = desk.token().await;
        Self { desk, token }
    }

    fn signed(&self, request: RequestBuilder) -> RequestBuilder {
        request.bearer_auth(&self.token).header("BaseURI", "shop")
    }

    async fn post(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        answered(self.signed(self.desk.post(path)).json(body)).await
    }

    async fn get(&self, path: &str) -> (StatusCode, Value) {
        answered(self.signed(self.desk.get(path))).await
    }

    async fn initiate(&self) -> String {
        let (status, body) = self.post("/api/v1/sessions/initiate", &order()).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(body["referenceId"], "ORDER-1001");
        body["sessionId"].as_str().expect("a session id").to_owned()
    }

    async fn activate(&self, session: &str) -> String {
        let body = json!({ "sessionId": session });
        let (status, body) = self.post("/api/v1/paymentrequests", &body).await;
        assert_eq!(status, StatusCode::OK);
        body["requestId"].as_str().expect("a request id").to_owned()
    }

    async fn request_status(&self, request: &str) -> Value {
        let (_, body) = self
            .get(&format!("/api/v1/paymentrequests/{request}"))
            .await;
        body["status"].clone()
    }

    async fn approve(&self, session: &str) -> crate::desk::Page {
        self.desk.open_app(session).await;
        self.desk.submit(session, "confirm", &[]).await;
        let bank = [("institution", "harbour")];
        self.desk.submit(session, "bank", &bank).await;
        let yes = [("answer", "approve")];
        self.desk.submit(session, "approve", &yes).await
    }
}

async fn answered(request: RequestBuilder) -> (StatusCode, Value) {
    let answer = request.send().await.expect("an answer");
    (answer.status(), answer.json().await.expect("JSON"))
}

fn order() -> Value {
    json!({
        "ReferenceId": "ORDER-1001",
        "amount": 250.00,
        "customerName": "John Smith",
        "customerEmail": "john.smith@example.com",
        "clientUrls": ["https://shop.example"],
    })
}

#[tokio::test]
async fn a_session_is_made_activated_and_accepted() {
    let caller = Caller::open().await;
    let session = caller.initiate().await;
    let request = caller.activate(&session).await;
    assert_eq!(caller.activate(&session).await, request);
    assert_eq!(caller.request_status(&request).await, "Initiated");
    assert_eq!(caller.approve(&session).await.screen, "done");
    let (_, body) = caller
        .get(&format!(
            "/api/v1/paymentrequests/{request}?refreshStatus=true"
        ))
        .await;
    assert_eq!(body["requestId"], json!(request));
    assert_eq!(body["status"], "Accepted");
    assert_eq!(body["ReferenceId"], "ORDER-1001");
    let link = format!("{}/app/?sessionId={session}", caller.desk.running.url);
    assert_eq!(body["PaymentLink"], json!(link));
}

#[tokio::test]
async fn a_customer_cannot_finish_before_the_session_is_active() {
    let caller = Caller::open().await;
    let session = caller.initiate().await;
    assert_ne!(caller.approve(&session).await.screen, "done");
    let request = caller.activate(&session).await;
    assert_ne!(caller.request_status(&request).await, "Accepted");
    assert_eq!(caller.approve(&session).await.screen, "done");
    assert_eq!(caller.request_status(&request).await, "Accepted");
}

#[tokio::test]
async fn a_request_that_is_sent_is_active_at_once() {
    let caller = Caller::open().await;
    let (status, body) = caller.post("/api/v1/sessions/sendrequest", &order()).await;
    assert_eq!(status, StatusCode::OK);
    let session = body["sessionId"].as_str().expect("a session id");
    assert_eq!(caller.approve(session).await.screen, "done");
    let request = caller.activate_ended(session).await;
    assert_eq!(request, StatusCode::CONFLICT);
    let shown = caller.desk.list("/_twin/sessions").await;
    let request = shown[0]["requestId"].as_str().expect("a request id");
    assert_eq!(shown[0]["api"], "v1");
    assert_eq!(caller.request_status(request).await, "Accepted");
}

impl Caller {
    async fn activate_ended(&self, session: &str) -> StatusCode {
        let body = json!({ "sessionId": session });
        self.post("/api/v1/paymentrequests", &body).await.0
    }
}

#[tokio::test]
async fn a_session_that_is_there_is_sent_too() {
    let caller = Caller::open().await;
    let session = caller.initiate().await;
    let body = json!({ "sessionId": session });
    let (status, answer) = caller.post("/api/v1/sessions/sendrequest", &body).await;
    assert_eq!(
        (status, &answer["sessionId"]),
        (StatusCode::OK, &json!(session))
    );
    assert_eq!(caller.approve(&session).await.screen, "done");
}

#[tokio::test]
async fn every_fault_of_a_body_is_told_at_once_and_both_lists_of_pages_are_read() {
    let caller = Caller::open().await;
    let (status, problem) = caller
        .post(
            "/api/v1/sessions/initiate",
            &json!({ "amount": "lots", "customerEmail": "nobody", "clientURIs": { "shop": "here" } }),
        )
        .await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let errors = problem["errors"].as_object().expect("faults");
    let named: Vec<&str> = errors.keys().map(String::as_str).collect();
    assert_eq!(
        named,
        [
            "amount",
            "clientURIs[shop]",
            "customerEmail",
            "customerName"
        ]
    );
    for (name, pages) in [
        (
            "clientURIs",
            json!(["https://a.example", "https://b.example"]),
        ),
        ("clientURIs", json!({ "a": "https://a.example" })),
        ("clientUrls", json!({ "a": "https://a.example" })),
    ] {
        let mut body = order();
        body.as_object_mut()
            .expect("an object")
            .remove("clientUrls");
        body[name] = pages;
        body["amount"] = json!("250.00");
        let (status, _) = caller.post("/api/v1/sessions/initiate", &body).await;
        assert_eq!(status, StatusCode::OK, "{name}");
    }
}

#[tokio::test]
async fn the_instance_has_to_be_named_unless_the_settings_relax_it() {
    for (base_uri, status) in [
        (BaseUri::Required, StatusCode::BAD_REQUEST),
        (BaseUri::Optional, StatusCode::OK),
    ] {
        let caller = Caller::with(twin::Settings {
            base_uri,
            ..settings()
        })
        .await;
        let request = caller.desk.post("/api/v1/sessions/initiate").json(&order());
        let (answered, _) = answered(request.header("BearerToken", &caller.token)).await;
        assert_eq!(answered, status);
    }
}

#[tokio::test]
async fn a_token_is_needed_and_is_used_up_where_it_works_once() {
    let caller = Caller::with(twin::Settings {
        token_use: TokenUse::SingleUse,
        ..settings()
    })
    .await;
    caller.initiate().await;
    let (status, _) = caller.post("/api/v1/sessions/initiate", &order()).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    let stranger = caller.desk.post("/api/v1/sessions/initiate").json(&order());
    let (status, _) = answered(stranger.header("BaseURI", "shop")).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_newer_answer_has_other_names() {
    let caller = Caller::with(twin::Settings {
        request_shape: RequestShape::Newer,
        ..settings()
    })
    .await;
    let session = caller.initiate().await;
    let request = caller.activate(&session).await;
    let (_, body) = caller
        .get(&format!("/api/v1/paymentrequests/{request}"))
        .await;
    assert_eq!(body["id"], json!(request));
    assert_eq!(body["status"], "Initiated");
    let number = body["paymentReferenceNumber"].as_str().expect("a number");
    assert!(number.starts_with("FLK-"));
}

#[tokio::test]
async fn a_request_is_cancelled_until_it_is_over() {
    let caller = Caller::open().await;
    let session = caller.initiate().await;
    let request = caller.activate(&session).await;
    let path = format!("/api/v1/paymentrequests/{request}/cancel");
    let (status, body) = caller.post(&path, &json!({})).await;
    assert_eq!(
        (status, &body["status"]),
        (StatusCode::OK, &json!("Cancelled"))
    );
    assert_eq!(caller.request_status(&request).await, "Cancelled");
    assert_eq!(caller.post(&path, &json!({})).await.0, StatusCode::CONFLICT);
    let unknown = "/api/v1/paymentrequests/3c90c3cc-0d44-4b50-8888-8dd25736052a";
    assert_eq!(caller.get(unknown).await.0, StatusCode::NOT_FOUND);
    let stranger = caller.desk.get(unknown);
    assert_eq!(answered(stranger).await.0, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn every_end_of_a_session_has_its_word() {
    let caller = Caller::open().await;
    for (to, word) in [
        ("Processing", "Processing"),
        ("Accepted", "Accepted"),
        ("Processed", "Processed"),
        ("Settled", "Settled"),
        ("Declined", "Declined"),
        ("Failed", "Failed"),
        ("Cancelled", "Cancelled"),
        ("Expired", "Expired"),
    ] {
        let session = caller.initiate().await;
        let request = caller.activate(&session).await;
        caller.desk.drive(&session, to).await;
        assert_eq!(caller.request_status(&request).await, word);
    }
}
