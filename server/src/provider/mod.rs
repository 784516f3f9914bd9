//! What the provider tells us by itself.

mod guarantee;
mod known;
mod receipt;
mod signature;
mod webhook;

use axum::{Extension, Router, routing::post};

use self::known::Known;
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
        .layer(Extension(Known::default()))
}
