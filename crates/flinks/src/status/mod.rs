//! The provider's words for the state of a session, and what they mean for a payment.

mod answer;
mod code;
mod read;
mod request;
mod transaction;
mod transactions;

pub use answer::Answer;
pub(crate) use answer::word_drift;
pub use code::Code;
pub use read::{Read, Unreadable, details_body, request_body, status_body};
pub use transaction::TransactionStatus;

use crate::word::Word;

/// The state of a session: of the customer's flow, not of the money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionStatus {
    /// Made; the customer has not begun `[G-stat, ET-det]`.
    Initiated,
    /// The customer is at it. Only the webhook guide has it `[G-whk-s]`.
    InProgress,
    /// The customer is through. Not the same as paid `[G-stat]`.
    Completed,
    /// No payment comes of it `[G-stat, ET-det]`.
    Failed,
    /// Called off. `Canceled` for EFT `[G-can]`, `Cancelled` for e-Transfer `[ET-can]`.
    Canceled,
    /// Out of time `[G-stat, ET-det]`.
    Expired,
    /// A word that is not documented.
    Unknown(Word),
}

impl From<&Word> for SessionStatus {
    fn from(word: &Word) -> Self {
        match word.as_str() {
            "Initiated" => Self::Initiated,
            "InProgress" => Self::InProgress,
            "Completed" => Self::Completed,
            "Failed" => Self::Failed,
            "Canceled" | "Cancelled" => Self::Canceled,
            "Expired" => Self::Expired,
            _ => Self::Unknown(word.clone()),
        }
    }
}
