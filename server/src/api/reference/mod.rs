//! The API described for people: pages made from the same document as OpenAPI, without a
//! script, in English with a frame around it in either language.

mod curl;
mod page;
mod shape;
mod words;

use axum::{
    Router,
    extract::{Query, State, rejection::QueryRejection},
    response::{Html, IntoResponse as _, Response},
    routing::get,
};
use http::{HeaderMap, HeaderValue, header};

use super::openapi;
use crate::{customer::LanguageQuery, state::AppState};

const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);
const STYLE: &str = include_str!("reference.css");

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/reference", get(reference))
        .route("/reference.css", get(style))
}

/// `GET /v1/reference`
async fn reference(
    State(state): State<AppState>,
    query: Result<Query<LanguageQuery>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let Query(language) = query.unwrap_or_default();
    let locale = language.resolve(&headers, None);
    let origin = state.config.server.public_url.as_str();
    let html = page::page(openapi::document(), origin, locale).into_string();
    let headers = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
        (
            header::REFERRER_POLICY,
            HeaderValue::from_static("same-origin"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (
            header::VARY,
            HeaderValue::from_static("accept-language, cookie"),
        ),
    ];
    (headers, Html(html)).into_response()
}

/// `GET /v1/reference.css`
async fn style() -> Response {
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/css; charset=utf-8"),
        ),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    (headers, STYLE).into_response()
}
