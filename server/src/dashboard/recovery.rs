//! `/dashboard/recovery`: the ways back for whoever is locked out.

pub(super) mod code;
mod link;

use axum::{
    Form,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page::{self, sign_in::Trouble};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use store::{Action, SignInEmail, SignInWay};

use super::{
    Access, Route, Visitor, document,
    sign_in::{Begun, begin},
    tries::From,
    unavailable,
};
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/dashboard/recovery", Access::Anybody, show),
        Route::post("/dashboard/recovery", Access::Anybody, use_code),
        Route::get("/dashboard/recovery/{token}", Access::Anybody, link::show),
        Route::post("/dashboard/recovery/{token}", Access::Anybody, link::choose),
    ]
}

async fn show(visitor: Visitor) -> Response {
    document(
        StatusCode::OK,
        page::recovery::by_code(&visitor.frame, "", None),
    )
}

#[derive(Deserialize)]
struct Filled {
    #[serde(default)]
    email: String,
    #[serde(default)]
    code: String,
}

/// `POST /dashboard/recovery`: says the same whether there is such an account or not. A code is
/// looked up by its digest, and one is looked up in every case.
async fn use_code(
    State(state): State<AppState>,
    visitor: Visitor,
    from: From,
    headers: HeaderMap,
    Form(filled): Form<Filled>,
) -> Response {
    let again = |status, trouble| {
        let page = page::recovery::by_code(&visitor.frame, &filled.email, Some(trouble));
        document(status, page)
    };
    let (tries, now) = (&state.entrance.codes, state.clock.now());
    let account = filled.email.trim().to_lowercase();
    let Some(tried) = tries.begin(from, Some(&account), now) else {
        return again(StatusCode::TOO_MANY_REQUESTS, Trouble::TooOften);
    };
    let known = match filled.email.parse::<SignInEmail>() {
        Ok(email) => match state.store.person_by_email(&email).await {
            Ok(known) => known,
            Err(error) => return unavailable(&error),
        },
        Err(_) => None,
    };
    let nobody = || payment::PersonId::from_bytes([0; 16]);
    let id = known
        .as_ref()
        .map_or_else(nobody, |person| person.id.clone());
    let used = state
        .store
        .use_recovery_code(&id, code::digest(&filled.code));
    match (used.await, known) {
        (Err(error), _) => unavailable(&error),
        (Ok(true), Some(person)) => {
            tries.forgive(tried);
            let begun = Begun {
                person: &person.id,
                email: &person.email,
                password_at: person.password_at,
                way: SignInWay::RecoveryCode,
                action: Action::Recovered,
            };
            match begin(&state, &headers, begun).await {
                Ok(cookie) => (cookie, Redirect::to("/dashboard/account")).into_response(),
                Err(error) => unavailable(&error),
            }
        }
        (Ok(true | false), _) => again(StatusCode::UNAUTHORIZED, Trouble::Wrong),
    }
}
