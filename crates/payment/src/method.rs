use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A way to pay from a bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// A debit whose payment the provider guarantees.
    GuaranteedEft,
    /// An Interac e-Transfer request that the customer accepts at their bank.
    ETransfer,
    /// A debit that a bank may still return.
    Eft,
}

/// The text names no method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a method is one of guaranteed_eft, e_transfer, eft")]
pub struct UnknownMethod;

impl Method {
    /// Every method, in the order in which a customer is offered them.
    pub const ALL: [Self; 3] = [Self::GuaranteedEft, Self::ETransfer, Self::Eft];

    /// The method's name in the API and in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GuaranteedEft => "guaranteed_eft",
            Self::ETransfer => "e_transfer",
            Self::Eft => "eft",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Method {
    type Err = UnknownMethod;

    fn from_str(text: &str) -> Result<Self, UnknownMethod> {
        Self::ALL
            .into_iter()
            .find(|method| method.as_str() == text)
            .ok_or(UnknownMethod)
    }
}
