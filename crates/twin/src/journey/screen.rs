use serde::{Deserialize, Serialize};

use crate::session::{Consent, Product, Rail};

/// A page of the hosted journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Screen {
    /// EFT: what will be shared, and with whom.
    Consent,
    /// e-Transfer: what will be paid, and to whom.
    Confirm,
    /// The list of banks.
    Bank,
    /// EFT: user name and password.
    SignIn,
    /// EFT: a security question.
    Question,
    /// EFT: which account.
    Account,
    /// EFT: how much.
    Amount,
    /// EFT: a lower amount is offered.
    Offer,
    /// EFT: the merchant is asked about the guarantee.
    Waiting,
    /// EFT: everything once more.
    Review,
    /// EFT: the debit agreement.
    Agreement,
    /// EFT: the customer has left without signing.
    Unsigned,
    /// e-Transfer: the bank's own page.
    Approve,
    /// e-Transfer: really cancel?
    Close,
    /// e-Transfer, first version: the merchant has not activated the session yet.
    Inactive,
    /// It worked.
    Done,
    /// It is over, without a payment.
    Ended,
}

impl Screen {
    const ALL: [Self; 17] = [
        Self::Consent,
        Self::Confirm,
        Self::Bank,
        Self::SignIn,
        Self::Question,
        Self::Account,
        Self::Amount,
        Self::Offer,
        Self::Waiting,
        Self::Review,
        Self::Agreement,
        Self::Unsigned,
        Self::Approve,
        Self::Close,
        Self::Inactive,
        Self::Done,
        Self::Ended,
    ];

    /// Where a journey begins.
    pub(crate) const fn first(product: Product, consent: Consent) -> Self {
        match (product.rail(), consent) {
            (Rail::Eft, Consent::Shown) => Self::Consent,
            (Rail::Eft, Consent::Hidden) => Self::Bank,
            (Rail::ETransfer, _) => Self::Confirm,
        }
    }

    /// Its part of the address.
    pub(crate) const fn slug(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::Confirm => "confirm",
            Self::Bank => "bank",
            Self::SignIn => "sign-in",
            Self::Question => "question",
            Self::Account => "account",
            Self::Amount => "amount",
            Self::Offer => "offer",
            Self::Waiting => "waiting",
            Self::Review => "review",
            Self::Agreement => "agreement",
            Self::Unsigned => "unsigned",
            Self::Approve => "approve",
            Self::Close => "close",
            Self::Inactive => "inactive",
            Self::Done => "done",
            Self::Ended => "ended",
        }
    }

    /// The screen of that name.
    pub(crate) fn by_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|screen| screen.slug() == slug)
    }

    /// Its name in the details' `step.current` `[G-det]`. Assumption: the e-Transfer screens
    /// take the nearest of the words that are documented for EFT.
    pub(crate) const fn step(self) -> &'static str {
        match self {
            Self::Inactive => "Start",
            Self::Consent => "Consent",
            Self::Confirm => "Review",
            Self::Bank => "BankSelection",
            Self::SignIn | Self::Question | Self::Approve | Self::Close => "BankConnection",
            Self::Account => "AccountSelection",
            Self::Amount => "AmountSelection",
            Self::Offer | Self::Waiting => "GuaranteeOffer",
            Self::Review => "Review",
            Self::Agreement | Self::Unsigned => "Pad",
            Self::Done | Self::Ended => "Complete",
        }
    }

    /// Where its back button leads, if it has one.
    pub(crate) const fn before(self, product: Product, consent: Consent) -> Option<Self> {
        match self {
            Self::Bank => match (product.rail(), consent) {
                (Rail::Eft, Consent::Shown) => Some(Self::Consent),
                (Rail::Eft, Consent::Hidden) => None,
                (Rail::ETransfer, _) => Some(Self::Confirm),
            },
            Self::SignIn | Self::Approve => Some(Self::Bank),
            Self::Amount => Some(Self::Account),
            Self::Review => Some(Self::Amount),
            Self::Consent
            | Self::Confirm
            | Self::Question
            | Self::Account
            | Self::Offer
            | Self::Waiting
            | Self::Agreement
            | Self::Unsigned
            | Self::Close
            | Self::Inactive
            | Self::Done
            | Self::Ended => None,
        }
    }

    /// Which stage of the journey it belongs to, and of how many.
    pub(crate) const fn stage(self, product: Product) -> Option<(u8, u8)> {
        match product.rail() {
            Rail::Eft => match self {
                Self::Consent => Some((1, 7)),
                Self::Bank => Some((2, 7)),
                Self::SignIn | Self::Question => Some((3, 7)),
                Self::Account => Some((4, 7)),
                Self::Amount => Some((5, 7)),
                Self::Offer | Self::Waiting | Self::Review => Some((6, 7)),
                Self::Agreement => Some((7, 7)),
                Self::Unsigned
                | Self::Done
                | Self::Ended
                | Self::Confirm
                | Self::Approve
                | Self::Close
                | Self::Inactive => None,
            },
            Rail::ETransfer => match self {
                Self::Confirm => Some((1, 3)),
                Self::Bank => Some((2, 3)),
                Self::Approve => Some((3, 3)),
                Self::Close
                | Self::Inactive
                | Self::Done
                | Self::Ended
                | Self::Consent
                | Self::SignIn
                | Self::Question
                | Self::Account
                | Self::Amount
                | Self::Offer
                | Self::Waiting
                | Self::Review
                | Self::Agreement
                | Self::Unsigned => None,
            },
        }
    }
}
