use axum::http::{HeaderMap, header};

use crate::Twin;

/// The twin's own origin as the caller knows it, for links in answers.
pub(super) fn origin(twin: &Twin, headers: &HeaderMap) -> String {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .map_or_else(|| twin.settings().addr.to_string(), str::to_owned);
    format!("http://{host}")
}
