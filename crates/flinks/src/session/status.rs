//! `GET /api/v2/sessions/{sessionId}/status`: EFT, guaranteed or not `[G-stat, E2-yaml]`.

use payment::{Money, SessionId};
use serde::Deserialize;

use crate::{
    amount,
    fields::{Fields, PLAIN},
    word::Word,
};

/// The last part of the path.
pub const PATH: &str = "status";

/// The answer. The `referenceId` in it is an echo and is not read.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The session that the answer is about.
    pub session_id: Option<SessionId>,
    /// What is being paid, once that is known.
    #[serde(default, with = "amount::optional")]
    pub amount: Option<Money>,
    /// The state of the customer's flow; not of later returns by a bank.
    pub status: Word,
    /// What the state means, such as `EFT0301`.
    pub status_details: Option<Word>,
}

/// The documented fields.
pub(crate) const FIELDS: Fields = &[
    ("sessionId", PLAIN),
    ("referenceId", PLAIN),
    ("amount", PLAIN),
    ("status", PLAIN),
    ("statusDetails", PLAIN),
];
