use crate::word::Word;

/// The state of one movement of money in an e-Transfer session.
///
/// Assumption: the words are those of the older product's payment requests
/// `[ET-gpr, PAY-trbl]`. The page of the session's details lists none, and its only example
/// is `Processed` `[ET-det]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransactionStatus {
    /// Asked for; the payer has not begun.
    Initiated,
    /// The payer is at it.
    Processing,
    /// The payer accepted at the bank: the funds are guaranteed.
    Accepted,
    /// Handled; waiting to be settled.
    Processed,
    /// On its way to the merchant's account, or there.
    Settled,
    /// Called off before it began.
    Cancelled,
    /// The payer did not act in time.
    Expired,
    /// The payer declined at the bank.
    Declined,
    /// It failed.
    Failed,
    /// A word that is not documented.
    Unknown(Word),
}

impl From<&Word> for TransactionStatus {
    fn from(word: &Word) -> Self {
        match word.as_str() {
            "Initiated" => Self::Initiated,
            "Processing" => Self::Processing,
            "Accepted" => Self::Accepted,
            "Processed" => Self::Processed,
            "Settled" => Self::Settled,
            "Cancelled" | "Canceled" => Self::Cancelled,
            "Expired" => Self::Expired,
            "Declined" => Self::Declined,
            "Failed" => Self::Failed,
            _ => Self::Unknown(word.clone()),
        }
    }
}

/// What a transaction's state means for the payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Not decided, or not understood.
    Open,
    /// The money is guaranteed.
    Paid,
    /// No money will come of it. The most telling reason first.
    Over(Reason),
}

/// Why no money will come of a transaction, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    Declined,
    Failed,
    Cancelled,
    Expired,
}

impl TransactionStatus {
    pub(super) const fn standing(&self) -> Standing {
        match self {
            Self::Initiated | Self::Processing | Self::Unknown(_) => Standing::Open,
            Self::Accepted | Self::Processed | Self::Settled => Standing::Paid,
            Self::Declined => Standing::Over(Reason::Declined),
            Self::Failed => Standing::Over(Reason::Failed),
            Self::Cancelled => Standing::Over(Reason::Cancelled),
            Self::Expired => Standing::Over(Reason::Expired),
        }
    }
}
