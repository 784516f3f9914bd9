//! `GET /c/{token}/state`: what the page polls when the stream is cut.

use app::{desk::Desk as _, page::live_state};
use axum::{
    Json,
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, header};

use super::{address::PageAddress, language::LanguageQuery};
use crate::state::AppState;

pub(crate) async fn show(
    State(state): State<AppState>,
    PageAddress(token): PageAddress,
    Query(query): Query<LanguageQuery>,
    headers: HeaderMap,
) -> Response {
    let Some(token) = token else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match state.desk.view(&token).await {
        Ok(view) => {
            let locale = query.resolve(&headers, Some(&view.checkout));
            (
                [(header::CACHE_CONTROL, "no-store")],
                Json(live_state(&view, locale)),
            )
                .into_response()
        }
        Err(app::desk::DeskError::Missing) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}
