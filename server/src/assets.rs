//! The files that a browser loads, out of the executable.
//!
//! Their names change with their content, so they are served for ever (`immutable`), in the
//! best coding that the browser takes; all codings were made at build time.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Router, body};
use http::{HeaderMap, HeaderValue, StatusCode, header};

mod coding;

use coding::Coding;

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
const NOSNIFF: HeaderValue = HeaderValue::from_static("nosniff");

/// What a page refers to. All of it is missing in a server that was built without
/// `cargo xtask`; pages then do without.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Site {
    /// The stylesheet, to stand in a `<style>` element in the head.
    pub(crate) css: Option<&'static str>,
    /// Its hash for `style-src`, as `sha256-…`, without the quotes that the policy wants.
    pub(crate) css_hash: Option<&'static str>,
    /// The script that keeps early messages, to stand in the head before anything else runs.
    pub(crate) early: Option<&'static str>,
    /// Its hash for `script-src`, as `sha256-…`, without the quotes that the policy wants.
    pub(crate) early_hash: Option<&'static str>,
    /// Path of the module that starts the islands (`<script type="module" src>`).
    pub(crate) start_js: Option<&'static str>,
    /// Path of the module that it loads (`<link rel="modulepreload" href>`). The WebAssembly is
    /// not asked for ahead: browsers without scripts would load it for nothing.
    pub(crate) glue: Option<&'static str>,
    /// Path of the dashboard's stylesheet.
    pub(crate) dashboard_style: Option<&'static str>,
    /// Path of the dashboard's script.
    pub(crate) dashboard_script: Option<&'static str>,
}

/// What the pages of this server may refer to.
pub(crate) fn site() -> Site {
    SITE
}

/// Serves `/assets/{name}`.
pub(crate) fn router<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    serving(ASSETS)
}

/// One file in all its codings.
#[derive(Debug)]
struct Asset {
    name: &'static str,
    content_type: &'static str,
    identity: Body,
    brotli: Body,
    gzip: Body,
}

/// The bytes of one coding and the tag that names them.
#[derive(Debug)]
struct Body {
    bytes: &'static [u8],
    etag: &'static str,
}

impl Asset {
    fn body(&self, coding: Coding) -> &Body {
        match coding {
            Coding::Brotli => &self.brotli,
            Coding::Gzip => &self.gzip,
            Coding::Identity => &self.identity,
        }
    }
}

fn serving<S>(assets: &'static [Asset]) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    Router::new().route(
        "/assets/{name}",
        get(async move |Path(name): Path<String>, headers: HeaderMap| {
            match assets.iter().find(|asset| asset.name == name) {
                Some(asset) => serve(asset, &headers),
                None => missing(),
            }
        }),
    )
}

fn serve(asset: &Asset, request: &HeaderMap) -> Response {
    let coding = Coding::best(request);
    let body = asset.body(coding);
    let mut response = if is_known(request, body.etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = Response::new(body::Body::from(body.bytes));
        let headers = response.headers_mut();
        let content_type = HeaderValue::from_static(asset.content_type);
        headers.insert(header::CONTENT_TYPE, content_type);
        if let Some(name) = coding.name() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        response
    };
    let headers = response.headers_mut();
    headers.insert(header::ETAG, HeaderValue::from_static(body.etag));
    headers.insert(header::CACHE_CONTROL, IMMUTABLE);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, NOSNIFF);
    response
}

/// Whether the browser has these bytes: `If-None-Match` is a list and compares weakly.
fn is_known(request: &HeaderMap, etag: &str) -> bool {
    request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == etag)
}

/// An unknown name may be one that the next version has: nobody may keep this answer.
fn missing() -> Response {
    let headers = [
        (header::CACHE_CONTROL, NO_STORE),
        (header::X_CONTENT_TYPE_OPTIONS, NOSNIFF),
    ];
    (StatusCode::NOT_FOUND, headers, "Not found\n").into_response()
}

#[cfg(test)]
mod tests;
