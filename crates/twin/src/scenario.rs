use serde::{Deserialize, Serialize};

use crate::session::{Product, Rail};

/// A story that a session plays out: chosen by the session's `referenceId`, else (for EFT)
/// by the user name that is typed at the bank. The password is always `Everyday`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Scenario {
    /// Guaranteed in full `[G-scen]`.
    Happy1,
    /// A lower amount is offered `[G-scen]`.
    Happy2,
    /// As `Happy1`, in French `[G-scen]`.
    Happy3,
    /// No guarantee `[G-scen]`.
    Unhappy1,
    /// Ours: the account belongs to somebody else, whatever the payer is called.
    WrongName,
    /// Ours: no account holds enough.
    LowBalance,
    /// Ours: as `Happy1`; the customer is meant to leave at the agreement.
    StopBeforeAgreement,
    /// Ours: the bank confirms the e-Transfer request.
    #[serde(rename = "ET-Accept")]
    TransferAccept,
    /// Ours: the request is declined, whatever is pressed.
    #[serde(rename = "ET-Decline")]
    TransferDecline,
    /// Ours: the request runs out of time at the bank.
    #[serde(rename = "ET-Expire")]
    TransferExpire,
    /// Ours: the customer is led to "really cancel?".
    #[serde(rename = "ET-Close")]
    TransferClose,
    /// Ours: the account belongs to somebody else.
    #[serde(rename = "ET-NameMismatch")]
    TransferNameMismatch,
}

/// A scenario as others may list it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedScenario {
    /// Its name: a `referenceId`, and for EFT a user name at the bank.
    pub name: &'static str,
    /// Whether the provider documents it; the others are the twin's own.
    pub is_documented: bool,
    /// The session's status and its detail, or the transaction's, at the end.
    pub ends: &'static str,
}

/// Every scenario.
#[must_use]
pub fn scenarios() -> Vec<NamedScenario> {
    Scenario::ALL
        .iter()
        .map(|scenario| NamedScenario {
            name: scenario.name(),
            is_documented: scenario.is_documented(),
            ends: scenario.ends(),
        })
        .collect()
}

/// Every test user's password `[G-scen]`.
pub(crate) const PASSWORD: &str = "Everyday";

impl Scenario {
    /// Every scenario, in the order of the list on the front page.
    pub(crate) const ALL: [Self; 12] = [
        Self::Happy1,
        Self::Happy2,
        Self::Happy3,
        Self::Unhappy1,
        Self::WrongName,
        Self::LowBalance,
        Self::StopBeforeAgreement,
        Self::TransferAccept,
        Self::TransferDecline,
        Self::TransferExpire,
        Self::TransferClose,
        Self::TransferNameMismatch,
    ];

    /// The name: a `referenceId`, and for EFT a user name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Happy1 => "Happy1",
            Self::Happy2 => "Happy2",
            Self::Happy3 => "Happy3",
            Self::Unhappy1 => "Unhappy1",
            Self::WrongName => "WrongName",
            Self::LowBalance => "LowBalance",
            Self::StopBeforeAgreement => "StopBeforeAgreement",
            Self::TransferAccept => "ET-Accept",
            Self::TransferDecline => "ET-Decline",
            Self::TransferExpire => "ET-Expire",
            Self::TransferClose => "ET-Close",
            Self::TransferNameMismatch => "ET-NameMismatch",
        }
    }

    /// What it comes to.
    const fn ends(self) -> &'static str {
        match self {
            Self::Happy1 | Self::Happy3 => "Completed/EFT0301",
            Self::Happy2 => "Completed/EFT0301, for less",
            Self::Unhappy1 => "Failed/EFT0402",
            Self::WrongName | Self::TransferNameMismatch => "Failed/EFT0403",
            Self::LowBalance => "Failed/EFT0404",
            Self::StopBeforeAgreement => "Completed/EFT0302",
            Self::TransferAccept => "Completed, Accepted",
            Self::TransferDecline => "Failed, Declined",
            Self::TransferExpire => "Expired",
            Self::TransferClose => "Cancelled",
        }
    }

    /// Which kind of session plays it.
    pub(crate) const fn product(self) -> Product {
        match self {
            Self::Happy1
            | Self::Happy2
            | Self::Happy3
            | Self::Unhappy1
            | Self::WrongName
            | Self::LowBalance
            | Self::StopBeforeAgreement => Product::GuaranteedEft,
            Self::TransferAccept
            | Self::TransferDecline
            | Self::TransferExpire
            | Self::TransferClose
            | Self::TransferNameMismatch => Product::ETransfer,
        }
    }

    /// Whose account it is, where that is fixed; else the account is the payer's own.
    pub(crate) const fn holder(self) -> Option<&'static str> {
        match self {
            Self::Happy1 => Some("John Doe"),
            Self::Happy2 => Some("Steve Diamond"),
            Self::Happy3 => Some("Alex Rider"),
            Self::Unhappy1 => Some("Joe Fails"),
            Self::WrongName | Self::TransferNameMismatch => Some("Morgan Thibodeau"),
            Self::LowBalance
            | Self::StopBeforeAgreement
            | Self::TransferAccept
            | Self::TransferDecline
            | Self::TransferExpire
            | Self::TransferClose => None,
        }
    }

    /// Whether the provider documents it; the others are ours.
    pub(crate) const fn is_documented(self) -> bool {
        match self {
            Self::Happy1 | Self::Happy2 | Self::Happy3 | Self::Unhappy1 => true,
            Self::WrongName
            | Self::LowBalance
            | Self::StopBeforeAgreement
            | Self::TransferAccept
            | Self::TransferDecline
            | Self::TransferExpire
            | Self::TransferClose
            | Self::TransferNameMismatch => false,
        }
    }

    /// Which payer's name to send, where it matters.
    pub(crate) const fn payer(self) -> Option<&'static str> {
        if self.is_documented() {
            self.holder()
        } else {
            None
        }
    }

    /// The scenario of that exact name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|scenario| scenario.name() == name)
    }

    /// The scenario of that exact name, for sessions that take the same way.
    pub(crate) fn by_reference(product: Product, reference: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scenario| {
            scenario.product().rail() == product.rail() && scenario.name() == reference
        })
    }

    /// The EFT scenario whose user typed that name; banks do not mind the case.
    pub(crate) fn by_user(user: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scenario| {
            scenario.product().rail() == Rail::Eft
                && scenario.name().eq_ignore_ascii_case(user.trim())
        })
    }
}
