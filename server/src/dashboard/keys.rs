//! `/dashboard/keys`: what the merchant's programs are known by.

use axum::{
    Form,
    extract::{Path, Query, State},
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page::{self, keys::Keys};
use http::StatusCode;
use payment::KeyId;
use serde::Deserialize;
use store::{Action, KeyError, ListedKey, NewKey, Power, Scope, StoreError};

use super::{
    Access, Route, Signed,
    document::{document, unreadable},
    found, unavailable,
};
use crate::{api::key::ApiKey, random, state::AppState};

const GOVERN: Access = Access::Member(Power::Govern);
/// How many stand on a page.
const PAGE: usize = 50;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/dashboard/keys", GOVERN, show),
        Route::post("/dashboard/keys", GOVERN, make),
        Route::post("/dashboard/keys/{id}/revoke", GOVERN, revoke),
    ]
}

#[derive(Deserialize)]
struct After {
    after: Option<String>,
}

async fn show(
    State(state): State<AppState>,
    signed: Signed,
    Query(After { after }): Query<After>,
) -> Result<Response, Response> {
    let after = match after {
        None => None,
        Some(id) => Some(found(&signed.frame, find(&state, &signed, &id).await)?),
    };
    Ok(render(&state, &signed, after.as_ref(), false).await)
}

async fn render(
    state: &AppState,
    signed: &Signed,
    after: Option<&ListedKey>,
    is_full: bool,
) -> Response {
    // One more than is shown tells whether there are older ones.
    let asked = u32::try_from(PAGE + 1).unwrap_or(u32::MAX);
    let keys = state
        .store
        .keys_page(&signed.merchant, signed.mode, after, asked);
    let keys = match keys.await {
        Ok(keys) => keys,
        Err(error) => return unavailable(&error),
    };
    let shown = &keys[..PAGE.min(keys.len())];
    let last = shown.last().filter(|_| shown.len() < keys.len());
    let status = if is_full {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    let shown = Keys {
        keys: shown,
        older: last.map(|key| format!("/dashboard/keys?after={}", key.id)),
        is_full,
    };
    document(status, page::keys::render(&signed.frame, &shown))
}

/// The key of that id. One of another merchant or of the other mode is not there.
async fn find(
    state: &AppState,
    signed: &Signed,
    id: &str,
) -> Result<Option<ListedKey>, StoreError> {
    let Ok(id) = id.parse::<KeyId>() else {
        return Ok(None);
    };
    let key = state.store.key(&id).await?;
    Ok(key.filter(|key| key.merchant == signed.merchant && key.mode == signed.mode))
}

#[derive(Deserialize)]
struct Filled {
    #[serde(default)]
    scope: String,
}

/// `POST /dashboard/keys`: shown in this answer, and never again.
async fn make(
    State(state): State<AppState>,
    signed: Signed,
    Form(filled): Form<Filled>,
) -> Response {
    let Ok(scope) = filled.scope.parse::<Scope>() else {
        return unreadable(&signed.frame);
    };
    let now = state.clock.now();
    let api_key = ApiKey::generate(signed.mode, random::secret);
    let new = NewKey {
        id: KeyId::from_bytes(random::ordered()),
        merchant: signed.merchant.clone(),
        digest: api_key.digest(),
        hint: api_key.hint(),
        mode: signed.mode,
        scope,
        created_at: now,
    };
    let subject = new.id.as_str().to_owned();
    let note = signed.note(Action::KeyCreated, Some(signed.mode), subject, now);
    match state.store.create_key_and_note(new, note).await {
        Ok(()) => document(
            StatusCode::OK,
            page::keys::made(&signed.frame, api_key.expose()),
        ),
        Err(KeyError::TooMany) => render(&state, &signed, None, true).await,
        Err(error) => unavailable(&error),
    }
}

/// `POST /dashboard/keys/{id}/revoke`
async fn revoke(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let key = found(&signed.frame, find(&state, &signed, &id).await)?;
    let now = state.clock.now();
    let subject = key.id.as_str().to_owned();
    let note = signed.note(Action::KeyRevoked, Some(signed.mode), subject, now);
    Ok(
        match state.store.revoke_key_and_note(&key.id, now, note).await {
            Ok(_) => Redirect::to("/dashboard/keys?done=saved").into_response(),
            Err(error) => unavailable(&error),
        },
    )
}
