//! What the audit log says of what programs change.

use axum::extract::{MatchedPath, Request};
use http::Method;
use store::{Action, Actor, Key, NewAudit};

use crate::{dashboard::note, state::AppState};

/// What is about to be changed.
pub(super) struct Trace {
    key: Key,
    action: Action,
    /// What it is done to, where the address names it.
    subject: Option<String>,
}

/// What a request is about to change, where that is something to be noted: who may do what, who
/// is told, how the merchant looks.
pub(super) fn of(request: &Request, key: &Key) -> Option<Trace> {
    let matched = request.extensions().get::<MatchedPath>()?.as_str();
    let matched = matched.strip_prefix("/v1")?;
    let action = action(request.method(), matched)?;
    // The id is where the address has its braces. What is nested sees the end of the path alone.
    let path = request.uri().path();
    let path = path.strip_prefix("/v1").unwrap_or(path);
    let place = matched.split('/').position(|part| part == "{id}");
    let subject = place.and_then(|place| path.split('/').nth(place));
    Some(Trace {
        key: key.clone(),
        action,
        // Whatever else stands there names nothing that was changed.
        subject: subject.filter(|id| id.len() <= 40).map(str::to_owned),
    })
}

fn action(method: &Method, path: &str) -> Option<Action> {
    Some(match (method.as_str(), path) {
        ("POST", "/keys") => Action::KeyCreated,
        ("POST", "/keys/{id}/revoke") => Action::KeyRevoked,
        ("PUT", "/branding") => Action::BrandingChanged,
        ("PUT" | "DELETE", "/branding/logo") => Action::LogoChanged,
        ("PUT", "/embedding") => Action::EmbeddingChanged,
        ("POST", "/webhook_endpoints") => Action::EndpointCreated,
        ("PATCH", "/webhook_endpoints/{id}") => Action::EndpointChanged,
        ("DELETE", "/webhook_endpoints/{id}") => Action::EndpointDeleted,
        ("POST", "/webhook_endpoints/{id}/rotate_secret") => Action::EndpointSecretRotated,
        _ => return None,
    })
}

/// Notes what was changed. It is changed by then: that a line could not be written undoes
/// nothing, and is logged.
pub(super) async fn keep(state: &AppState, trace: Option<Trace>) {
    let Some(Trace {
        key,
        action,
        subject,
    }) = trace
    else {
        return;
    };
    let now = state.clock.now();
    let who = Actor::Key(key.id);
    let entry: NewAudit = note::line(&key.merchant, who, action, Some(key.mode), subject, now);
    if let Err(error) = state.store.note(entry).await {
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "what a program changed could not be noted"
        );
    }
}
