//! What the provider tells us by itself.

mod guarantee;
mod receipt;
mod signature;
mod webhook;

use axum::{Router, routing::post};

use crate::state::AppState;

/// The provider's notifications.
pub(crate) fn router() -> Router<AppState> {
    Router::new()
        .route("/webhooks/flinks/{merchant}", post(webhook::receive))
        .route(
            "/webhooks/flinks/{merchant}/guarantees",
            post(guarantee::receive),
        )
        .layer(receipt::body_limit())
}
