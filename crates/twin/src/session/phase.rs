use serde::{Deserialize, Serialize};

use super::{Product, Rail, Transfer};

/// Where a session stands `[G-stat, G-whk-s, ET-det]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Phase {
    /// Made; the customer has not begun.
    Initiated,
    /// The customer is at it. EFT only.
    InProgress,
    /// The customer is through.
    Completed,
    /// The bank account is confirmed and the debit agreement is not signed: `Completed` in
    /// the provider's words, and not paid. EFT only.
    AgreementMissing,
    /// No payment comes of it.
    Failed(Cause),
    /// Called off.
    Canceled,
    /// Out of time.
    Expired,
}

/// Why a session failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Cause {
    /// The bank refused the sign-in.
    SignIn,
    /// No guarantee was given, or the customer did not take the one that was offered.
    NotGuaranteed,
    /// The account belongs to somebody else.
    NameMismatch,
    /// The account does not hold enough.
    LowBalance,
    /// The customer or the bank declined the request. e-Transfer only.
    Declined,
    /// No reason is given. e-Transfer only.
    Unstated,
}

impl Phase {
    /// The session's `status`. The two products spell one of them differently.
    pub(crate) const fn status(self, product: Product) -> &'static str {
        match self {
            Self::Initiated => "Initiated",
            Self::InProgress => "InProgress",
            Self::Completed | Self::AgreementMissing => "Completed",
            Self::Failed(_) => "Failed",
            Self::Canceled => match product.rail() {
                Rail::Eft => "Canceled",
                Rail::ETransfer => "Cancelled",
            },
            Self::Expired => "Expired",
        }
    }

    /// The session's `statusDetails`.
    ///
    /// Assumption: no code is listed for `InProgress`, so none is given. For e-Transfer no
    /// list is documented at all; failures whose reason the EFT family has carry its code.
    pub(crate) const fn details(self, product: Product) -> Option<&'static str> {
        match (self, product.rail()) {
            (Self::Failed(cause), _) => cause.code(),
            (_, Rail::ETransfer) | (Self::InProgress, Rail::Eft) => None,
            (Self::Initiated, Rail::Eft) => Some("EFT0101"),
            (Self::Completed, Rail::Eft) => Some("EFT0301"),
            (Self::AgreementMissing, Rail::Eft) => Some("EFT0302"),
            (Self::Canceled, Rail::Eft) => Some("EFT0501"),
            (Self::Expired, Rail::Eft) => Some("EFT0601"),
        }
    }

    /// Whether the customer still has something to do before the clock runs out.
    pub(crate) const fn is_unfinished(self) -> bool {
        match self {
            Self::Initiated | Self::InProgress => true,
            Self::Completed
            | Self::AgreementMissing
            | Self::Failed(_)
            | Self::Canceled
            | Self::Expired => false,
        }
    }

    /// Whether the merchant may still call the session off. Assumption: one whose agreement
    /// is not signed can be, since nothing is scheduled yet.
    pub(crate) const fn can_be_canceled(self) -> bool {
        self.is_unfinished() || matches!(self, Self::AgreementMissing)
    }

    /// Whether entering it sends a webhook: `Completed`, `Failed` and `Canceled` do,
    /// `Initiated`, `InProgress` and `Expired` never `[G-whk-s]`.
    pub(crate) const fn is_announced(self) -> bool {
        match self {
            Self::Completed | Self::AgreementMissing | Self::Failed(_) | Self::Canceled => true,
            Self::Initiated | Self::InProgress | Self::Expired => false,
        }
    }

    /// Where the e-Transfer's transaction goes with the session.
    ///
    /// Assumption: the words are those of the older product's payment requests `[ET-gpr]`.
    pub(crate) const fn transfer(self, now: Option<Transfer>) -> Option<Transfer> {
        match (self, now) {
            (Self::Initiated, _) => None,
            (Self::InProgress | Self::AgreementMissing, _) => Some(Transfer::Processing),
            (Self::Completed, _) => Some(Transfer::Accepted),
            (Self::Failed(Cause::Declined), _) => Some(Transfer::Declined),
            (Self::Failed(_), _) => Some(Transfer::Failed),
            (Self::Canceled | Self::Expired, None) => None,
            (Self::Canceled, Some(_)) => Some(Transfer::Cancelled),
            (Self::Expired, Some(_)) => Some(Transfer::Expired),
        }
    }
}

impl Cause {
    /// The code of the failure `[G-stat]`.
    const fn code(self) -> Option<&'static str> {
        match self {
            Self::SignIn => Some("EFT0401"),
            Self::NotGuaranteed => Some("EFT0402"),
            Self::NameMismatch => Some("EFT0403"),
            Self::LowBalance => Some("EFT0404"),
            Self::Declined | Self::Unstated => None,
        }
    }
}
