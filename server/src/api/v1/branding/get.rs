use axum::{extract::State, response::Response};
use http::StatusCode;

use super::{CHAPTER, brand, object, schema};
use crate::{
    api::{
        answer,
        caller::Caller,
        openapi::{Operation, Schema},
    },
    problem::Problem,
    state::AppState,
};

pub(super) fn describe() -> Operation {
    Operation::new(
        "getBranding",
        CHAPTER,
        "Read the branding",
        "Everything is there, also what was never set. `mended` says which colours are served otherwise than they were wished, because they could not have been read.",
    )
    .answers(
        200,
        "The branding.",
        Schema::named("Branding"),
        schema::example(),
    )
}

/// `GET /v1/branding`
pub(super) async fn get(
    State(state): State<AppState>,
    caller: Caller,
) -> Result<Response, Problem> {
    let found = brand::find(&state, &caller).await?;
    let owner = (&caller.merchant, caller.mode);
    let brand = crate::customer::brand_of(owner.0, owner.1, &found);
    let shown = object::Branding::of(&brand, owner, found.changed_at(), &state.config);
    Ok(answer::respond(StatusCode::OK, &shown))
}
