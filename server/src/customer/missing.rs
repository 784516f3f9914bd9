//! Pages that are not there, and pages that cannot be made right now.

use app::page::{Onward, render_fault, render_missing};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use url::{Position, Url};

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
        render_fault(locale, &onward(headers), &site()).html,
    )
}

/// A page is asked for once more; of what was sent, the way leads back to the page that it was
/// sent from.
fn onward(headers: &HeaderMap) -> Onward {
    // Browsers name the origin of what they send, and not of what they open.
    let is_sent = headers.contains_key(header::ORIGIN);
    let from = headers.get(header::REFERER).and_then(|it| it.to_str().ok());
    let from: Option<Url> = from.and_then(|it| it.parse().ok());
    let is_page = |from: &Url| ["/c/", "/l/"].iter().any(|it| from.path().starts_with(it));
    match from.filter(|from| is_sent && is_page(from)) {
        Some(from) => Onward::Back(from[Position::BeforePath..].to_owned()),
        None => Onward::Again,
    }
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
