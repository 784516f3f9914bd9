//! From the bytes of an answer to what it means.

use payment::{Method, RequestId, SessionId};

use super::Answer;
use crate::{
    drift::{Drift, DriftKind},
    session::{
        details::{self, Progress},
        status,
    },
    transfer,
};

/// A body that is not of the documented shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the answer is not of the documented shape")]
pub struct Unreadable;

/// An answer, and what it says it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read<Id> {
    /// The session or the payment request, where the body names it.
    pub about: Option<Id>,
    /// What it says. Its drift has the fields that are not documented, too.
    pub answer: Answer,
}

/// Reads the body of `GET …/sessions/{sessionId}/status` by [`Answer::of_status`].
pub fn status_body(method: Method, body: &[u8]) -> Result<Read<SessionId>, Unreadable> {
    let response: status::Response = serde_json::from_slice(body).map_err(|_| Unreadable)?;
    let answer = Answer::of_status(method, &response).with_body(body, status::FIELDS);
    Ok(Read {
        about: response.session_id,
        answer,
    })
}

/// Reads the body of `GET …/sessions/{sessionId}/details` by [`Answer::of_details`].
pub fn details_body(body: &[u8]) -> Result<Read<SessionId>, Unreadable> {
    let response: details::Response = serde_json::from_slice(body).map_err(|_| Unreadable)?;
    let mut answer = Answer::of_details(&response);
    let step = response
        .step
        .as_ref()
        .and_then(|step| step.current.as_ref());
    if let Some(step) = step.filter(|step| !Progress::DOCUMENTED.contains(&step.as_str())) {
        answer.drift.push(Drift::new(DriftKind::Step, step));
    }
    let answer = answer.with_body(body, details::FIELDS);
    Ok(Read {
        about: response.session_id,
        answer,
    })
}

/// Reads the body of `GET …/paymentrequests/{requestId}` of an e-Transfer by
/// [`Answer::of_request`].
pub fn request_body(body: &[u8]) -> Result<Read<RequestId>, Unreadable> {
    let response: transfer::Response = serde_json::from_slice(body).map_err(|_| Unreadable)?;
    let answer = Answer::of_request(&response).ok_or(Unreadable)?;
    Ok(Read {
        about: response.request().cloned(),
        answer: answer.with_body(body, transfer::FIELDS),
    })
}
