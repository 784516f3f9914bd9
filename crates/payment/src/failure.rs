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
    /// The provider failed the attempt for a reason that we do not know.
    Unknown,
}

impl FailureCode {
    /// Every code.
    pub const ALL: [Self; 9] = [
        Self::SignInFailed,
        Self::NotGuaranteed,
        Self::NameMismatch,
        Self::LowBalance,
        Self::Declined,
        Self::SessionExpired,
        Self::ProviderUnavailable,
        Self::ProviderRefused,
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
