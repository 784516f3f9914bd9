use serde::{Deserialize, Serialize};

use crate::{Failure, Money};

/// What the provider said, in its own words: kept beside every reading and webhook.
/// Both are short codes; nothing personal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The session's status, such as `Completed`.
    pub status: String,
    /// Its detail, such as `EFT0301`.
    pub detail: Option<String>,
}

/// What the provider's answer means for an attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// Nothing is decided: made but not begun, in the customer's hands, or a state
    /// that we do not know. Read again.
    Undecided,
    /// The bank account is confirmed and the debit agreement is not signed. Not paid.
    AgreementMissing,
    /// The agreement is signed and the debit has a day; the bank has not taken it yet. Not
    /// paid, and nothing is left for the customer to do.
    Scheduled,
    /// The money is on its way.
    Paid {
        /// What was really paid, where the provider says it.
        amount: Option<Money>,
        /// Whether the provider stands behind the payment.
        guaranteed: bool,
    },
    /// No payment will come of this session.
    Failed(Failure),
    /// The session was cancelled.
    Canceled,
    /// The session ran out of time.
    Expired,
    /// The bank returned the debit: what was paid is not.
    Returned {
        /// The return code of the clearing system, such as `901`.
        code: String,
    },
}

impl Reading {
    /// Whether the provider has nothing more to say about the session.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        match self {
            Self::Undecided | Self::AgreementMissing | Self::Scheduled => false,
            Self::Paid { .. }
            | Self::Failed(_)
            | Self::Canceled
            | Self::Expired
            | Self::Returned { .. } => true,
        }
    }
}
