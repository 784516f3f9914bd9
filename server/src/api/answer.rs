use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;

/// Writes an answer down, to be sent now and perhaps again.
pub(crate) fn write(object: &impl Serialize) -> Bytes {
    let written = serde_json::to_vec(object);
    written
        .expect("texts, numbers and lists of them can always be written")
        .into()
}

pub(crate) fn respond(status: StatusCode, object: &impl Serialize) -> Response {
    json(status, write(object))
}

/// JSON that is written already.
pub(crate) fn json(status: StatusCode, body: Bytes) -> Response {
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
    ];
    (status, headers, body).into_response()
}
