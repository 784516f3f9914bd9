use axum::{extract::State, response::Response};
use http::StatusCode;
use payment::KeyId;

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
        "getKey",
        CHAPTER,
        "Read a key",
        "Not the key itself: that was shown once.",
    )
    .variable(which())
    .answers(200, "The key.", Schema::named("Key"), example::one())
}

/// `GET /v1/keys/{id}`
pub(super) async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Address(id): Address<KeyId>,
) -> Result<Response, Problem> {
    let key = find(&state.store, &caller, &id).await?;
    Ok(answer::respond(StatusCode::OK, &object::Key::of(&key)))
}
