//! Which merchant's things are looked at, and in which mode.

use axum::{
    Form,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page;
use http::StatusCode;
use payment::{MerchantId, Mode};
use serde::Deserialize;
use store::Power;

use super::{Access, Route, Signed, SignedPerson, Visitor, document, missing, next, unavailable};
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/dashboard/mode", Access::Member(Power::Look), switch),
        Route::get("/dashboard/merchants", Access::Person, list),
        Route::post("/dashboard/merchants", Access::Person, choose),
    ]
}

#[derive(Deserialize)]
struct Switch {
    #[serde(default)]
    mode: String,
    #[serde(default)]
    back: String,
}

/// `POST /dashboard/mode`
async fn switch(
    State(state): State<AppState>,
    signed: Signed,
    Form(form): Form<Switch>,
) -> Response {
    let mode: Mode = form.mode.parse().unwrap_or(Mode::Test);
    let id = &signed.person.sign_in;
    match state.store.look_at(id, &signed.merchant, mode).await {
        Ok(_) => Redirect::to(next::section(next::ours(&form.back))).into_response(),
        Err(error) => unavailable(&error),
    }
}

/// `GET /dashboard/merchants`
async fn list(State(state): State<AppState>, person: SignedPerson, visitor: Visitor) -> Response {
    match state.store.merchants_of(&person.id).await {
        Ok(merchants) => document(
            StatusCode::OK,
            page::merchants::render(&visitor.frame, &merchants),
        ),
        Err(error) => unavailable(&error),
    }
}

#[derive(Deserialize)]
struct Choose {
    #[serde(default)]
    merchant: String,
}

/// `POST /dashboard/merchants`: in test mode, whatever was looked at before.
async fn choose(
    State(state): State<AppState>,
    person: SignedPerson,
    visitor: Visitor,
    Form(form): Form<Choose>,
) -> Response {
    let Ok(merchant) = form.merchant.parse::<MerchantId>() else {
        return missing(&visitor.frame);
    };
    match state
        .store
        .look_at(&person.sign_in, &merchant, Mode::Test)
        .await
    {
        Ok(true) => Redirect::to(next::HOME).into_response(),
        Ok(false) => missing(&visitor.frame),
        Err(error) => unavailable(&error),
    }
}
