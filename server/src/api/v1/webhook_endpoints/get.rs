use axum::{extract::State, response::Response};
use http::StatusCode;
use payment::EndpointId;

use super::{CHAPTER, example, find, object, which};
use crate::{
    api::{
        address::Address,
        answer,
        caller::Caller,
        openapi::{Operation, Schema},
    },
    problem::Problem,
    state::AppState,
};

pub(super) fn describe() -> Operation {
    Operation::new("getEndpoint", CHAPTER, "Read an endpoint", "")
        .variable(which())
        .answers(
            200,
            "The endpoint.",
            Schema::named("Endpoint"),
            example::one(),
        )
}

/// `GET /v1/webhook_endpoints/{id}`
pub(super) async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Address(id): Address<EndpointId>,
) -> Result<Response, Problem> {
    let endpoint = find(&state.store, &caller, &id).await?;
    let secrets = state.store.endpoint_secrets(&id, state.clock.now()).await?;
    let endpoint = object::Endpoint::of(&endpoint, &secrets);
    Ok(answer::respond(StatusCode::OK, &endpoint))
}
