//! `GET /c/{token}/qr.svg`

use std::fmt::Write as _;

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use qrcodegen::{QrCode, QrCodeEcc};

use super::{
    address::{PageAddress, status_of},
    language::LanguageQuery,
};
use crate::state::AppState;

/// How much white the standard wants around the code, in modules [ISO/IEC 18004].
const QUIET: i32 = 4;

/// The address of the page, for the camera of the customer's phone.
pub(super) async fn show(
    State(state): State<AppState>,
    address: PageAddress,
    Query(query): Query<LanguageQuery>,
    headers: HeaderMap,
) -> Response {
    let view = match address.view(&state).await {
        Ok(view) => view,
        Err(error) => return status_of(&error).into_response(),
    };
    let locale = query.resolve(&headers, Some(&view.checkout));
    let path = format!("/c/{}?lang={locale}", view.token.as_str());
    let url = state.config.server.public_url.join(path);
    let Ok(code) = QrCode::encode_text(&url, QrCodeEcc::Medium) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("image/svg+xml"),
        ),
        // It holds a capability, as the page does.
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'none'; sandbox"),
        ),
    ];
    (headers, picture(&code)).into_response()
}

/// One square a module, black on white.
fn picture(code: &QrCode) -> String {
    let side = code.size() + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET).expect("a String takes all text");
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" \
         shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/>\
         <path d=\"{path}\"/></svg>"
    )
}
