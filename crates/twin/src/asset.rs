//! The files that pages load. All come from the twin itself.

use axum::{
    Router,
    http::{HeaderName, header},
    response::{IntoResponse, Response},
    routing::get,
};
use sha2::{Digest, Sha256};

use crate::Twin;

/// The look of every page.
pub(crate) static STYLE: Asset = Asset::new(
    "/assets/twin.css",
    "text/css; charset=utf-8",
    include_str!("assets/twin.css"),
);
/// The look of the front page, beside that of every page.
pub(crate) static HOME: Asset = Asset::new(
    "/assets/home.css",
    "text/css; charset=utf-8",
    include_str!("assets/home.css"),
);
/// Tells the page around the frame what happens; makes the search quicker.
pub(crate) static SCRIPT: Asset = Asset::new(
    "/assets/twin.js",
    "text/javascript; charset=utf-8",
    include_str!("assets/twin.js"),
);
/// The icon.
pub(crate) static MARK: Asset = Asset::new(
    "/assets/mark.svg",
    "image/svg+xml",
    include_str!("assets/mark.svg"),
);

/// A file.
pub(crate) struct Asset {
    path: &'static str,
    kind: &'static str,
    text: &'static str,
}

impl Asset {
    const fn new(path: &'static str, kind: &'static str, text: &'static str) -> Self {
        Self { path, kind, text }
    }

    /// Its address, which changes with its content, so that it can be kept for ever.
    pub(crate) fn address(&self) -> String {
        let hash = Sha256::digest(self.text);
        format!("{}?v={}", self.path, hex::encode(&hash[..6]))
    }

    fn response(&self) -> Response {
        let headers: [(HeaderName, &str); 3] = [
            (header::CONTENT_TYPE, self.kind),
            (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ];
        (headers, self.text).into_response()
    }
}

pub(crate) fn router() -> Router<Twin> {
    Router::new()
        .route(STYLE.path, get(async || STYLE.response()))
        .route(HOME.path, get(async || HOME.response()))
        .route(SCRIPT.path, get(async || SCRIPT.response()))
        .route(MARK.path, get(async || MARK.response()))
        // Browsers ask for it whatever the page says.
        .route("/favicon.ico", get(async || MARK.response()))
}
