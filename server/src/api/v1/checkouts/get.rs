use axum::{
    extract::{Path, State},
    response::Response,
};
use http::StatusCode;

use super::{find, object};
use crate::{api::caller::Caller, problem::Problem, state::AppState};

/// `GET /v1/checkouts/{id}`
pub(super) async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let loaded = find(&state.store, &caller, &id).await?;
    object::respond(
        StatusCode::OK,
        &object::Checkout::of(&loaded.checkout, &loaded.token, &state.config),
    )
}
