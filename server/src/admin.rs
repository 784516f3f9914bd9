//! The operators' side: figures, and the health of the program.

use axum::{Router, extract::State, middleware, routing::get};
use http::header;

use crate::{
    health, problem,
    state::AppState,
    telemetry::{self, Metrics},
};

/// `/metrics`, `/healthz` and `/readyz`.
pub(crate) fn app(state: AppState, metrics: Metrics) -> Router {
    let figures = async move |State(state): State<AppState>| {
        // Asked for when somebody looks: counting is cheaper than keeping count.
        if let Ok(count) = state.store.pending_tasks().await {
            telemetry::tasks_pending(count);
        }
        (
            [(
                header::CONTENT_TYPE,
                "text/plain; version=0.0.4; charset=utf-8",
            )],
            metrics.render(),
        )
    };
    Router::new()
        .route("/metrics", get(figures))
        .merge(health::router())
        .fallback(problem::not_found)
        .method_not_allowed_fallback(problem::method_not_allowed)
        .with_state(state)
        .layer(middleware::from_fn(telemetry::observe))
}
