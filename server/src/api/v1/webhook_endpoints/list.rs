use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use http::StatusCode;
use payment::EndpointId;
use serde::Serialize;

use super::{CHAPTER, example, object};
use crate::{
    api::{
        answer,
        caller::Caller,
        fields::Faults,
        openapi::{Operation, variable},
        query::{Parameters, bad_cursor},
        v1::checkouts::schema::page,
    },
    problem::Problem,
    state::AppState,
};

#[derive(Serialize)]
struct Page<'a> {
    data: Vec<object::Endpoint<'a>>,
    next_cursor: Option<&'a EndpointId>,
}

pub(super) fn describe() -> Operation {
    Operation::new("listEndpoints", CHAPTER, "List endpoints", "Oldest first.")
        .variable(variable::limit())
        .variable(variable::cursor("ep"))
        .answers(
            200,
            "A page of them.",
            page("Endpoint", "ep"),
            example::list(),
        )
}

/// `GET /v1/webhook_endpoints`: oldest first.
pub(super) async fn list(
    State(state): State<AppState>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let mut faults = Faults::default();
    let query = query.unwrap_or_default();
    let mut parameters = Parameters::read(&query, &["limit", "cursor"], &mut faults);
    let limit = parameters.limit(&mut faults);
    let cursor: Option<EndpointId> = parameters.cursor(&mut faults);
    faults.none_or(Some(())).map_err(Problem::Invalid)?;

    // A merchant has so few of them that all are read, whatever the page.
    let all = state.store.endpoints(&caller.merchant, caller.mode).await?;
    let first = match cursor {
        None => 0,
        Some(cursor) => {
            let last = all.iter().position(|endpoint| endpoint.id == cursor);
            last.ok_or_else(bad_cursor)? + 1
        }
    };
    let rest = &all[first..];
    let shown = &rest[..limit.min(rest.len())];
    let (mut secrets, now) = (Vec::with_capacity(shown.len()), state.clock.now());
    for endpoint in shown {
        secrets.push(state.store.endpoint_secrets(&endpoint.id, now).await?);
    }
    let page = Page {
        data: shown
            .iter()
            .zip(&secrets)
            .map(|(endpoint, secrets)| object::Endpoint::of(endpoint, secrets))
            .collect(),
        next_cursor: shown
            .last()
            .filter(|_| shown.len() < rest.len())
            .map(|endpoint| &endpoint.id),
    };
    Ok(answer::respond(StatusCode::OK, &page))
}
