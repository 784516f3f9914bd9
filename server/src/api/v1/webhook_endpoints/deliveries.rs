use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use http::StatusCode;
use payment::{DeliveryId, EndpointId};
use serde::Serialize;
use store::{DeliveryFilter, DeliveryState};

use super::{CHAPTER, find, which};
use crate::{
    api::{
        address::Address,
        answer,
        caller::Caller,
        fields::{Faults, Wrong},
        openapi::{Operation, Schema, Variable, variable},
        query::{Parameters, bad_cursor},
        v1::{
            checkouts::schema::page,
            deliveries::{example, object::Delivery},
        },
    },
    problem::{FaultCode, Problem},
    state::AppState,
};

#[derive(Debug, Serialize)]
struct Page<'a> {
    data: Vec<Delivery<'a>>,
    next_cursor: Option<&'a DeliveryId>,
}

pub(super) fn describe() -> Operation {
    Operation::new(
        "listDeliveries",
        CHAPTER,
        "List what was sent to an endpoint",
        "Newest first.",
    )
    .variable(which())
    .variable(Variable::query(
        "status",
        "Only those of this status.",
        Schema::one_of(DeliveryState::ALL.map(DeliveryState::as_str)),
    ))
    .variable(variable::limit())
    .variable(variable::cursor("dlv"))
    .answers(
        200,
        "A page of them.",
        page("Delivery", "dlv"),
        example::list(),
    )
}

/// `GET /v1/webhook_endpoints/{id}/deliveries`: newest first.
pub(super) async fn deliveries(
    State(state): State<AppState>,
    caller: Caller,
    Address(id): Address<EndpointId>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    find(&state.store, &caller, &id).await?;
    let mut faults = Faults::default();
    let query = query.unwrap_or_default();
    let mut parameters = Parameters::read(&query, &["status", "limit", "cursor"], &mut faults);
    let limit = parameters.limit(&mut faults);
    let status = parameters.take("status", &mut faults, status);
    let cursor: Option<DeliveryId> = parameters.cursor(&mut faults);
    faults.none_or(Some(())).map_err(Problem::Invalid)?;
    if let Some(cursor) = &cursor {
        let last = state.store.delivery(cursor).await?;
        if last.is_none_or(|last| last.row.endpoint != id) {
            return Err(bad_cursor());
        }
    }

    let filter = DeliveryFilter {
        endpoint: id,
        state: status,
        // One more than asked for tells whether there is another page.
        limit: u32::try_from(limit + 1).unwrap_or(u32::MAX),
        after: cursor,
    };
    let found = state.store.deliveries(&filter).await?;
    let shown = &found[..limit.min(found.len())];
    let page = Page {
        data: shown.iter().map(Delivery::of).collect(),
        next_cursor: shown
            .last()
            .filter(|_| shown.len() < found.len())
            .map(|delivery| &delivery.id),
    };
    Ok(answer::respond(StatusCode::OK, &page))
}

fn status(text: &str) -> Result<DeliveryState, Wrong> {
    DeliveryState::ALL
        .into_iter()
        .find(|state| state.as_str() == text)
        .ok_or(Wrong::new(
            FaultCode::Unsupported,
            "must be waiting, delivered or dead",
        ))
}
