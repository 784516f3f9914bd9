use axum::{extract::State, response::Response};
use http::StatusCode;
use payment::PaymentLinkId;

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
    Operation::new("getPaymentLink", CHAPTER, "Read a payment link", "")
        .variable(which())
        .answers(
            200,
            "The link.",
            Schema::named("PaymentLink"),
            example::one(),
        )
}

/// `GET /v1/payment_links/{id}`
pub(super) async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Address(id): Address<PaymentLinkId>,
) -> Result<Response, Problem> {
    let link = find(&state.store, &caller, &id).await?.link;
    let uses = state.store.payment_link_uses(&id).await?;
    let public_url = &state.domains.url_of(&caller.merchant, caller.mode);
    let shown = object::PaymentLink::of(&link, uses, state.clock.now(), public_url);
    Ok(answer::respond(StatusCode::OK, &shown))
}
