use axum::{extract::State, response::Response};
use http::StatusCode;
use payment::EndpointId;
use serde_json::Value;
use store::{ReplayRange, ReplayScope, Standing};

use super::{CHAPTER, example, find, which};
use crate::{
    api::{
        address::Address,
        answer,
        body::JsonBody,
        caller::Caller,
        fields::{Faults, Field, Fields, Pointer, Wrong},
        idempotency::{KeyHeader, Start, Ticket},
        json,
        openapi::{Operation, Schema},
        query::moment,
        v1::deliveries::{example::replayed, object::Replay},
    },
    problem::{Fault, FaultCode, Problem},
    state::AppState,
};

pub(super) fn describe() -> Operation {
    Operation::new(
        "replayRange",
        CHAPTER,
        "Send a range of time again",
        "Everything that the endpoint wants of what happened from `from` until before `to`.",
    )
    .once()
    .variable(which())
    .json(Schema::named("ReplayRange"), example::range())
    .answers(
        202,
        "How many are on their way.",
        Schema::named("Replay"),
        replayed(),
    )
    .problem(409, "endpoint_disabled")
}

/// `POST /v1/webhook_endpoints/{id}/replay`: sends what was notified in a range of time again.
pub(super) async fn replay(
    State(state): State<AppState>,
    caller: Caller,
    key: KeyHeader,
    Address(id): Address<EndpointId>,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let endpoint = find(&state.store, &caller, &id).await?;
    let action = format!("POST /v1/webhook_endpoints/{id}/replay");
    let once = match key.start(&state.store, &caller, &action, &body).await? {
        Start::Answered(response) => return Ok(response),
        Start::New(once) => once,
    };
    let value = json::parse(&body).map_err(Problem::MalformedJson)?;
    let range = read(value, id).map_err(Problem::Invalid)?;
    match endpoint.standing {
        Standing::Enabled => {}
        Standing::Disabled { .. } => return Err(Problem::EndpointDisabled),
    }

    let (store, now) = (state.store.clone(), state.clock.now());
    let work = move |ticket: Option<Ticket>| async move {
        // Many transactions, and the answer comes last. Cut short and asked for again, it goes
        // on where it was, so that nothing is sent twice.
        let key = ticket.as_ref().map(Ticket::key);
        let count = store
            .replay_range(&caller.merchant, range, key, now)
            .await?;
        let shown = answer::write(&Replay::of(count));
        if let Some(ticket) = ticket {
            let answer = ticket.remember(StatusCode::ACCEPTED, &shown, now);
            store.remember(&caller.merchant, answer).await?;
        }
        Ok(answer::json(StatusCode::ACCEPTED, shown))
    };
    once.perform(&state, work).await
}

/// Reads the range; every fault of the body at once.
pub(super) fn read(value: Value, endpoint: EndpointId) -> Result<ReplayRange, Vec<Fault>> {
    let mut faults = Faults::default();
    let body = Field {
        at: Pointer::default(),
        value,
    };
    let range = Fields::of(body, &mut faults).and_then(|mut fields| {
        let from = fields.required_text("from", &mut faults, moment);
        let to = fields.required_text("to", &mut faults, moment);
        let scope = fields.text("scope", &mut faults, scope);
        fields.close(&mut faults);
        let (from, to) = (from?, to?);
        if to <= from {
            let at = Pointer::default().field("to");
            faults.add(&at, Wrong::new(FaultCode::TooSmall, "must be after from"));
        }
        Some(ReplayRange {
            endpoint,
            from,
            to,
            scope: scope.unwrap_or(ReplayScope::Everything),
        })
    });
    faults.none_or(range)
}

fn scope(text: &str) -> Result<ReplayScope, Wrong> {
    match text {
        "all" => Ok(ReplayScope::Everything),
        "undelivered" => Ok(ReplayScope::Undelivered),
        _ => Err(Wrong::new(
            FaultCode::Unsupported,
            "must be all or undelivered",
        )),
    }
}
