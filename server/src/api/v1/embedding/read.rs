use axum::{extract::State, response::Response};
use http::StatusCode;

use super::object::Embedding;
use crate::{
    api::{answer, caller::Caller},
    problem::Problem,
    state::AppState,
};

/// `GET /v1/embedding`
pub(super) async fn read(
    State(state): State<AppState>,
    caller: Caller,
) -> Result<Response, Problem> {
    let origins = state.store.embedding(&caller.merchant, caller.mode).await?;
    Ok(answer::json(
        StatusCode::OK,
        answer::write(&Embedding::of(&origins)),
    ))
}
