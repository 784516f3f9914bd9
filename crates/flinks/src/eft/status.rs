use crate::word::Word;

/// The state of a transaction in the clearing system `[E1-idx]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EftStatus {
    /// The provider has it.
    Received,
    /// It waits to be handed on.
    Created,
    /// It is with the clearing system.
    Submitted,
    /// The clearing system has confirmed it.
    Reconciled,
    /// The money has moved.
    Settled,
    /// Called off before it was handed on.
    Cancelled,
    /// Refused by the clearing system, with a return code `[E-fail]`.
    Rejected,
    /// A word that is not documented.
    Unknown(Word),
}

impl EftStatus {
    /// Every documented word.
    pub const WORDS: [&str; 7] = [
        "Received",
        "Created",
        "Submitted",
        "Reconciled",
        "Settled",
        "Cancelled",
        "Rejected",
    ];
}

impl From<&Word> for EftStatus {
    fn from(word: &Word) -> Self {
        match word.as_str() {
            "Received" => Self::Received,
            "Created" => Self::Created,
            "Submitted" => Self::Submitted,
            "Reconciled" => Self::Reconciled,
            "Settled" => Self::Settled,
            "Cancelled" | "Canceled" => Self::Cancelled,
            "Rejected" => Self::Rejected,
            _ => Self::Unknown(word.clone()),
        }
    }
}

/// The state of a payment request `[E1-idx]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaymentStatus {
    /// Made.
    Initiated,
    /// Being worked on.
    Processing,
    /// The network has accepted it.
    Accepted,
    /// It was carried out.
    Processed,
    /// The money has moved.
    Settled,
    /// Called off.
    Cancelled,
    /// It failed. Assumption: as for e-Transfer, whose page shares the path `[ET-gpr]`.
    Failed,
    /// Refused by the payer. Assumption, as for [`Failed`](Self::Failed).
    Declined,
    /// Out of time. Assumption, as for [`Failed`](Self::Failed).
    Expired,
    /// Sent back by the payer's bank. Assumption: the pages tell that it happens `[E-fail]`
    /// and not with which word.
    Returned,
    /// A word that is not documented.
    Unknown(Word),
}

impl PaymentStatus {
    /// Every documented word; the list may continue.
    pub const WORDS: [&str; 6] = [
        "Initiated",
        "Processing",
        "Accepted",
        "Processed",
        "Settled",
        "Cancelled",
    ];
}

impl From<&Word> for PaymentStatus {
    fn from(word: &Word) -> Self {
        match word.as_str() {
            "Initiated" => Self::Initiated,
            "Processing" => Self::Processing,
            "Accepted" => Self::Accepted,
            "Processed" => Self::Processed,
            "Settled" => Self::Settled,
            "Cancelled" | "Canceled" => Self::Cancelled,
            "Failed" => Self::Failed,
            "Declined" => Self::Declined,
            "Expired" => Self::Expired,
            "Returned" => Self::Returned,
            _ => Self::Unknown(word.clone()),
        }
    }
}

/// The state of a debit agreement.
///
/// `Active` is the only word on any page, in an example `[E1-pad]`. Assumption: it means
/// signed, and `Pending` means not signed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PadStatus {
    /// Not signed.
    Pending,
    /// Signed.
    Active,
    /// A word that is not documented.
    Unknown(Word),
}

impl From<&Word> for PadStatus {
    fn from(word: &Word) -> Self {
        match word.as_str() {
            "Pending" | "Unsigned" => Self::Pending,
            "Active" | "Signed" => Self::Active,
            _ => Self::Unknown(word.clone()),
        }
    }
}
