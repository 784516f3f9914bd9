use std::borrow::Cow;

use axum::{extract::State, response::Response};
use http::StatusCode;
use payment::{EndpointId, EventId};
use serde::Serialize;
use serde_json::value::RawValue;
use store::{TestEvent, Try, TryOutcome};

use super::{CHAPTER, example, find, request, which};
use crate::{
    api::{
        address::Address,
        answer,
        body::OptionalBody,
        caller::Caller,
        idempotency::{KeyHeader, Start, Ticket},
        json,
        openapi::{Operation, Schema},
    },
    clock::rfc3339,
    notify::{SentTest, TestRefused, send_test},
    problem::Problem,
    state::AppState,
};

pub(super) fn describe() -> Operation {
    Operation::new(
        "testEndpoint",
        CHAPTER,
        "Send an endpoint a test event",
        "An example, of type `test`, signed as everything that is sent there. It is sent once, and the answer says what came of it. Nothing happened, and the endpoint stands as it did. At most five at once, then one every ten seconds.",
    )
    .once()
    .variable(which())
    .optional_json(Schema::named("NewTestEvent"), example::new_test())
    .answers(
        200,
        "What was sent, and what came of it.",
        Schema::named("TestEvent"),
        example::test(),
    )
    .problem(409, "endpoint_disabled")
    .problem(409, "test_under_way")
    .problem(409, "secret_unreadable")
}

/// `"object": "test_event"`. Never to be formatted: it holds what the merchant's server said.
#[derive(Serialize)]
struct Shown<'a> {
    /// The `webhook-id` that it was sent with.
    id: &'a EventId,
    object: &'static str,
    endpoint: &'a EndpointId,
    event: &'static str,
    at: String,
    outcome: &'static str,
    http_status: Option<u16>,
    took_ms: u64,
    /// The beginning of what was answered. What is no text in it is replaced.
    answer: Cow<'a, str>,
    /// What was sent, byte for byte.
    payload: Option<&'a RawValue>,
}

impl<'a> Shown<'a> {
    fn of(sent: &'a SentTest) -> Self {
        let SentTest { event, body } = sent;
        let TestEvent {
            id,
            endpoint,
            kind,
            r#try:
                Try {
                    at,
                    outcome,
                    status,
                    took,
                    answer,
                },
        } = event;
        Self {
            id,
            object: "test_event",
            endpoint,
            event: kind.as_str(),
            at: rfc3339(*at),
            outcome: TryOutcome::as_str(*outcome),
            http_status: *status,
            took_ms: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
            answer: String::from_utf8_lossy(answer),
            payload: serde_json::from_slice(body).ok(),
        }
    }
}

/// `POST /v1/webhook_endpoints/{id}/test`: sends it an example and waits for what it answers.
pub(super) async fn test(
    State(state): State<AppState>,
    caller: Caller,
    key: KeyHeader,
    Address(id): Address<EndpointId>,
    OptionalBody(body): OptionalBody,
) -> Result<Response, Problem> {
    let endpoint = find(&state.store, &caller, &id).await?;
    let action = format!("POST /v1/webhook_endpoints/{id}/test");
    let once = match key.start(&state.store, &caller, &action, &body).await? {
        Start::Answered(response) => return Ok(response),
        Start::New(once) => once,
    };
    let value = (!body.is_empty()).then(|| json::parse(&body)).transpose();
    let value = value.map_err(Problem::MalformedJson)?;
    let kind = request::example(value).map_err(Problem::Invalid)?;

    let shared = state.clone();
    let work = move |ticket: Option<Ticket>| async move {
        let sent = send_test(&shared, &endpoint, kind).await.map_err(refusal)?;
        let shown = answer::write(&Shown::of(&sent));
        let now = shared.clock.now();
        let answer = ticket.map(|ticket| ticket.remember(StatusCode::OK, &shown, now));
        if shared
            .store
            .keep_test_event(&caller.merchant, sent.event, answer)
            .await?
        {
            Ok(answer::json(StatusCode::OK, shown))
        } else {
            Err(Problem::NotFound.into())
        }
    };
    once.perform(&state, work).await
}

fn refusal(refused: TestRefused) -> Problem {
    match refused {
        TestRefused::Disabled => Problem::EndpointDisabled,
        TestRefused::UnderWay => Problem::TestUnderWay,
        TestRefused::TooOften { wait } => Problem::RateLimited { retry_after: wait },
        TestRefused::Sealed => Problem::SecretUnreadable,
        TestRefused::Gone => Problem::NotFound,
        TestRefused::Store(error) => error.into(),
    }
}
