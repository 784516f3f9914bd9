use std::time::Duration;

use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page::{
    endpoint::{Refused, path},
    endpoints::{PATH, revealed},
};
use http::StatusCode;
use payment::EndpointId;
use store::{Action, EndpointChange, EndpointSecret};

use super::{
    filled::{read, seen, typed},
    find, refuse,
};
use crate::{
    api::endpoint::New,
    dashboard::{Signed, document, filled::Filled, found, missing, unavailable},
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
) -> Result<Response, Response> {
    switch(&state, &signed, &id, false).await
}

/// `POST /dashboard/endpoints/{id}/enable`
pub(super) async fn enable(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    switch(&state, &signed, &id, true).await
}

/// `POST /dashboard/endpoints/{id}`: where it is, what it is told.
pub(super) async fn edit(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
    filled: Filled,
) -> Result<Response, Response> {
    let endpoint = found(&signed.frame, find(&state, &signed, &id).await)?;
    if filled.text("seen") != seen(&endpoint) {
        let outdated = Refused::Outdated(typed(&filled));
        return Ok(refuse(&state, &signed, endpoint, outdated).await);
    }
    let New {
        url,
        description,
        kinds,
    } = match read(&filled, &state.config.notifications) {
        Ok(new) => new,
        Err(refused) => {
            return Ok(refuse(&state, &signed, endpoint, Refused::Faulty(refused)).await);
        }
    };
    // What stays is not written: somebody else may change it at this moment.
    let change = EndpointChange {
        url: Some(url).filter(|url| *url != endpoint.url),
        description: Some(description).filter(|text| *text != endpoint.description),
        kinds: Some(kinds).filter(|kinds| *kinds != endpoint.kinds),
        enabled: None,
    };
    Ok(apply(&state, &signed, &endpoint.id, change).await)
}

/// `POST /dashboard/endpoints/{id}/delete`
pub(super) async fn delete(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let id = found(&signed.frame, find(&state, &signed, &id).await)?.id;
    let now = state.clock.now();
    let subject = id.as_str().to_owned();
    let note = signed.note(Action::EndpointDeleted, Some(signed.mode), subject, now);
    Ok(
        match state.store.delete_endpoint_and_note(&id, now, note).await {
            Ok(true) => Redirect::to(&format!("{PATH}?done=removed")).into_response(),
            Ok(false) => missing(&signed.frame),
            Err(error) => unavailable(&error),
        },
    )
}

async fn switch(
    state: &AppState,
    signed: &Signed,
    id: &str,
    enabled: bool,
) -> Result<Response, Response> {
    let id = found(&signed.frame, find(state, signed, id).await)?.id;
    let change = EndpointChange {
        enabled: Some(enabled),
        ..EndpointChange::default()
    };
    Ok(apply(state, signed, &id, change).await)
}

async fn apply(
    state: &AppState,
    signed: &Signed,
    id: &EndpointId,
    change: EndpointChange,
) -> Response {
    let now = state.clock.now();
    let subject = id.as_str().to_owned();
    let note = signed.note(Action::EndpointChanged, Some(signed.mode), subject, now);
    let changed = state.store.update_endpoint_and_note(id, change, now, note);
    match changed.await {
        Ok(true) => Redirect::to(&format!("{}?done=saved", path(id))).into_response(),
        Ok(false) => missing(&signed.frame),
        Err(error) => unavailable(&error),
    }
}

/// `POST /dashboard/endpoints/{id}/secret`: another one, shown in this answer and never again.
pub(super) async fn rotate(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let id = found(&signed.frame, find(&state, &signed, &id).await)?.id;
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
        Ok(false) => return Ok(missing(&signed.frame)),
        Err(error) => return Ok(unavailable(&error)),
    }
    let shown = notify::shared_secret(&secret);
    Ok(document(StatusCode::OK, revealed(&signed.frame, &shown)))
}
