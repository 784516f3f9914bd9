//! `GET /c/{token}/receipt`

use app::page::render_receipt;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use http::{HeaderMap, StatusCode};

use super::{address::PageAddress, language::LanguageQuery, page::problem, site::site};
use crate::{
    security::headers::{Document, Framing},
    state::AppState,
};

pub(crate) async fn show(
    State(state): State<AppState>,
    address: PageAddress,
    Query(query): Query<LanguageQuery>,
    headers: HeaderMap,
) -> Response {
    let view = match address.view(&state).await {
        Ok(view) => view,
        Err(error) => return problem(&error, &headers),
    };
    if view.checkout.payment().is_none() {
        // There is nothing to receipt; the page says where the payment stands.
        return Redirect::to(&format!("/c/{}", view.token.as_str())).into_response();
    }
    let locale = query.resolve(&headers, Some(&view.checkout));
    Document {
        status: StatusCode::OK,
        html: render_receipt(&view, locale, &site()).html,
        frame_origins: Vec::new(),
        framing: Framing::Pages(view.embedders),
        secure: state.config.server.public_url.is_https(),
    }
    .into_response()
}
