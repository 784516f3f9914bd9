use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use dashboard::{
    page::payments::{Input, Search, render},
    payments::Filter,
};
use http::StatusCode;

use super::{asked, search};
use crate::{
    dashboard::{Signed, document, unavailable},
    state::AppState,
};

/// How many payments one page shows.
const PAGE: usize = 50;

/// `GET /dashboard/payments`
pub(super) async fn list(
    State(state): State<AppState>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    let filter = Filter::read(&query);
    // One more than is shown tells whether there is another page.
    let limit = u32::try_from(PAGE + 1).unwrap_or(u32::MAX);
    let mut rows = match state.store.list(&asked(&signed, &filter, limit)).await {
        Ok(rows) => rows,
        Err(error) => return unavailable(&error),
    };
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let input = Input {
        next: rows.last().filter(|_| more).map(|last| last.id.clone()),
        rows,
        search: if search::was_in_vain(&query) {
            Search::InVain
        } else {
            Search::None
        },
        filter,
    };
    document(StatusCode::OK, render(&signed.frame, &input))
}
