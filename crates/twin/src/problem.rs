use std::collections::BTreeMap;

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

/// A refusal as RFC 7807 ProblemDetails, which the provider's v2 answers are `[ET-yaml]`.
///
/// Assumption: `errors{field:[…]}` for validation, as ASP.NET writes it; the bodies of the
/// provider's refusals were not seen.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Problem {
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    errors: BTreeMap<String, Vec<String>>,
}

impl Problem {
    /// A refusal with the usual title of its HTTP status.
    pub(crate) fn new(status: StatusCode) -> Self {
        Self {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Error").to_owned(),
            status: status.as_u16(),
            detail: None,
            errors: BTreeMap::new(),
        }
    }

    /// The same refusal, saying what is the matter.
    pub(crate) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Nobody we know is asking.
    pub(crate) fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED)
    }

    /// There is no such thing.
    pub(crate) fn not_found(detail: &'static str) -> Self {
        Self::new(StatusCode::NOT_FOUND).detail(detail)
    }

    /// There is no such session.
    pub(crate) fn no_session() -> Self {
        Self::not_found("Session not found")
    }

    /// Every fault of a request at once.
    pub(crate) fn invalid(faults: Faults) -> Self {
        Self {
            kind: "https://tools.ietf.org/html/rfc7231#section-6.5.1",
            title: "One or more validation errors occurred.".to_owned(),
            errors: faults.0,
            ..Self::new(StatusCode::BAD_REQUEST)
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_string(&self).unwrap_or_default();
        let kind = (
            header::CONTENT_TYPE,
            "application/problem+json; charset=utf-8",
        );
        (status, [kind], body).into_response()
    }
}

/// What is wrong with a request, by the path of the field.
#[derive(Clone, Debug, Default)]
pub(crate) struct Faults(BTreeMap<String, Vec<String>>);

impl Faults {
    /// Notes one fault; a field may have several.
    pub(crate) fn add(&mut self, path: &str, fault: impl Into<String>) {
        self.0
            .entry(path.to_owned())
            .or_default()
            .push(fault.into());
    }

    /// Whether nothing is wrong.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
