use axum::{extract::State, response::Response};
use http::StatusCode;
use payment::DeliveryId;

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
    Operation::new(
        "getDelivery",
        CHAPTER,
        "Read a delivery",
        "With every try, and what is sent.",
    )
    .variable(which())
    .answers(
        200,
        "The delivery.",
        Schema::named("DeliveryDetail"),
        example::detail(),
    )
}

/// `GET /v1/deliveries/{id}`: with every try, and what is sent.
pub(super) async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Address(id): Address<DeliveryId>,
) -> Result<Response, Problem> {
    let delivery = find(&state.store, &caller, &id).await?;
    let detail = object::Detail::of(&delivery);
    Ok(answer::respond(StatusCode::OK, &detail))
}
