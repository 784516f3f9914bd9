use axum::{extract::State, response::Response};
use http::StatusCode;
use payment::{EndpointId, Timestamp};
use store::{DisabledReason, EndpointChange, Standing};

use super::{CHAPTER, example, find, object, request, which};
use crate::{
    api::{
        address::Address,
        answer,
        body::JsonBody,
        caller::Caller,
        idempotency::{KeyHeader, Start, Ticket},
        json,
        openapi::{Operation, Schema},
    },
    problem::Problem,
    state::AppState,
};

pub(super) fn describe() -> Operation {
    Operation::new(
        "updateEndpoint",
        CHAPTER,
        "Change an endpoint",
        "Changes what is given, and nothing else.",
    )
    .once()
    .variable(which())
    .json(Schema::named("EndpointChange"), example::change())
    .answers(
        200,
        "The endpoint.",
        Schema::named("Endpoint"),
        example::one(),
    )
}

/// `PATCH /v1/webhook_endpoints/{id}`: changes what is given, and nothing else.
pub(super) async fn update(
    State(state): State<AppState>,
    caller: Caller,
    key: KeyHeader,
    Address(id): Address<EndpointId>,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let found = find(&state.store, &caller, &id).await?;
    let action = format!("PATCH /v1/webhook_endpoints/{id}");
    let once = match key.start(&state.store, &caller, &action, &body).await? {
        Start::Answered(response) => return Ok(response),
        Start::New(once) => once,
    };
    let value = json::parse(&body).map_err(Problem::MalformedJson)?;
    let change = request::change(value, &state.config.notifications).map_err(Problem::Invalid)?;

    let (store, now) = (state.store.clone(), state.clock.now());
    let secrets = store.endpoint_secrets(&id, now).await?;
    let after = changed(found, &change, now);
    let shown = answer::write(&object::Endpoint::of(&after, &secrets));
    let work = move |ticket: Option<Ticket>| async move {
        let answer = ticket.map(|ticket| ticket.remember(StatusCode::OK, &shown, now));
        let request::Change {
            url,
            description,
            kinds,
            enabled,
        } = change;
        let change = EndpointChange {
            url,
            description,
            kinds,
            enabled,
        };
        if store
            .update_endpoint_and_answer(&caller.merchant, &id, change, now, answer)
            .await?
        {
            Ok(answer::json(StatusCode::OK, shown))
        } else {
            Err(Problem::NotFound.into())
        }
    };
    once.perform(&state, work).await
}

/// The endpoint as the change leaves it.
fn changed(
    mut endpoint: store::Endpoint,
    change: &request::Change,
    now: Timestamp,
) -> store::Endpoint {
    let request::Change {
        url,
        description,
        kinds,
        enabled,
    } = change;
    if let Some(url) = url.as_ref().filter(|url| **url != endpoint.url) {
        endpoint.url.clone_from(url);
        // What failed at the address before says nothing about this one.
        endpoint.failing_since = None;
    }
    if let Some(description) = description {
        endpoint.description.clone_from(description);
    }
    if let Some(kinds) = kinds {
        endpoint.kinds = kinds.clone();
    }
    match (enabled, endpoint.standing) {
        (Some(true), Standing::Disabled { .. }) => {
            endpoint.standing = Standing::Enabled;
            endpoint.failing_since = None;
        }
        (Some(false), Standing::Enabled) => {
            endpoint.standing = Standing::Disabled {
                since: now,
                reason: DisabledReason::Merchant,
            };
        }
        (Some(true), Standing::Enabled) | (Some(false), Standing::Disabled { .. }) | (None, _) => {}
    }
    endpoint
}
