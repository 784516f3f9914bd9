//! `GET /dashboard/figures`

use std::time::Duration;

use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use dashboard::{
    figures::Span,
    page::figures::{Input, render},
};
use http::StatusCode;
use store::{Counted, Day, Power, StoreError};
use tokio::time::timeout;
use url::form_urlencoded;

use super::{Access, Route, Signed, document, unavailable};
use crate::state::AppState;

/// How much is counted while somebody waits. What is beyond that is told, and counted by the
/// housekeeping.
const BATCHES: u32 = 5;

/// How long somebody waits for whoever else is counting.
const PATIENCE: Duration = Duration::from_millis(500);

pub(super) fn routes() -> Vec<Route> {
    let look = Access::Member(Power::Look);
    vec![Route::get("/dashboard/figures", look, show)]
}

async fn show(
    State(state): State<AppState>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    let span = form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == "days")
        .and_then(|(_, days)| Span::of(&days));
    match input(&state, &signed, span.unwrap_or_default()).await {
        Ok(input) => document(StatusCode::OK, render(&signed.frame, &input)),
        Err(error) => unavailable(&error),
    }
}

async fn input(state: &AppState, signed: &Signed, span: Span) -> Result<Input, StoreError> {
    let counted = counted(state).await?;
    let today = Day::of(state.clock.now());
    let first = span.first(today);
    let (merchant, mode) = (&signed.merchant, signed.mode);
    let figures = state.store.figures(merchant, mode, first, today).await?;
    Ok(Input {
        span,
        today,
        figures,
        counted,
    })
}

/// Brings the figures up to now, as far as somebody waits for that. However many look at them,
/// one counts: it counts for all.
pub(super) async fn counted(state: &AppState) -> Result<Counted, StoreError> {
    match timeout(PATIENCE, state.counting.lock()).await {
        Ok(_turn) => state.store.count_figures(BATCHES).await,
        Err(_) => Ok(Counted::Some),
    }
}
