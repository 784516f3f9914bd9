//! `/dashboard/sign-in`: by a password.

mod begin;

use axum::{
    Form,
    extract::{Query, State},
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page::{self, sign_in::Trouble};
use http::{HeaderMap, StatusCode};
use secrecy::SecretString;
use serde::Deserialize;
use store::{Action, Person, SignInEmail, SignInWay, StoreError};

pub(super) use self::begin::{BeginError, Begun, Cookie, begin};
use super::{Access, Route, Visitor, document, next, tries::From, unavailable};
use crate::state::AppState;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/dashboard/sign-in", Access::Anybody, show),
        Route::post("/dashboard/sign-in", Access::Anybody, sign_in),
    ]
}

#[derive(Debug, Default, Deserialize)]
struct Next {
    #[serde(default)]
    next: String,
    /// To show once more who one is, before something that matters.
    again: Option<String>,
}

async fn show(visitor: Visitor, Query(query): Query<Next>) -> Response {
    let next = next::ours(&query.next);
    if visitor.frame.viewer.is_some() && query.again.is_none() {
        return Redirect::to(next).into_response();
    }
    let shown = page::sign_in::SignIn {
        next,
        email: visitor
            .frame
            .viewer
            .as_ref()
            .map_or("", |viewer| viewer.email.as_str()),
        is_again: query.again.is_some(),
        trouble: None,
    };
    document(
        StatusCode::OK,
        page::sign_in::render(&visitor.frame, &shown),
    )
}

#[derive(Deserialize)]
struct Filled {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: SecretString,
    #[serde(default)]
    next: String,
}

/// Says the same, after the same time, whether there is such an account or not.
async fn sign_in(
    State(state): State<AppState>,
    visitor: Visitor,
    from: From,
    headers: HeaderMap,
    Form(filled): Form<Filled>,
) -> Response {
    let next = next::ours(&filled.next);
    let again = |status, trouble| {
        let shown = page::sign_in::SignIn {
            next,
            email: &filled.email,
            is_again: false,
            trouble: Some(trouble),
        };
        document(status, page::sign_in::render(&visitor.frame, &shown))
    };
    let (entrance, now) = (&state.entrance, state.clock.now());
    let account = filled.email.trim().to_lowercase();
    let Some(tried) = entrance.tries.begin(from, Some(&account), now) else {
        return again(StatusCode::TOO_MANY_REQUESTS, Trouble::TooOften);
    };
    let known = match of_email(&state, &filled.email).await {
        Ok(known) => known,
        Err(error) => return unavailable(&error),
    };
    let kept = known.as_ref().and_then(|person| person.password.clone());
    match entrance
        .passwords
        .verify(kept, filled.password.clone())
        .await
    {
        Err(_) => {
            entrance.tries.forgive(tried);
            again(StatusCode::SERVICE_UNAVAILABLE, Trouble::Busy)
        }
        Ok(false) => again(StatusCode::UNAUTHORIZED, Trouble::Wrong),
        Ok(true) => {
            let Some(person) = known else {
                return again(StatusCode::UNAUTHORIZED, Trouble::Wrong);
            };
            entrance.tries.forgive(tried);
            let begun = Begun {
                person: &person.id,
                email: &person.email,
                password_at: person.password_at,
                way: SignInWay::Password,
                action: Action::SignedIn,
            };
            match begin(&state, &headers, begun).await {
                Ok(cookie) => (cookie, Redirect::to(next)).into_response(),
                Err(BeginError::Outrun) => again(StatusCode::UNAUTHORIZED, Trouble::Wrong),
                Err(error) => unavailable(&error),
            }
        }
    }
}

/// Whoever signs in with that address, where it is one.
async fn of_email(state: &AppState, text: &str) -> Result<Option<Person>, StoreError> {
    match text.parse::<SignInEmail>() {
        Ok(email) => state.store.person_by_email(&email).await,
        Err(_) => Ok(None),
    }
}
