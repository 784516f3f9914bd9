use axum::{extract::State, response::Response};
use http::{HeaderMap, StatusCode};
use payment::EndpointId;
use store::{AnswerError, EndpointError, EndpointSecret, NewEndpoint, Standing};

use super::{CHAPTER, example, object, request};
use crate::{
    api::{
        answer,
        body::JsonBody,
        caller::Caller,
        idempotency::{KeyHeader, Start, Ticket, Undone},
        json,
        openapi::{Operation, Schema},
        veil::Veil,
    },
    problem::Problem,
    random,
    state::AppState,
};

const ACTION: &str = "POST /v1/webhook_endpoints";

pub(super) fn describe() -> Operation {
    Operation::new(
        "createEndpoint",
        CHAPTER,
        "Make an endpoint",
        "The answer, and its repeat to the same key, shows the secret that its notifications are \
         signed with.",
    )
    .once()
    .json(Schema::named("NewEndpoint"), example::new())
    .answers(
        201,
        "The endpoint, with its secret.",
        Schema::named("Endpoint"),
        example::revealed(),
    )
    .problem(409, "too_many_endpoints")
}

/// `POST /v1/webhook_endpoints`
///
/// The answer shows the secret that its deliveries are signed with, and no other does.
pub(super) async fn create(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    key: KeyHeader,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let veil = Veil::of(&headers)?;
    let once = match key.start(&state.store, &caller, ACTION, &body).await? {
        Start::Answered(response) => return veil.lift(ACTION, response).await,
        Start::New(once) => once,
    };
    let value = json::parse(&body).map_err(Problem::MalformedJson)?;
    let request::New {
        url,
        description,
        kinds,
    } = request::new(value, &state.config.notifications).map_err(Problem::Invalid)?;

    let (store, now) = (state.store.clone(), state.clock.now());
    let secret = EndpointSecret::new(random::secret(), random::secret());
    let endpoint = store::Endpoint {
        id: EndpointId::from_bytes(random::ordered()),
        merchant: caller.merchant,
        mode: caller.mode,
        url,
        description,
        kinds,
        standing: Standing::Enabled,
        failing_since: None,
        created_at: now,
    };
    let object = object::Endpoint::of(&endpoint, std::slice::from_ref(&secret));
    let shown = answer::write(&object.revealing(&secret));
    let hidden = veil.hide(ACTION, &shown);
    let work = move |ticket: Option<Ticket>| async move {
        let answer = ticket.map(|ticket| ticket.remember(StatusCode::CREATED, &hidden, now));
        let new = NewEndpoint {
            id: endpoint.id,
            merchant: endpoint.merchant,
            mode: endpoint.mode,
            url: endpoint.url,
            description: endpoint.description,
            kinds: endpoint.kinds,
            secret,
            created_at: now,
        };
        match store.create_endpoint_and_answer(new, answer).await {
            Ok(()) => Ok(answer::json(StatusCode::CREATED, shown)),
            Err(AnswerError::KeyUsed) => Err(Undone::Overtaken),
            Err(AnswerError::Undone(error)) => Err(refusal(error).into()),
        }
    };
    let response = once.perform(&state, work).await?;
    veil.lift(ACTION, response).await
}

fn refusal(error: EndpointError) -> Problem {
    match error {
        EndpointError::TooMany => Problem::TooManyEndpoints,
        EndpointError::Store(error) => error.into(),
        // The key told who the merchant is, and an id is never drawn twice.
        EndpointError::NoSuchMerchant | EndpointError::Taken => Problem::Internal(error.into()),
    }
}
