use payment::{LinkRequestId, Name};

use crate::{
    connect::{Account, FlinksCode},
    drift::Drift,
};

/// What became of an `Authorize`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Authorized {
    /// The data can be asked for.
    Ready(LinkRequestId),
    /// It is being collected: ask for it all the same, until it is there. HTTP 202.
    Pending(LinkRequestId),
    /// The bank asks the customer something first: the account has to be linked anew. HTTP
    /// 203 `[C-auth]`; with cached data it is not to be expected.
    Mfa,
    /// Nothing comes of this login.
    Refused(FlinksCode),
}

/// What is known of the accounts.
#[derive(Clone, Debug)]
pub enum Accounts {
    /// The accounts.
    Ready(Linked),
    /// They are being collected: ask again in [`POLL_EVERY`](crate::connect::POLL_EVERY),
    /// for [`POLL_FOR`](crate::connect::POLL_FOR) at most.
    Pending,
    /// Nothing comes of this request.
    Refused(FlinksCode),
}

/// The accounts of a login.
#[derive(Clone, Debug)]
pub struct Linked {
    /// The bank, as the provider calls it.
    pub institution: Option<Name>,
    /// The accounts.
    pub accounts: Vec<Account>,
}

impl Authorized {
    /// The surprise in the answer, where there is one.
    #[must_use]
    pub fn drift(&self) -> Option<Drift> {
        match self {
            Self::Refused(code) => code.drift(),
            Self::Ready(_) | Self::Pending(_) | Self::Mfa => None,
        }
    }
}

impl Accounts {
    /// The surprise in the answer, where there is one.
    #[must_use]
    pub fn drift(&self) -> Option<Drift> {
        match self {
            Self::Refused(code) => code.drift(),
            Self::Ready(_) | Self::Pending => None,
        }
    }
}
