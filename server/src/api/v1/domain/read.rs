use axum::{extract::State, response::Response};
use http::StatusCode;

use super::object::Domain;
use crate::{
    api::{answer, caller::Caller},
    problem::Problem,
    state::AppState,
};

/// `GET /v1/domain`
pub(super) async fn read(
    State(state): State<AppState>,
    caller: Caller,
) -> Result<Response, Problem> {
    let domain = state.store.domain(&caller.merchant, caller.mode).await?;
    Ok(answer::respond(
        StatusCode::OK,
        &Domain::of(domain.as_ref()),
    ))
}
