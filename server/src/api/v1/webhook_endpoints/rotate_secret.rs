use axum::{extract::State, response::Response};
use http::{HeaderMap, StatusCode};
use payment::EndpointId;
use store::EndpointSecret;

use super::{CHAPTER, example, find, object, request, which};
use crate::{
    api::{
        address::Address,
        answer,
        body::OptionalBody,
        caller::Caller,
        idempotency::{KeyHeader, Start, Ticket},
        json,
        openapi::{Operation, Schema},
        veil::Veil,
    },
    problem::Problem,
    random,
    state::AppState,
};

pub(super) fn describe() -> Operation {
    Operation::new(
        "rotateSecret",
        CHAPTER,
        "Give an endpoint a new secret",
        "The one before signs beside it for as long as is asked for. The answer, and its repeat \
         to the same key, shows the new one.",
    )
    .once()
    .variable(which())
    .optional_json(Schema::named("Overlap"), example::overlap())
    .answers(
        200,
        "The endpoint, with its new secret.",
        Schema::named("Endpoint"),
        example::revealed(),
    )
}

/// `POST /v1/webhook_endpoints/{id}/rotate_secret`
///
/// The answer shows the new secret, and no other does. The one before signs beside it for as
/// long as is asked for, so that nothing sent meanwhile is refused.
pub(super) async fn rotate_secret(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    key: KeyHeader,
    Address(id): Address<EndpointId>,
    OptionalBody(body): OptionalBody,
) -> Result<Response, Problem> {
    let veil = Veil::of(&headers)?;
    let found = find(&state.store, &caller, &id).await?;
    let action = format!("POST /v1/webhook_endpoints/{id}/rotate_secret");
    let once = match key.start(&state.store, &caller, &action, &body).await? {
        Start::Answered(response) => return veil.lift(&action, response).await,
        Start::New(once) => once,
    };
    let value = (!body.is_empty()).then(|| json::parse(&body)).transpose();
    let value = value.map_err(Problem::MalformedJson)?;
    let overlap = request::overlap(value).map_err(Problem::Invalid)?;

    let (store, now) = (state.store.clone(), state.clock.now());
    let secret = EndpointSecret::new(random::secret(), random::secret());
    let mut signing = vec![secret.clone()];
    if !overlap.is_zero() {
        signing.extend(store.endpoint_secrets(&id, now).await?);
    }
    let object = object::Endpoint::of(&found, &signing);
    let shown = answer::write(&object.revealing(&secret));
    let hidden = veil.hide(&action, &shown);
    let work = move |ticket: Option<Ticket>| async move {
        let answer = ticket.map(|ticket| ticket.remember(StatusCode::OK, &hidden, now));
        let rotated = store
            .rotate_secret(&caller.merchant, &id, secret, overlap, now, answer)
            .await?;
        if rotated {
            Ok(answer::json(StatusCode::OK, shown))
        } else {
            Err(Problem::NotFound.into())
        }
    };
    let response = once.perform(&state, work).await?;
    veil.lift(&action, response).await
}
