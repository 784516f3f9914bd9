use serde::{Deserialize, Serialize};

/// Why an attempt did not lead to a payment. The names are stable: they are in the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureCode {
    /// The bank refused the customer's sign-in.
    SignInFailed,
    /// The provider would not guarantee this payment.
    NotGuaranteed,
    /// The account holder's name is not the payer's.
    NameMismatch,
    /// The account does not hold enough.
    LowBalance,
    /// The customer or their bank declined the request.
    Declined,
    /// The bank session timed out.
    SessionExpired,
    /// The provider could not be reached, or did not answer in time; no session was made.
    ProviderUnavailable,
    /// The provider refused to make a session for this order.
    ProviderRefused,
    /// The bank returned the debit before it counted as paid.
    Returned,
    /// The provider failed the attempt for a reason that we do not know.
    Unknown,
}

impl FailureCode {
    /// Every code.
    pub const ALL: [Self; 10] = [
        Self::SignInFailed,
        Self::NotGuaranteed,
        Self::NameMismatch,
        Self::LowBalance,
        Self::Declined,
        Self::SessionExpired,
        Self::ProviderUnavailable,
        Self::ProviderRefused,
        Self::Returned,
        Self::Unknown,
    ];
}

/// A failure with what the provider called it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Our name for it.
    pub code: FailureCode,
    /// The provider's own code, such as `EFT0402`, where it gave one.
    pub detail: Option<String>,
}

/// What the detail of a failure says when the provider was asked for a session and never
/// answered: it may have made one.
const UNANSWERED: &str = "unanswered";

impl Failure {
    /// The provider was asked, and what it did is not known.
    #[must_use]
    pub fn unanswered() -> Self {
        Self {
            code: FailureCode::ProviderUnavailable,
            detail: Some(UNANSWERED.to_owned()),
        }
    }

    /// Whether what the provider did is not known.
    #[must_use]
    pub fn is_unanswered(&self) -> bool {
        self.code == FailureCode::ProviderUnavailable && self.detail.as_deref() == Some(UNANSWERED)
    }
}
