use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{CaseKind, Event};

/// What a customer is written to about: what their money did, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Letter {
    /// The checkout is paid: the receipt.
    Paid,
    /// Money came for a checkout that was paid already.
    PaidTwice,
    /// Money came for a checkout that had closed.
    PaidLate,
    /// The bank took the money back.
    TakenBack,
    /// The receipt once more, because the customer asked for it.
    Again,
}

/// Not the name of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLetter;

impl fmt::Display for UnknownLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the name of a letter")
    }
}

impl std::error::Error for UnknownLetter {}

impl Letter {
    /// Every letter.
    pub const ALL: [Self; 5] = [
        Self::Paid,
        Self::PaidTwice,
        Self::PaidLate,
        Self::TakenBack,
        Self::Again,
    ];

    /// Its name in the store and in figures.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::PaidTwice => "paid_twice",
            Self::PaidLate => "paid_late",
            Self::TakenBack => "taken_back",
            Self::Again => "again",
        }
    }
}

impl FromStr for Letter {
    type Err = UnknownLetter;

    fn from_str(name: &str) -> Result<Self, UnknownLetter> {
        let known = Self::ALL.into_iter().find(|letter| letter.as_str() == name);
        known.ok_or(UnknownLetter)
    }
}

/// The letter that an event is worth; `None` where the customer is told by the page alone.
#[must_use]
pub const fn letter_after(event: &Event) -> Option<Letter> {
    match event {
        Event::CheckoutPaid { .. } => Some(Letter::Paid),
        Event::CaseOpened { kind, .. } => Some(match kind {
            CaseKind::DuplicatePayment => Letter::PaidTwice,
            CaseKind::LatePayment => Letter::PaidLate,
            CaseKind::ReturnedPayment => Letter::TakenBack,
        }),
        Event::CheckoutCreated { .. }
        | Event::AttemptStarted { .. }
        | Event::LinkingBegan { .. }
        | Event::LoginReceived { .. }
        | Event::AccountsAsked { .. }
        | Event::AccountsRead { .. }
        | Event::AccountChosen { .. }
        | Event::DebitAsked { .. }
        | Event::SessionOpened { .. }
        | Event::AgreementOffered { .. }
        | Event::GuaranteeAnswered { .. }
        | Event::StepSeen { .. }
        | Event::WebhookReceived { .. }
        | Event::ReadingChanged { .. }
        | Event::StopAsked { .. }
        | Event::AttemptEnded { .. }
        | Event::CheckoutExtended { .. }
        | Event::ClosingBegan { .. }
        | Event::CheckoutClosed { .. }
        | Event::CheckoutClaimed { .. } => None,
    }
}
