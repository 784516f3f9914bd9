//! `GET /dashboard/audit`: who did what.

use axum::{
    extract::{Query, State},
    response::Response,
};
use dashboard::page;
use http::StatusCode;
use payment::AuditId;
use serde::Deserialize;
use store::{AuditEntry, Power, StoreError};

use super::{Access, Route, Signed, document, found, unavailable};
use crate::state::AppState;

/// How many lines stand on a page.
const PAGE: usize = 50;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get(
        "/dashboard/audit",
        Access::Member(Power::Govern),
        show,
    )]
}

#[derive(Deserialize)]
struct After {
    after: Option<String>,
}

async fn show(
    State(state): State<AppState>,
    signed: Signed,
    Query(After { after }): Query<After>,
) -> Result<Response, Response> {
    let after = match after {
        None => None,
        Some(id) => Some(found(&signed.frame, find(&state, &signed, &id).await)?),
    };
    // One more than is shown tells whether there are older ones.
    let asked = u32::try_from(PAGE + 1).unwrap_or(u32::MAX);
    let entries = state
        .store
        .audit_page(&signed.merchant, after.as_ref(), asked);
    Ok(match entries.await {
        Ok(entries) => {
            let shown = &entries[..PAGE.min(entries.len())];
            let last = shown.last().filter(|_| shown.len() < entries.len());
            let older = last.map(|entry| format!("/dashboard/audit?after={}", entry.id));
            document(
                StatusCode::OK,
                page::audit::render(&signed.frame, shown, older),
            )
        }
        Err(error) => unavailable(&error),
    })
}

async fn find(
    state: &AppState,
    signed: &Signed,
    id: &str,
) -> Result<Option<AuditEntry>, StoreError> {
    match id.parse::<AuditId>() {
        Ok(id) => state.store.audit_entry(&signed.merchant, &id).await,
        Err(_) => Ok(None),
    }
}
