//! `GET /api/v2/sessions/{sessionId}/details`, as far as e-Transfer needs it `[ET-det]`.

use payment::{Money, SessionId};
use serde::Deserialize;

use crate::{amount, word::Word};

/// The last part of the path.
pub const PATH: &str = "details";

/// The answer. It also holds the payer's name, e-mail address and account: these are not
/// read, so that nothing here can lose them.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The session that the answer is about.
    pub session_id: Option<SessionId>,
    /// What is being paid, once that is known.
    #[serde(default, with = "amount::optional")]
    pub amount: Option<Money>,
    /// The state of the customer's flow. The money's is in the [schedule](Self::schedule).
    pub status: Word,
    /// More about the state; for e-Transfer no vocabulary is documented.
    pub status_details: Option<Word>,
    /// What became of the money.
    pub schedule: Option<Schedule>,
}

/// The transactions of a session.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Schedule {
    /// None before the customer is through.
    pub transactions: Option<Vec<Transaction>>,
}

/// One movement of money. Its id is not read.
#[derive(Clone, Debug, Deserialize)]
pub struct Transaction {
    /// Its state, such as `Processed`.
    pub status: Word,
}
