use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use flinks::connect::FlinksCode;
use serde::Serialize;
use uuid::Uuid;

/// An answer that is not what was asked for: a `FlinksCode`, in the form of the provider's
/// example of a pending operation `[PAY-start]`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Refused {
    flinks_code: String,
    links: [(); 0],
    http_status_code: u16,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<Uuid>,
}

impl Refused {
    /// A code with its HTTP status.
    pub(super) fn new(status: StatusCode, code: &FlinksCode, message: &str) -> Self {
        Self {
            flinks_code: code.as_str().to_owned(),
            links: [],
            http_status_code: status.as_u16(),
            message: message.to_owned(),
            request_id: None,
        }
    }

    /// Nobody we know is asking.
    pub(super) fn unauthorized(message: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, &FlinksCode::Unauthorized, message)
    }

    /// The request cannot be read. Assumption: 400; the code is listed under 401 `[C-err]`.
    pub(super) fn unreadable(message: &str) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            &FlinksCode::InvalidRequest,
            message,
        )
    }

    /// There is no such request, or no such login `[C-err]`.
    pub(super) fn nonexistent(message: &str) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            &FlinksCode::SessionNonexistent,
            message,
        )
    }

    /// The same answer, about that request.
    pub(super) fn about(mut self, request: Uuid) -> Self {
        self.request_id = Some(request);
        self
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.http_status_code)
            .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Json(self)).into_response()
    }
}
