//! What somebody is told who sent more than is read.

use app::page::{PageInput, render_too_large, render_too_large_anywhere};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode};
use payment::AttemptId;

use super::{form_limit::TooLarge, language::LanguageQuery, page::problem, site::site};
use crate::{
    security::headers::{Document, Framing},
    state::AppState,
};

/// 413, as a page of the checkout's with the way back to it; in both languages where nobody can
/// tell which checkout it was.
pub(super) async fn too_large(state: &AppState, told: TooLarge, headers: &HeaderMap) -> Response {
    use app::desk::Desk as _;
    let status = StatusCode::PAYLOAD_TOO_LARGE;
    let query = LanguageQuery::default();
    let Some(token) = &told.page else {
        let locale = told.locale.unwrap_or_else(|| query.resolve(headers, None));
        return Document {
            status,
            html: render_too_large_anywhere(locale, &site()).html,
            frame_origins: Vec::new(),
            framing: Framing::Nobody,
            secure: state.config.server.public_url.is_https(),
        }
        .into_response();
    };
    let view = match state.desk.view(token).await {
        Ok(view) => view,
        Err(error) => return problem(&error, headers),
    };
    let locale = told
        .locale
        .unwrap_or_else(|| query.resolve(headers, Some(&view.checkout)));
    // The page starts nothing.
    let input = PageInput::of(view, locale, AttemptId::from_bytes([0; 16]));
    Document {
        status,
        html: render_too_large(&input, &site()).html,
        frame_origins: Vec::new(),
        framing: Framing::Pages(input.view.embedders),
        secure: state.config.server.public_url.is_https(),
    }
    .into_response()
}
