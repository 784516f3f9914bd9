//! `POST /api/v2/sessions/{sessionId}/guarantees/confirm` `[G-conf]`.

use payment::GuaranteeAnswer;
use serde::Serialize;

/// The last parts of the path.
pub const PATH: [&str; 2] = ["guarantees", "confirm"];

/// The body: `{"guaranteeAccepted": true}`. One example quotes the boolean as a text; the
/// others do not.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Request {
    guarantee_accepted: bool,
}

impl From<GuaranteeAnswer> for Request {
    fn from(answer: GuaranteeAnswer) -> Self {
        Self {
            guarantee_accepted: match answer {
                GuaranteeAnswer::Accepted => true,
                GuaranteeAnswer::Refused => false,
            },
        }
    }
}
