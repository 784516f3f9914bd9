use payment::Rejection;
use store::{AppendError, RememberError, StoreError};

use crate::account::NoAccount;

/// Why a command could not be carried out.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ActError {
    /// No such checkout.
    #[error("no such checkout")]
    Missing,
    /// The rules say no.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// So many others were changing it that this command never got its turn.
    #[error("the checkout is being changed by too many at once")]
    Contended,
    /// The store refuses what the rules allowed.
    #[error("the store refused it")]
    Refused(#[source] AppendError),
    /// The request lost its idempotency key to a repeat of it. Nothing was written.
    #[error("the same request was carried out by another")]
    Overtaken,
    /// The merchant's account at the provider cannot be opened.
    #[error("the account at the provider cannot be used")]
    Account(#[source] NoAccount),
    /// The store does not work.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

impl From<RememberError> for ActError {
    fn from(error: RememberError) -> Self {
        match error {
            RememberError::NoSuchMerchant => Self::Missing,
            RememberError::KeyUsed => Self::Overtaken,
            RememberError::Store(error) => Self::Store(error),
        }
    }
}

impl From<ActError> for app::desk::DeskError {
    fn from(error: ActError) -> Self {
        match error {
            ActError::Missing => Self::Missing,
            ActError::Rejected(rejection) => Self::Rejected(rejection),
            ActError::Contended
            | ActError::Refused(_)
            | ActError::Overtaken
            | ActError::Account(_)
            | ActError::Store(_) => {
                tracing::error!(error = &error as &dyn std::error::Error, "the desk failed");
                Self::Unavailable
            }
        }
    }
}
