//! `/dashboard/recovery/{token}`: another password, by a link that was handed over.

use axum::{
    Form,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page;
use http::{HeaderMap, StatusCode};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use store::{AcceptError, Action, EntryKind, EntryLink, Person, SignInWay};

use super::super::{
    Visitor,
    document::{busy, document, too_often},
    entry, note, password,
    sign_in::{Begun, begin},
    tries::From,
    unavailable,
};
use crate::state::AppState;

async fn find(
    state: &AppState,
    from: From,
    visitor: &Visitor,
    token: &str,
) -> Result<(EntryLink, Person), Response> {
    let now = state.clock.now();
    let Some(tried) = state.entrance.tries.begin(from, None, now) else {
        return Err(too_often(&visitor.frame));
    };
    let found = state.store.entry_link(&entry::digest(token), now).await;
    let found = found.map_err(|error| unavailable(&error))?;
    if let Some(link) = found.filter(|link| link.kind == EntryKind::Recovery) {
        let person = state.store.person_by_email(&link.email).await;
        if let Some(person) = person.map_err(|error| unavailable(&error))? {
            state.entrance.tries.forgive(tried);
            return Ok((link, person));
        }
    }
    Err(document(
        StatusCode::NOT_FOUND,
        page::invitation::gone(&visitor.frame),
    ))
}

pub(super) async fn show(
    State(state): State<AppState>,
    visitor: Visitor,
    from: From,
    Path(token): Path<String>,
) -> Response {
    match find(&state, from, &visitor, &token).await {
        Ok((link, _)) => document(
            StatusCode::OK,
            page::recovery::by_link(&visitor.frame, link.email.as_str(), None),
        ),
        Err(response) => response,
    }
}

#[derive(Deserialize)]
pub(super) struct Filled {
    #[serde(default)]
    password: SecretString,
}

pub(super) async fn choose(
    State(state): State<AppState>,
    visitor: Visitor,
    from: From,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(filled): Form<Filled>,
) -> Response {
    let (link, person) = match find(&state, from, &visitor, &token).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let email = &link.email;
    if let Err(weak) = password::judge(filled.password.expose_secret(), email.as_str()) {
        let page = page::recovery::by_link(&visitor.frame, email.as_str(), Some(weak));
        return document(StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    let Ok(hash) = state.entrance.passwords.hash(filled.password).await else {
        return busy(&visitor.frame);
    };
    let now = state.clock.now();
    let memberships = match state.store.merchants_of(&person.id).await {
        Ok(memberships) => memberships,
        Err(error) => return unavailable(&error),
    };
    let notes = note::about_oneself(&memberships, email, Action::PasswordChanged, now);
    match state
        .store
        .recover(entry::digest(&token), hash, now, notes)
        .await
    {
        Ok(_) => {}
        Err(AcceptError::Store(error)) => return unavailable(&error),
        Err(_) => {
            return document(StatusCode::CONFLICT, page::invitation::gone(&visitor.frame));
        }
    }
    let begun = Begun {
        person: &person.id,
        email,
        password_at: Some(now),
        way: SignInWay::Link,
        action: Action::Recovered,
    };
    match begin(&state, &headers, begun).await {
        Ok(cookie) => (cookie, Redirect::to("/dashboard/account")).into_response(),
        Err(error) => unavailable(&error),
    }
}
