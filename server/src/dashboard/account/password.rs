//! `POST /dashboard/account/password`

use axum::{
    Form,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page::account::{Proof, WrongPassword};
use http::HeaderMap;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use store::Action;

use super::{
    super::{
        Access, Route, SignedPerson, Visitor,
        document::busy,
        note, password,
        sign_in::{BeginError, Begun, Cookie, begin},
        tries::From,
        unavailable,
    },
    proof, render,
};
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::post(
        "/dashboard/account/password",
        Access::Person,
        change,
    )]
}

#[derive(Deserialize)]
struct Filled {
    #[serde(default)]
    current: SecretString,
    #[serde(default)]
    password: SecretString,
}

async fn change(
    State(state): State<AppState>,
    person: SignedPerson,
    visitor: Visitor,
    from: From,
    headers: HeaderMap,
    Form(filled): Form<Filled>,
) -> Response {
    let (entrance, now) = (&state.entrance, state.clock.now());
    let kept = match state.store.person(&person.id).await {
        Ok(known) => known.and_then(|known| known.password),
        Err(error) => return unavailable(&error),
    };
    let wrong = |wrong| render(&state, &person, &visitor, Some(wrong));
    match proof(&person, kept.is_some(), now) {
        Proof::Fresh if !person.is_fresh(now) => {
            return Redirect::to("/dashboard/account").into_response();
        }
        Proof::Fresh => {}
        Proof::Password => {
            let account = person.email.as_str();
            let Some(tried) = entrance.tries.begin(from, Some(account), now) else {
                return wrong(WrongPassword::TooOften).await;
            };
            match entrance.passwords.verify(kept, filled.current).await {
                Ok(true) => entrance.tries.forgive(tried),
                Ok(false) => return wrong(WrongPassword::Current).await,
                Err(_) => {
                    entrance.tries.forgive(tried);
                    return busy(&visitor.frame);
                }
            }
        }
    }
    if let Err(weak) = password::judge(filled.password.expose_secret(), person.email.as_str()) {
        return wrong(WrongPassword::New(weak)).await;
    }
    let Ok(hash) = entrance.passwords.hash(filled.password).await else {
        return busy(&visitor.frame);
    };
    match save(&state, &person, hash, &headers).await {
        Ok(cookie) => (cookie, Redirect::to("/dashboard/account?done=saved")).into_response(),
        Err(error) => unavailable(&error),
    }
}

/// Every other browser is signed out, and this one shows something new from now on.
async fn save(
    state: &AppState,
    person: &SignedPerson,
    hash: store::PasswordHash,
    headers: &HeaderMap,
) -> Result<Cookie, BeginError> {
    let now = state.clock.now();
    let memberships = state.store.merchants_of(&person.id).await?;
    let notes = note::about_oneself(&memberships, &person.email, Action::PasswordChanged, now);
    let kept = Some(&person.sign_in);
    state
        .store
        .set_password(&person.id, hash, kept, now, notes)
        .await?;
    let begun = Begun {
        person: &person.id,
        email: &person.email,
        password_at: Some(now),
        way: store::SignInWay::Password,
        action: Action::SignedIn,
    };
    begin(state, headers, begun).await
}
