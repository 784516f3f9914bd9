//! What the provider tells us by itself.

mod webhook;

use axum::{Router, routing::post};

use crate::state::AppState;

/// The provider's notifications.
pub(crate) fn router() -> Router<AppState> {
    Router::new().route(
        "/webhooks/flinks/{merchant}",
        post(webhook::receive).layer(webhook::body_limit()),
    )
}
