use std::sync::Arc;

use axum::{
    body::Body,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, header};
use serde::Serialize;
use store::Scope;

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
        if let Some(challenge) = self.challenge() {
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
        if let Self::IdempotencyKeyInUse { free_in: wait }
        | Self::RateLimited { retry_after: wait } = self
        {
            headers.insert(header::RETRY_AFTER, whole_seconds(*wait).into());
        }
        Response::from_parts(parts, Body::from(body))
    }
}

impl Problem {
    /// What a key would have to be like, as RFC 6750 says it.
    fn challenge(&self) -> Option<HeaderValue> {
        if let Self::InsufficientScope { needed } = self {
            return Some(HeaderValue::from_static(match needed {
                Scope::Read => "Bearer error=\"insufficient_scope\", scope=\"read\"",
                Scope::Write => "Bearer error=\"insufficient_scope\", scope=\"write\"",
                Scope::Admin => "Bearer error=\"insufficient_scope\", scope=\"admin\"",
            }));
        }
        matches!(self, Self::Unauthorized).then(|| HeaderValue::from_static("Bearer"))
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
