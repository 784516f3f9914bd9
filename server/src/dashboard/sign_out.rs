//! `POST /dashboard/sign-out`

use axum::{
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use http::header;

use super::{Access, Route, SignedPerson, cookie, unavailable};
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::post("/dashboard/sign-out", Access::Person, sign_out)]
}

async fn sign_out(State(state): State<AppState>, person: SignedPerson) -> Response {
    match state.store.end_sign_in(&person.id, &person.sign_in).await {
        Ok(_) => {
            let forget = [(header::SET_COOKIE, cookie::forget(&state))];
            (forget, Redirect::to("/dashboard/sign-in?done=signed_out")).into_response()
        }
        Err(error) => unavailable(&error),
    }
}
