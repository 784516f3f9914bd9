//! What the audit log says of what programs change.

use axum::{
    body::{Body, to_bytes},
    extract::{MatchedPath, Request},
    response::Response,
};
use http::Method;
use serde::{Deserialize, de::IgnoredAny};
use store::{Action, Actor, Key, NewAudit};

use super::idempotency;
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
        ("POST", "/webhook_endpoints/{id}/test") => Action::EndpointTested,
        ("PUT" | "DELETE", "/domain") => Action::DomainChanged,
        ("POST", "/payment_links") => Action::PaymentLinkCreated,
        ("PATCH", "/payment_links/{id}") => Action::PaymentLinkChanged,
        _ => return None,
    })
}

/// What an answer says of what was made.
#[derive(Deserialize)]
struct Made {
    id: String,
    /// Another account than the provider's default. Its numbers are not looked at.
    payee_account: Option<IgnoredAny>,
}

impl Trace {
    /// Notes what was changed, where the answer says that it was, and was not given before. It is
    /// changed by then: that a line could not be written undoes nothing, and is logged.
    pub(super) async fn keep(self, state: &AppState, response: Response) -> Response {
        let is_replayed = response.headers().contains_key(idempotency::REPLAYED);
        if !response.status().is_success() || is_replayed {
            return response;
        }
        let Self {
            key,
            action,
            subject,
        } = self;
        let (subject, action, response) = match subject {
            None if makes(action) => {
                let (made, response) = of_made(response).await;
                let account = made.as_ref().and_then(|made| made.payee_account);
                let action = match account {
                    Some(IgnoredAny) => Action::PaymentLinkToAccountCreated,
                    None => action,
                };
                (made.map(|made| made.id), action, response)
            }
            known => (known, action, response),
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
        response
    }
}

/// Whether the id of what it is done to is in the answer alone.
fn makes(action: Action) -> bool {
    matches!(
        action,
        Action::KeyCreated | Action::EndpointCreated | Action::PaymentLinkCreated
    )
}

/// What was made, and the answer that says it.
async fn of_made(response: Response) -> (Option<Made>, Response) {
    let (parts, body) = response.into_parts();
    // An answer that says what was made is whole already, and small.
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let made: Option<Made> = serde_json::from_slice(&bytes).ok();
    let response = Response::from_parts(parts, Body::from(bytes));
    (made, response)
}
