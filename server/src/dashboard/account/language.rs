//! `POST /dashboard/account/language`

use axum::{
    Form,
    extract::State,
    response::{AppendHeaders, IntoResponse as _, Redirect, Response},
};
use http::header;
use payment::Locale;
use serde::Deserialize;

use super::super::{Access, Route, SignedPerson, Visitor, language, unavailable};
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::post(
        "/dashboard/account/language",
        Access::Person,
        choose,
    )]
}

#[derive(Deserialize)]
struct Filled {
    #[serde(default)]
    locale: String,
}

async fn choose(
    State(state): State<AppState>,
    signed: SignedPerson,
    visitor: Visitor,
    Form(filled): Form<Filled>,
) -> Response {
    let locale: Locale = filled.locale.parse().unwrap_or(visitor.locale);
    match state.store.set_locale(&signed.id, locale).await {
        Ok(()) => {
            let keep = AppendHeaders([(header::SET_COOKIE, language::keep(&state, locale))]);
            (keep, Redirect::to("/dashboard/account?done=saved")).into_response()
        }
        Err(error) => unavailable(&error),
    }
}
