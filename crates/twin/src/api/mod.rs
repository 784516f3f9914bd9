//! The documented HTTP API.

mod authenticate;
mod authorize;
mod body;
mod cancel;
mod connect;
mod create;
mod debit;
mod details;
mod guarantee;
mod node;
mod origin;
mod reading;
mod report;
mod request;
mod status;
mod strike;
mod subject;
mod transfer;

use axum::{
    Router,
    http::StatusCode,
    middleware,
    routing::{get, post},
};
use uuid::Uuid;

use crate::{Twin, problem::Problem};

pub(crate) fn router(twin: Twin) -> Router<Twin> {
    Router::new()
        .route("/api/v1/authorize", post(authorize::authorize))
        .route("/api/v2/sessions", post(create::create))
        .route("/api/v2/sessions/{id}/status", get(status::status))
        .route("/api/v2/sessions/{id}/details", get(details::details))
        .route("/api/v2/sessions/{id}/cancel", post(cancel::cancel))
        .route(
            "/api/v2/sessions/{id}/guarantees/confirm",
            post(guarantee::confirm),
        )
        .merge(transfer::router())
        .merge(request::router())
        .merge(debit::router())
        .merge(connect::router())
        .merge(report::router())
        .route("/api/{*path}", axum::routing::any(unknown))
        .route("/v3/{customer}/{*path}", axum::routing::any(unknown))
        .method_not_allowed_fallback(wrong_method)
        .layer(middleware::from_fn_with_state(twin, strike::strike))
}

async fn unknown() -> Problem {
    Problem::new(StatusCode::NOT_FOUND).detail("The twin has no such endpoint")
}

async fn wrong_method() -> Problem {
    Problem::new(StatusCode::METHOD_NOT_ALLOWED)
}

/// The session that a path names. One that is not even an identifier is as unknown as any.
fn session_id(path: &str) -> Result<Uuid, Problem> {
    path.parse().map_err(|_| Problem::no_session())
}
