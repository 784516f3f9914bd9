use axum::{extract::State, response::Response};
use http::StatusCode;
use payment::DeliveryId;

use super::{find, object};
use crate::{
    api::{address::Address, answer, caller::Caller},
    problem::Problem,
    state::AppState,
};

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
