use axum::{extract::State, response::Response};
use http::StatusCode;
use payment::DeliveryId;
use store::Replayed;

use super::{CHAPTER, example, find, object::Replay, which};
use crate::{
    api::{
        address::Address,
        answer,
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
        "replayDelivery",
        CHAPTER,
        "Send a delivery again",
        "With the same `webhook-id`.",
    )
    .once()
    .variable(which())
    .optional_json(Schema::object([]).closed(), example::nothing())
    .answers(
        202,
        "It is on its way.",
        Schema::named("Replay"),
        example::replayed(),
    )
    .problem(409, "endpoint_disabled")
}

/// `POST /v1/deliveries/{id}/replay`: sends it again, with the same `webhook-id`.
pub(super) async fn replay(
    State(state): State<AppState>,
    caller: Caller,
    key: KeyHeader,
    Address(id): Address<DeliveryId>,
    OptionalBody(body): OptionalBody,
) -> Result<Response, Problem> {
    find(&state.store, &caller, &id).await?;
    let action = format!("POST /v1/deliveries/{id}/replay");
    let once = match key.start(&state.store, &caller, &action, &body).await? {
        Start::Answered(response) => return Ok(response),
        Start::New(once) => once,
    };
    fields::none(&body)?;

    let (store, now) = (state.store.clone(), state.clock.now());
    let work = move |ticket: Option<Ticket>| async move {
        let shown = answer::write(&Replay::of(1));
        let answer = ticket.map(|ticket| ticket.remember(StatusCode::ACCEPTED, &shown, now));
        let replayed = store
            .replay_delivery(&caller.merchant, &id, now, answer)
            .await?;
        match replayed {
            Some(Replayed::Again(_) | Replayed::Hastened(_)) => {
                Ok(answer::json(StatusCode::ACCEPTED, shown))
            }
            Some(Replayed::EndpointDisabled) => Err(Problem::EndpointDisabled.into()),
            None => Err(Problem::NotFound.into()),
        }
    };
    once.perform(&state, work).await
}
