use axum::{extract::State, response::Response};
use http::StatusCode;

use super::{CheckoutAddress, find, object};
use crate::{api::caller::Caller, problem::Problem, state::AppState};

/// `GET /v1/checkouts/{id}`
pub(super) async fn get(
    State(state): State<AppState>,
    caller: Caller,
    CheckoutAddress(id): CheckoutAddress,
) -> Result<Response, Problem> {
    let loaded = find(&state.store, &caller, &id).await?;
    object::respond(
        StatusCode::OK,
        &object::Checkout::of(&loaded.checkout, &loaded.token, &state.config),
    )
}
