//! The browsers that somebody is signed in with.

use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use payment::SignInId;

use super::super::{Access, Route, SignedPerson, Visitor, missing, unavailable};
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post(
            "/dashboard/account/sign-ins/end-others",
            Access::Person,
            end_others,
        ),
        Route::post("/dashboard/account/sign-ins/{id}/end", Access::Person, end),
    ]
}

const DONE: &str = "/dashboard/account?done=signed_out";

async fn end(
    State(state): State<AppState>,
    signed: SignedPerson,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Response {
    let Ok(id) = id.parse::<SignInId>() else {
        return missing(&visitor.frame);
    };
    match state.store.end_sign_in(&signed.id, &id).await {
        Ok(true) => Redirect::to(DONE).into_response(),
        Ok(false) => missing(&visitor.frame),
        Err(error) => unavailable(&error),
    }
}

async fn end_others(State(state): State<AppState>, signed: SignedPerson) -> Response {
    match state
        .store
        .end_other_sign_ins(&signed.id, &signed.sign_in)
        .await
    {
        Ok(_) => Redirect::to(DONE).into_response(),
        Err(error) => unavailable(&error),
    }
}
