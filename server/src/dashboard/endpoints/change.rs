use std::time::Duration;

use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page::{endpoint::path, endpoints::revealed};
use http::StatusCode;
use store::{Action, EndpointChange, EndpointSecret};

use super::find;
use crate::{
    dashboard::{Signed, document, missing, unavailable},
    notify, random,
    state::AppState,
};

/// How long the secret before signs beside a new one.
const OVERLAP: Duration = Duration::from_secs(24 * 60 * 60);

/// `POST /dashboard/endpoints/{id}/disable`
pub(super) async fn disable(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
) -> Response {
    switch(&state, &signed, &id, false).await
}

/// `POST /dashboard/endpoints/{id}/enable`
pub(super) async fn enable(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
) -> Response {
    switch(&state, &signed, &id, true).await
}

async fn switch(state: &AppState, signed: &Signed, id: &str, enabled: bool) -> Response {
    let id = match find(state, signed, id).await {
        Ok(Some(endpoint)) => endpoint.id,
        Ok(None) => return missing(&signed.frame),
        Err(error) => return unavailable(&error),
    };
    let now = state.clock.now();
    let change = EndpointChange {
        enabled: Some(enabled),
        ..EndpointChange::default()
    };
    let subject = id.as_str().to_owned();
    let note = signed.note(Action::EndpointChanged, Some(signed.mode), subject, now);
    let changed = state.store.update_endpoint_and_note(&id, change, now, note);
    match changed.await {
        Ok(true) => Redirect::to(&format!("{}?done=saved", path(&id))).into_response(),
        Ok(false) => missing(&signed.frame),
        Err(error) => unavailable(&error),
    }
}

/// `POST /dashboard/endpoints/{id}/secret`: another one, shown in this answer and never again.
pub(super) async fn rotate(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
) -> Response {
    let id = match find(&state, &signed, &id).await {
        Ok(Some(endpoint)) => endpoint.id,
        Ok(None) => return missing(&signed.frame),
        Err(error) => return unavailable(&error),
    };
    let now = state.clock.now();
    let secret = EndpointSecret::new(random::secret(), random::secret());
    let subject = id.as_str().to_owned();
    let note = signed.note(
        Action::EndpointSecretRotated,
        Some(signed.mode),
        subject,
        now,
    );
    let rotated = state
        .store
        .rotate_secret_and_note(&id, secret.clone(), OVERLAP, now, note);
    match rotated.await {
        Ok(true) => {}
        Ok(false) => return missing(&signed.frame),
        Err(error) => return unavailable(&error),
    }
    let shown = notify::shared_secret(&secret);
    document(StatusCode::OK, revealed(&signed.frame, &shown))
}
