//! `GET /c/{token}/qr.svg`

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode};

use super::{
    address::{PageAddress, status_of},
    language::LanguageQuery,
};
use crate::{qr::Code, state::AppState};

/// The address of the page, for the camera of the customer's phone.
pub(super) async fn show(
    State(state): State<AppState>,
    address: PageAddress,
    Query(query): Query<LanguageQuery>,
    headers: HeaderMap,
) -> Response {
    let view = match address.view(&state).await {
        Ok(view) => view,
        Err(error) => return status_of(&error).into_response(),
    };
    let locale = query.resolve(&headers, Some(&view.checkout));
    let path = format!("/c/{}?lang={locale}", view.token.as_str());
    let order = &view.checkout.order;
    let url = state.domains.url_of(&view.checkout.merchant, order.mode);
    let url = url.join(path);
    match Code::of(&url) {
        Ok(code) => code.drawn(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}
