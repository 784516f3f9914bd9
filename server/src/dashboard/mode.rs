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
        Ok(_) => Redirect::to(section(&form.back)).into_response(),
        Err(error) => unavailable(&error),
    }
}

/// The list that a page belongs to: what it shows itself may not be there in the other mode.
fn section(back: &str) -> &str {
    let back = next::ours(back);
    let end = back.match_indices('/').nth(2).map(|(at, _)| at);
    end.map_or(back, |at| &back[..at])
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_the_other_mode_one_comes_back_to_the_list() {
        assert_eq!(section("/dashboard/keys/key_1"), "/dashboard/keys");
        assert_eq!(section("/dashboard/keys"), "/dashboard/keys");
        assert_eq!(section("/dashboard"), "/dashboard");
    }
}
