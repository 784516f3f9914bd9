use axum::{extract::State, response::Response};
use http::StatusCode;
use payment::CheckoutId;

use super::{find, object};
use crate::{
    api::{address::Address, answer, caller::Caller},
    problem::Problem,
    state::AppState,
};

/// `GET /v1/checkouts/{id}`
pub(super) async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Address(id): Address<CheckoutId>,
) -> Result<Response, Problem> {
    let loaded = find(&state.store, &caller, &id).await?;
    Ok(answer::respond(
        StatusCode::OK,
        &object::Checkout::of(&loaded.checkout, &loaded.token, &state.config),
    ))
}
