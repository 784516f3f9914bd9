//! Pages that are not there, and pages that cannot be made right now.

use app::page::{render_fault, render_missing};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode};

use super::{language::LanguageQuery, site::site};
use crate::security::headers::{Document, Framing};

/// A kind 404 in both languages. It tells nothing about what exists.
pub(crate) fn missing(headers: &HeaderMap) -> Response {
    let locale = LanguageQuery::default().resolve(headers, None);
    plain(StatusCode::NOT_FOUND, render_missing(locale, &site()).html)
}

/// Something of ours does not work; the log knows what.
pub(crate) fn fault(headers: &HeaderMap) -> Response {
    let locale = LanguageQuery::default().resolve(headers, None);
    plain(
        StatusCode::SERVICE_UNAVAILABLE,
        render_fault(locale, &site()).html,
    )
}

fn plain(status: StatusCode, html: String) -> Response {
    Document {
        status,
        html,
        frame_origins: Vec::new(),
        framing: Framing::Nobody,
        secure: false,
    }
    .into_response()
}
