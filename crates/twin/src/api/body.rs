use axum::http::{HeaderMap, StatusCode, header};
use serde_json::Value;

use crate::problem::Problem;

/// The body of a request, which has to be JSON and say so.
pub(super) fn json(headers: &HeaderMap, body: &[u8]) -> Result<Value, Problem> {
    let is_json = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.to_ascii_lowercase().contains("json"));
    if !is_json {
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    // The reader's own message can quote the body, so it is not passed on.
    serde_json::from_slice(body)
        .map_err(|_| Problem::new(StatusCode::BAD_REQUEST).detail("The body is not JSON"))
}

/// The same, where it has to be an object.
pub(super) fn object(headers: &HeaderMap, body: &[u8]) -> Result<Value, Problem> {
    let body = json(headers, body)?;
    if body.is_object() {
        Ok(body)
    } else {
        Err(Problem::new(StatusCode::BAD_REQUEST).detail("The body is not a JSON object"))
    }
}
