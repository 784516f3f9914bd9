//! What all notifications have in common: who may send one, and what the sender is answered.

use axum::{
    body::Bytes,
    extract::DefaultBodyLimit,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode};
use store::{MAX_WEBHOOK_BODY, WebhookBody, WebhookReceipt};

use super::{
    known::Known,
    signature::{Sender, sender},
};
use crate::{desk::ActError, state::AppState, telemetry};

/// Longer bodies are not read at all.
pub(super) fn body_limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(MAX_WEBHOOK_BODY)
}

/// A notification whose sender is known.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) sender: Sender,
    pub(super) body: WebhookBody,
}

/// Finds out who sent it. Whatever is refused is refused without a trace in the store.
pub(super) async fn open(
    state: &AppState,
    known: &Known,
    merchant: &str,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<Opened, Response> {
    let sender = match sender(state, known, merchant, headers, body).await {
        Ok(Some(sender)) => sender,
        Ok(None) => {
            telemetry::webhook("refused");
            return Err(StatusCode::UNAUTHORIZED.into_response());
        }
        Err(error) => return Err(not_kept(&error)),
    };
    WebhookBody::try_from(body.to_vec())
        .map(|body| Opened { sender, body })
        .map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())
}

/// 200 for what is on disk, and for nothing else.
pub(super) fn answer(kept: Result<WebhookReceipt, ActError>) -> Response {
    match kept {
        Ok(WebhookReceipt::Stored(_)) => telemetry::webhook("stored"),
        Ok(WebhookReceipt::Repeated) => telemetry::webhook("repeated"),
        Err(error) => return not_kept(&error),
    }
    StatusCode::OK.into_response()
}

/// It is sent once, or three times, and we could not take it: the status reads will find out
/// what it said.
fn not_kept(error: &(dyn std::error::Error + 'static)) -> Response {
    tracing::error!(error, "a webhook could not be kept");
    telemetry::webhook("failed");
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}
