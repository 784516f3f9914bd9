//! Where the provider says something that its documentation does not.

use crate::word::Word;

/// Something in the provider's answer that is not in its documentation: handled as
/// "not decided" or as the safest known meaning, and reported so that it can be counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Drift {
    /// Where it stood.
    pub kind: DriftKind,
    /// What stood there.
    pub word: Word,
}

/// Where a surprise stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DriftKind {
    /// A step of the bank frame that is not documented.
    Step,
    /// A session status that is not documented.
    SessionStatus,
    /// A status detail that is not documented, or `missing` where one is needed.
    StatusDetails,
    /// A transaction status that is not documented.
    TransactionStatus,
    /// Known words that contradict each other, such as a session that expired with a
    /// transaction that settled. The word is the detail or the transaction's status.
    Contradiction,
}

impl DriftKind {
    /// The kind's name as a metric label.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Step => "step",
            Self::SessionStatus => "session_status",
            Self::StatusDetails => "status_details",
            Self::TransactionStatus => "transaction_status",
            Self::Contradiction => "contradiction",
        }
    }
}

impl Drift {
    pub(crate) fn new(kind: DriftKind, word: &Word) -> Self {
        Self {
            kind,
            word: word.clone(),
        }
    }
}
