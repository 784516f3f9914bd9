//! Signing in by a passkey: a question, and the answer to it.

use std::time::Duration;

use axum::{
    Json,
    body::Bytes,
    extract::State,
    response::{IntoResponse as _, Response},
};
use http::{HeaderMap, StatusCode, header};
use serde_json::json;
use store::{Action, NewCeremony, Passkey, Person, SignInWay, StoreError};

use super::{
    Access, Route,
    ceremony::{Refused, SignInAnswer},
    next,
    sign_in::{BeginError, Begun, begin},
    tries::From,
};
use crate::state::AppState;

/// How long a question waits for its answer: as long as the browser does.
pub(super) const CEREMONY: Duration = Duration::from_secs(5 * 60);

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/dashboard/passkey/options", Access::Anybody, ask),
        Route::post("/dashboard/passkey/sign-in", Access::Anybody, answer),
    ]
}

/// Why a script got no answer, as far as it has to know: the status.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    /// Too many were wrong, or asked.
    #[error("too many tries")]
    TooOften,
    /// There can be no passkeys here.
    #[error("there can be no passkeys for an address in numbers")]
    NoParty,
    /// What was sent proves nothing.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// Something of ours does not work.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl std::convert::From<BeginError> for Trouble {
    fn from(error: BeginError) -> Self {
        match error {
            BeginError::Outrun => Self::Refused(unproven()),
            BeginError::Store(error) => Self::Store(error),
        }
    }
}

impl axum::response::IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let status = match &self {
            Self::TooOften => StatusCode::TOO_MANY_REQUESTS,
            Self::NoParty => StatusCode::NOT_FOUND,
            Self::Refused(Refused::Unreadable | Refused::Unproven(_)) => StatusCode::UNAUTHORIZED,
            Self::Refused(Refused::Corrupt) | Self::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
        };
        let error = &self as &dyn std::error::Error;
        if status == StatusCode::SERVICE_UNAVAILABLE {
            tracing::error!(error, "a passkey could not be looked at");
        } else {
            tracing::debug!(error, "a passkey was refused");
        }
        (
            status,
            [(header::CACHE_CONTROL, "no-store")],
            Json(json!({})),
        )
            .into_response()
    }
}

/// An answer for a script.
pub(super) fn told(value: impl serde::Serialize) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(value)).into_response()
}

/// `POST /dashboard/passkey/options`. Each question is a row until its time is over, so whoever
/// asks all the time is stopped; from a proxy, the oldest questions make room.
async fn ask(State(state): State<AppState>, from: From) -> Result<Response, Trouble> {
    let now = state.clock.now();
    if state.entrance.questions.begin(from, None, now).is_none() {
        return Err(Trouble::TooOften);
    }
    let party = state.entrance.party().ok_or(Trouble::NoParty)?;
    let begun = party.ask_to_sign_in()?;
    let new = NewCeremony {
        challenge: begun.challenge,
        person: None,
        state: begun.state,
        ends_at: now.plus(CEREMONY),
    };
    state.store.begin_ceremony(new).await?;
    Ok(told(begun.options))
}

/// `POST /dashboard/passkey/sign-in`
async fn answer(
    State(state): State<AppState>,
    from: From,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Trouble> {
    let now = state.clock.now();
    let tries = &state.entrance.tries;
    let tried = tries.begin(from, None, now).ok_or(Trouble::TooOften)?;
    let proven = prove(&state, &body).await;
    if !matches!(&proven, Err(Trouble::Refused(_))) {
        tries.forgive(tried);
    }
    let (person, passkey, moving) = proven?;
    let is_there = state
        .store
        .note_passkey_use(&passkey.id, moving, now)
        .await?;
    if !is_there {
        return Err(unproven().into());
    }
    let begun = Begun {
        person: &person.id,
        email: &person.email,
        password_at: person.password_at,
        way: SignInWay::Passkey,
        action: Action::SignedIn,
    };
    let cookie = begin(&state, &headers, begun).await?;
    Ok((cookie, told(json!({ "next": next::HOME }))).into_response())
}

fn unproven() -> Refused {
    Refused::Unproven("nothing is known of it".into())
}

/// Who holds which passkey, as the answer proves, and what has to be kept of it from now on.
async fn prove(state: &AppState, body: &[u8]) -> Result<(Person, Passkey, [u8; 7]), Trouble> {
    let party = state.entrance.party().ok_or(Trouble::NoParty)?;
    let (answer, challenge) = SignInAnswer::read(body)?;
    let store = &state.store;
    let kept = store.take_ceremony(challenge, state.clock.now()).await?;
    let kept = kept
        .filter(|kept| kept.person.is_none())
        .ok_or_else(unproven)?;
    let passkey = store.passkey_by_credential(&answer.credential()).await?;
    let passkey = passkey.ok_or_else(unproven)?;
    let person = store.person(&passkey.person).await?.ok_or_else(unproven)?;
    let moving = party.sign_in(&answer, &kept.state, &person, &passkey)?;
    Ok((person, passkey, moving))
}
