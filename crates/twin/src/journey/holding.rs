use payment::{Locale, Money};
use serde::{Deserialize, Serialize};

use crate::{scenario::Scenario, session::Session};

/// An account that the customer has at the bank.
#[derive(Clone, Debug)]
pub(crate) struct Holding {
    pub(crate) kind: AccountKind,
    /// The last four digits of its number.
    pub(crate) last_digits: String,
    pub(crate) balance: Money,
}

/// What sort of account it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum AccountKind {
    Chequing,
    Savings,
    Joint,
}

impl AccountKind {
    /// Every sort, in the order in which the bank lists them.
    pub(crate) const ALL: [Self; 3] = [Self::Chequing, Self::Savings, Self::Joint];

    /// Its part of forms.
    pub(crate) const fn slug(self) -> &'static str {
        match self {
            Self::Chequing => "chequing",
            Self::Savings => "savings",
            Self::Joint => "joint",
        }
    }

    /// The sort as the details write it: `Checking` in the provider's own example `[E2-det]`.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Chequing => "Checking",
            Self::Savings => "Savings",
            Self::Joint => "Joint",
        }
    }

    /// The sort as the customer reads it.
    pub(crate) const fn title(self, locale: Locale) -> &'static str {
        match (self, locale) {
            (Self::Chequing, Locale::EnCa) => "Everyday Chequing",
            (Self::Chequing, Locale::FrCa) => "Compte chèques courant",
            (Self::Savings, Locale::EnCa) => "High-Interest Savings",
            (Self::Savings, Locale::FrCa) => "Compte d’épargne à intérêt élevé",
            (Self::Joint, Locale::EnCa) => "Joint Household",
            (Self::Joint, Locale::FrCa) => "Compte conjoint du ménage",
        }
    }

    /// What is there beyond the payment itself, in cents.
    const fn cushion(self) -> i64 {
        match self {
            Self::Chequing => 284_637,
            Self::Savings => 1_230_415,
            Self::Joint => 91_208,
        }
    }
}

impl Holding {
    /// The customer's accounts. Each holds enough for the payment, except in the scenario
    /// of the low balance, where none does.
    pub(crate) fn all(session: &Session) -> Vec<Self> {
        let asked = session.order.amount.map_or(0, Money::cents);
        let low = session.scenario() == Some(Scenario::LowBalance);
        let digits = session.id.as_u128();
        AccountKind::ALL
            .into_iter()
            .zip([7_u128, 13, 29])
            .map(|(kind, factor)| {
                let cents = if low {
                    // Less than the smallest amount that anybody asks for.
                    (asked - 1).clamp(0, 1_240)
                } else {
                    asked.saturating_add(kind.cushion())
                };
                Self {
                    kind,
                    last_digits: format!("{:04}", (digits / factor) % 10_000),
                    balance: Money::from_cents(cents).unwrap_or(Money::ZERO),
                }
            })
            .collect()
    }

    /// The account that the customer has picked.
    pub(crate) fn chosen(session: &Session) -> Option<Self> {
        let kind = session.journey.account?;
        Self::all(session)
            .into_iter()
            .find(|holding| holding.kind == kind)
    }
}
