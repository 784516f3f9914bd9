use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use http::StatusCode;
use payment::EndpointId;

use super::{CHAPTER, example, find, which};
use crate::{
    api::{
        address::Address,
        body::OptionalBody,
        caller::Caller,
        fields,
        idempotency::{KeyHeader, Start, Ticket},
        openapi::{Operation, Schema},
    },
    problem::Problem,
    state::AppState,
};

pub(super) fn describe() -> Operation {
    Operation::new(
        "deleteEndpoint",
        CHAPTER,
        "Forget an endpoint",
        "With everything that was sent there.",
    )
    .once()
    .variable(which())
    .optional_json(Schema::object([]).closed(), example::nothing())
    .answers_nothing("It is forgotten.")
}

/// `DELETE /v1/webhook_endpoints/{id}`: forgets it, with everything that was sent there.
pub(super) async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    key: KeyHeader,
    Address(id): Address<EndpointId>,
    OptionalBody(body): OptionalBody,
) -> Result<Response, Problem> {
    // Before it is looked for: a repeat does not find it any more.
    let action = format!("DELETE /v1/webhook_endpoints/{id}");
    let once = match key.start(&state.store, &caller, &action, &body).await? {
        Start::Answered(response) => return Ok(response),
        Start::New(once) => once,
    };
    find(&state.store, &caller, &id).await?;
    fields::none(&body)?;

    let (store, now) = (state.store.clone(), state.clock.now());
    let work = move |ticket: Option<Ticket>| async move {
        let answer =
            ticket.map(|ticket| ticket.remember(StatusCode::NO_CONTENT, &Bytes::new(), now));
        if store
            .delete_endpoint(&caller.merchant, &id, now, answer)
            .await?
        {
            Ok(StatusCode::NO_CONTENT.into_response())
        } else {
            Err(Problem::NotFound.into())
        }
    };
    once.perform(&state, work).await
}
