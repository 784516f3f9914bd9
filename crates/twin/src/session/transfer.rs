use serde::{Deserialize, Serialize};

/// The status of an e-Transfer's transaction.
///
/// Assumption: the vocabulary is that of the older product's payment requests
/// `[ET-gpr, PAY-trbl]`; for sessions none is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Transfer {
    /// The payer is working on it, or the bank is.
    Processing,
    /// The payer accepted at the bank; the funds are guaranteed.
    Accepted,
    /// Handled, waiting for settlement.
    Processed,
    /// On its way to the merchant's account.
    Settled,
    /// Declined at the bank.
    Declined,
    /// Called off.
    Cancelled,
    /// The payer did not act in time.
    Expired,
    /// It went wrong.
    Failed,
}

impl Transfer {
    /// The word in the details.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Processing => "Processing",
            Self::Accepted => "Accepted",
            Self::Processed => "Processed",
            Self::Settled => "Settled",
            Self::Declined => "Declined",
            Self::Cancelled => "Cancelled",
            Self::Expired => "Expired",
            Self::Failed => "Failed",
        }
    }
}
