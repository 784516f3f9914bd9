//! Forms that other sites send.
//!
//! An action's right is the page token in the form, which other sites do not have; this is
//! the second lock. Browsers say where a form comes from; programs that say nothing are no
//! browsers and carry no customer's session that could be abused.

use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, header};

/// Answers 403 to a form that a page of another origin sent.
pub(crate) async fn refuse_foreign_forms(request: Request, next: Next) -> Response {
    if is_foreign(request.headers()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
}

/// Whether a request says that a page of another origin sent it.
pub(crate) fn is_foreign(headers: &HeaderMap) -> bool {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &http::HeaderValue| value.to_str().ok())
    };
    if let Some(site) = text(http::HeaderName::from_static("sec-fetch-site")) {
        return site != "same-origin";
    }
    let Some(origin) = text(header::ORIGIN) else {
        return false;
    };
    let origin_host = origin.split_once("://").map(|(_, host)| host);
    origin_host.is_none() || origin_host != text(header::HOST)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                (
                    (*name).parse().expect("a header"),
                    HeaderValue::from_static(value),
                )
            })
            .collect()
    }

    #[test]
    fn a_form_of_our_own_page_passes() {
        assert!(!is_foreign(&headers(&[
            ("sec-fetch-site", "same-origin"),
            ("origin", "null")
        ])));
        assert!(!is_foreign(&headers(&[
            ("origin", "https://pay.example"),
            ("host", "pay.example")
        ])));
        assert!(!is_foreign(&headers(&[("host", "pay.example")])));
    }

    #[test]
    fn a_form_of_another_page_does_not() {
        assert!(is_foreign(&headers(&[("sec-fetch-site", "cross-site")])));
        assert!(is_foreign(&headers(&[("sec-fetch-site", "same-site")])));
        assert!(is_foreign(&headers(&[
            ("origin", "https://evil.example"),
            ("host", "pay.example")
        ])));
        assert!(is_foreign(&headers(&[
            ("origin", "null"),
            ("host", "pay.example")
        ])));
    }
}
