//! The script with which merchants put a checkout into their own pages.
//!
//! A release of it stays what it is, byte for byte, so that a page can name its hash; a test
//! holds each to its own. What is mended becomes another release.

use axum::{
    Router,
    response::{IntoResponse, Response},
    routing::get,
};
use http::{HeaderName, HeaderValue, header};

use crate::state::AppState;

const V1_0: &str = include_str!("../../src/embed/v1.0.js");
/// Takes the addresses of payment links too.
const V1_1: &str = include_str!("../../src/embed/v1.1.js");

/// How long a browser takes the newest release for the newest.
const AN_HOUR: &str = "public, max-age=3600";
const FOR_EVER: &str = "public, max-age=31536000, immutable";

pub(crate) fn router() -> Router<AppState> {
    Router::new()
        .route("/embed/v1.js", get(|| async { script(V1_1, AN_HOUR) }))
        .route("/embed/v1.0.js", get(|| async { script(V1_0, FOR_EVER) }))
        .route("/embed/v1.1.js", get(|| async { script(V1_1, FOR_EVER) }))
}

/// For pages of every origin: there is nothing secret in it.
fn script(text: &'static str, cached: &'static str) -> Response {
    const HEADERS: [(HeaderName, &str); 4] = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin",
        ),
    ];
    let cached = [(header::CACHE_CONTROL, HeaderValue::from_static(cached))];
    (HEADERS, cached, text).into_response()
}
