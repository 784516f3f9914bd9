use std::sync::Arc;

use axum::{
    body::Body,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, header};
use serde::Serialize;

use super::{Fault, Problem, whole_seconds};
use crate::telemetry::RequestId;

impl Problem {
    /// Writes the body into a response that this problem became.
    pub(crate) fn render(&self, response: Response, request_id: &RequestId) -> Response {
        #[derive(Serialize)]
        struct Details<'a> {
            r#type: String,
            title: &'a str,
            status: u16,
            code: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            detail: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            errors: Option<&'a [Fault]>,
            request_id: &'a str,
        }
        let details = Details {
            r#type: format!("urn:problem-type:guichet:{}", self.code()),
            title: self.title(),
            status: self.status().as_u16(),
            code: self.code(),
            detail: self.detail(),
            errors: match self {
                Self::Invalid(faults) => Some(faults),
                _ => None,
            },
            request_id: request_id.as_str(),
        };
        let body = serde_json::to_vec(&details).unwrap_or_default();
        let (mut parts, _) = response.into_parts();
        let headers = &mut parts.headers;
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        );
        headers.remove(header::CONTENT_LENGTH);
        if matches!(self, Self::Unauthorized) {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Self::IdempotencyKeyInUse { free_in } = self {
            headers.insert(header::RETRY_AFTER, whole_seconds(*free_in).into());
        }
        Response::from_parts(parts, Body::from(body))
    }
}

/// A response that carries its problem. Its body is written, and its cause logged, where
/// the request's id is known: in [`crate::telemetry::observe`].
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}
