use super::wire::Repeat;

/// A call that the provider documents.
#[derive(Clone, Copy, Debug)]
pub(super) struct Call {
    /// How it is authenticated.
    pub(super) family: Family,
    /// What it is for.
    pub(super) purpose: Purpose,
    /// The HTTP statuses of its page, beside those of any HTTP service in trouble. Another
    /// one is reported as drift; it is handled by its class all the same.
    pub(super) documented: &'static [u16],
}

/// How a group of calls is authenticated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// Sessions of the second version: as the account is configured `[ET-init, G-init, G-setup]`.
    Sessions,
    /// e-Transfer of the first version: a token and `BaseURI` `[PAY-trbl, ET-ppr]`.
    Transfer,
    /// Debits of the first version: `x-client-id` `[E1-idx, E1-tx]`. The pages name no other
    /// header, and none that could prove anything. Assumption: the account's own credentials
    /// go along without harm.
    Debit,
    /// Reports: `x-api-key` and `x-client-id` `[RPT-api]`.
    Reports,
}

/// What a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// It makes something that a customer can pay.
    Create,
    /// It changes nothing.
    Read,
    /// It changes something.
    Act,
}

impl Purpose {
    pub(super) const fn repeat(self) -> Repeat {
        match self {
            Self::Read => Repeat::Safe,
            Self::Create | Self::Act => Repeat::Never,
        }
    }
}

impl Call {
    pub(super) const fn new(family: Family, purpose: Purpose, documented: &'static [u16]) -> Self {
        Self {
            family,
            purpose,
            documented,
        }
    }
}
