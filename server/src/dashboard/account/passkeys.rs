//! Somebody's passkeys: made by a script in two halves, taken away by a form.

use axum::{
    body::Bytes,
    extract::{Path, Query, State},
    response::{IntoResponse as _, Redirect, Response},
};
use http::StatusCode;
use payment::PasskeyId;
use serde::Deserialize;
use serde_json::json;
use store::{Action, NewCeremony, NewPasskey, PasskeyError};

use super::super::{
    Access, Route, SignedPerson, Visitor,
    ceremony::{Refused, RegistrationAnswer},
    missing, note,
    passkey::{CEREMONY, Trouble, told},
    unavailable,
};
use crate::{random, state::AppState};

/// The longest name of a passkey, in characters.
const LONGEST_NAME: usize = 60;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/dashboard/account/passkeys/options", Access::Person, ask),
        Route::post("/dashboard/account/passkeys", Access::Person, keep),
        Route::post(
            "/dashboard/account/passkeys/{id}/remove",
            Access::Person,
            remove,
        ),
    ]
}

/// `POST /dashboard/account/passkeys/options`
async fn ask(State(state): State<AppState>, signed: SignedPerson) -> Result<Response, Trouble> {
    let now = state.clock.now();
    if !signed.is_fresh(now) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let party = state.entrance.party().ok_or(Trouble::NoParty)?;
    let person = state.store.person(&signed.id).await?;
    let person = person.ok_or(Refused::Corrupt)?;
    let known = state.store.passkeys(&signed.id).await?;
    let begun = party.ask_to_register(&person, &known)?;
    let new = NewCeremony {
        challenge: begun.challenge,
        person: Some(person.id),
        state: begun.state,
        ends_at: now.plus(CEREMONY),
    };
    state.store.begin_ceremony(new).await?;
    Ok(told(begun.options))
}

#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    name: String,
}

/// `POST /dashboard/account/passkeys`
async fn keep(
    State(state): State<AppState>,
    signed: SignedPerson,
    Query(named): Query<Named>,
    body: Bytes,
) -> Result<Response, Trouble> {
    let now = state.clock.now();
    if !signed.is_fresh(now) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let unproven = || Refused::Unproven("nothing is known of it".into());
    let party = state.entrance.party().ok_or(Trouble::NoParty)?;
    let (answer, challenge) = RegistrationAnswer::read(&body)?;
    let kept = state.store.take_ceremony(challenge, now).await?;
    let kept = kept
        .filter(|kept| kept.person.as_ref() == Some(&signed.id))
        .ok_or_else(unproven)?;
    let new = party.register(&answer, &kept.state, |parts| NewPasskey {
        id: PasskeyId::from_bytes(random::ordered()),
        person: signed.id.clone(),
        credential: parts.credential,
        name: name(&named.name),
        transports: parts.transports,
        fixed: parts.fixed,
        moving: parts.moving,
        created_at: now,
    })?;
    let memberships = state.store.merchants_of(&signed.id).await?;
    let notes = note::about_oneself(&memberships, &signed.email, Action::PasskeyAdded, now);
    match state.store.add_passkey(new, notes).await {
        Ok(()) => Ok(told(json!({ "next": "/dashboard/account?done=saved" }))),
        Err(PasskeyError::Taken | PasskeyError::TooMany) => {
            Ok(StatusCode::CONFLICT.into_response())
        }
        Err(PasskeyError::Store(error)) => Err(error.into()),
    }
}

/// What was typed, without what no name holds; or else the name that all have.
fn name(typed: &str) -> String {
    let name: String = typed
        .chars()
        .filter(|c| !c.is_control())
        .take(LONGEST_NAME)
        .collect();
    match name.trim() {
        "" => "Passkey".to_owned(),
        name => name.to_owned(),
    }
}

/// `POST /dashboard/account/passkeys/{id}/remove`
async fn remove(
    State(state): State<AppState>,
    signed: SignedPerson,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Response {
    let Ok(id) = id.parse::<PasskeyId>() else {
        return missing(&visitor.frame);
    };
    let now = state.clock.now();
    let memberships = match state.store.merchants_of(&signed.id).await {
        Ok(memberships) => memberships,
        Err(error) => return unavailable(&error),
    };
    let notes = note::about_oneself(&memberships, &signed.email, Action::PasskeyRemoved, now);
    match state.store.remove_passkey(&signed.id, &id, notes).await {
        Ok(true) => Redirect::to("/dashboard/account?done=removed").into_response(),
        Ok(false) => missing(&visitor.frame),
        Err(error) => unavailable(&error),
    }
}
