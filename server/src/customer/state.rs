//! `GET /c/{token}/state`: what the page polls when the stream is cut.

use app::page::live_state;
use axum::{
    Json,
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, header};

use super::{
    address::{PageAddress, status_of},
    language::LanguageQuery,
};
use crate::state::AppState;

pub(crate) async fn show(
    State(state): State<AppState>,
    address: PageAddress,
    Query(query): Query<LanguageQuery>,
    headers: HeaderMap,
) -> Response {
    match address.view(&state).await {
        Ok(view) => {
            let locale = query.resolve(&headers, Some(&view.checkout));
            let fresh = [(header::CACHE_CONTROL, "no-store")];
            (fresh, Json(live_state(&view, locale))).into_response()
        }
        Err(error) => status_of(&error).into_response(),
    }
}
