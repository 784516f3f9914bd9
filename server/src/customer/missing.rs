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

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn led(referer: &'static str, is_sent: bool) -> Onward {
        let mut headers = HeaderMap::new();
        headers.insert(header::REFERER, HeaderValue::from_static(referer));
        if is_sent {
            let origin = HeaderValue::from_static("https://pay.example");
            headers.insert(header::ORIGIN, origin);
        }
        onward(&headers)
    }

    #[test]
    fn what_was_sent_leads_back_to_its_page_and_nowhere_else() {
        let page = "https://pay.example/c/0123?lang=fr-CA&choose=1";
        let back = Onward::Back("/c/0123?lang=fr-CA&choose=1".to_owned());
        assert_eq!(led(page, true), back);
        // What was opened is opened again, whatever page it was opened from.
        assert_eq!(led(page, false), Onward::Again);
        for elsewhere in ["https://shop.example/cart", "x", ""] {
            assert_eq!(led(elsewhere, true), Onward::Again, "{elsewhere}");
        }
    }
}
