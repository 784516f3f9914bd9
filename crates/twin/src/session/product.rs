use serde::{Deserialize, Serialize};

/// What kind of payment a session is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Product {
    /// A guaranteed debit: `EFT` with the guarantee on.
    GuaranteedEft,
    /// A debit that a later return can reverse: `EFT` with the guarantee off `[E2-init]`.
    RegularEft,
    /// An Interac e-Transfer request.
    ETransfer,
}

impl Product {
    /// The session's `type`.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::GuaranteedEft | Self::RegularEft => "EFT",
            Self::ETransfer => "e-Transfer",
        }
    }

    /// Whether the provider vouches for the money.
    pub(crate) const fn is_guaranteed(self) -> bool {
        match self {
            Self::GuaranteedEft => true,
            Self::RegularEft | Self::ETransfer => false,
        }
    }

    /// Which way the money takes.
    pub(crate) const fn rail(self) -> Rail {
        match self {
            Self::GuaranteedEft | Self::RegularEft => Rail::Eft,
            Self::ETransfer => Rail::ETransfer,
        }
    }
}

/// Which way the money takes: both kinds of EFT share pages, status words and codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rail {
    /// A debit of the customer's bank account.
    Eft,
    /// An Interac e-Transfer request.
    ETransfer,
}
