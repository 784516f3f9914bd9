//! The operators' side: figures, and the health of the program.

use axum::{
    Json, Router,
    extract::{Query, State},
    middleware,
    routing::get,
};
use http::{StatusCode, header};
use serde::{Deserialize, Serialize};
use store::DriftRow;

use crate::{
    clock::rfc3339,
    health,
    problem::{self, Problem},
    state::AppState,
    telemetry::{self, Metrics},
};

/// `/metrics`, `/drift`, `/domains/ask`, `/healthz` and `/readyz`.
pub(crate) fn app(state: AppState, metrics: Metrics) -> Router {
    let figures = async move |State(state): State<AppState>| {
        // Asked for when somebody looks: counting is cheaper than keeping count.
        if let Ok(count) = state.store.pending_tasks().await {
            telemetry::tasks_pending(count);
        }
        if let Ok(figures) = state.store.letter_figures(state.clock.now()).await {
            telemetry::letters(figures);
        }
        if let Ok(figures) = state.store.delivery_figures().await {
            telemetry::deliveries(figures);
        }
        telemetry::clock_is_behind(state.clock.machine_is_behind());
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
        .route("/drift", get(drift))
        .route("/domains/ask", get(ask))
        .merge(health::router())
        .fallback(problem::not_found)
        .method_not_allowed_fallback(problem::method_not_allowed)
        .with_state(state)
        .layer(middleware::from_fn(telemetry::observe))
}

#[derive(Debug, Serialize)]
struct DriftList {
    data: Vec<DriftEntry>,
}

/// A word of the provider's that its documentation does not have.
#[derive(Debug, Serialize)]
struct DriftEntry {
    kind: String,
    word: String,
    count: u64,
    first_at: String,
    last_at: String,
    /// The message that it stood in, without its values.
    sample: Option<String>,
    /// What to do about it.
    advice: &'static str,
}

/// `GET /drift`: what the provider said that its documentation does not have, oldest first.
async fn drift(State(state): State<AppState>) -> Result<Json<DriftList>, Problem> {
    telemetry::gather_drift(&state).await;
    let rows = state.store.drift().await?;
    let data = rows.into_iter().map(DriftEntry::from).collect();
    Ok(Json(DriftList { data }))
}

/// The host that somebody wants a certificate for.
#[derive(Debug, Deserialize)]
struct Wanted {
    domain: String,
}

/// `GET /domains/ask?domain=…`: 200 where it is a host of ours or known to be a merchant's, for
/// a proxy that asks before it has a certificate made.
async fn ask(
    State(state): State<AppState>,
    Query(Wanted { domain }): Query<Wanted>,
) -> Result<StatusCode, Problem> {
    let host = domain.to_ascii_lowercase();
    if state.domains.is_own(&host) || state.domains.tenant_at(&host).is_some() {
        Ok(StatusCode::OK)
    } else {
        Err(Problem::NotFound)
    }
}

impl From<DriftRow> for DriftEntry {
    fn from(row: DriftRow) -> Self {
        Self {
            advice: telemetry::advice(&row.kind),
            first_at: rfc3339(row.first_at),
            last_at: rfc3339(row.last_at),
            kind: row.kind,
            word: row.word,
            count: row.count,
            sample: row.sample,
        }
    }
}
