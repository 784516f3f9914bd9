//! `POST /api/v1/transactions` `[E1-tx]`.

use std::fmt;

use jiff::civil::Date;
use payment::{BankAccount, Money, Name};
use serde::Serialize;

use super::{
    body::Body,
    contact::{ContactAccountId, ContactId},
    text::{CrossReference, Description, TransactionCode, TransactionsCount},
};
use crate::limits;

/// A transaction to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTransaction {
    /// Which way the money goes.
    pub direction: Direction,
    /// How much, from 0.01 on. No largest amount is published; assumption: that of the
    /// sessions.
    pub amount: Money,
    /// What kind of payment it is.
    pub code: TransactionCode,
    /// What stands on the bank statement.
    pub description: Option<Description>,
    /// Our own name for it.
    pub cross_reference: Option<CrossReference>,
    /// What the payment is for, in one of the provider's words, which are not documented
    /// `[E1-tx, SDK]`.
    pub purpose_category: Option<Name>,
    /// The other side's account.
    pub account: Account,
    /// The other side.
    pub holder: Holder,
    /// When, and how often.
    pub timing: Timing,
}

/// Which way the money goes `[E1-tx]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Direction {
    /// From the other side to the merchant; needs a signed agreement.
    #[serde(rename = "DEBIT")]
    Debit,
    /// From the merchant to the other side: once, and today.
    #[serde(rename = "CREDIT")]
    Credit,
}

/// An account, in one of the two ways that the provider takes; never in both `[E1-tx]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Account {
    /// An account of one of the provider's contacts.
    OfContact(ContactAccountId),
    /// The numbers.
    Numbers(BankAccount),
}

/// Whose account it is, in one of the ways that the provider takes; never in two `[E1-tx]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// One of the provider's contacts.
    Contact(ContactId),
    /// A person.
    Person {
        /// Given name.
        first_name: Name,
        /// Family name.
        last_name: Name,
    },
    /// A company.
    Company {
        /// Its legal name.
        legal_name: Name,
    },
}

/// When money moves, and how often `[E1-tx]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// Once. For a debit on a day to come, for a credit today.
    Once(Date),
    /// Again and again. Debits only.
    Recurring {
        /// How often.
        every: Frequency,
        /// The first day, which is to come.
        from: Date,
        /// When it ends: one of two ways, never both.
        until: Until,
    },
}

/// How often a schedule pays `[E1-tx]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Frequency {
    /// Every week.
    Weekly,
    /// Every two weeks.
    Biweekly,
    /// Every month.
    Monthly,
}

/// When a schedule ends `[E1-tx]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// On a day, which comes after the first.
    Day(Date),
    /// After so many transactions.
    Count(TransactionsCount),
}

/// A limit that a transaction does not keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Fault {
    /// Outside of what the provider takes.
    #[error("amount: must be 0.01 to 99,999.99")]
    Amount,
    /// Too long, empty, or not on one line.
    #[error("description: must be 1 to 15 characters on one line")]
    Description,
    /// Too long, empty, or with other characters.
    #[error("crossReferenceNumber: must be 1 to 36 of A-Z, a-z, 0-9 and -")]
    CrossReference,
    /// Not of the standard's shape.
    #[error("transactionCode: must be three digits")]
    TransactionCode,
    /// None, or too many.
    #[error("transactionsCount: must be 1 to 300")]
    TransactionsCount,
    /// A debit that would be due already.
    #[error("startDate: a debit must start on a day to come")]
    DebitStart,
    /// A credit that is not for today.
    #[error("startDate: a credit must be for today")]
    CreditStart,
    /// A credit that recurs.
    #[error("paymentFrequency: a credit must be OneTime")]
    CreditFrequency,
    /// A schedule that ends before it began.
    #[error("endDate: must be after startDate")]
    End,
}

/// Every limit that a transaction does not keep. It was not sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(faults) = self;
        for (at, fault) in faults.iter().enumerate() {
            let separator = if at == 0 { "" } else { "; " };
            write!(f, "{separator}{fault}")?;
        }
        Ok(())
    }
}

impl NewTransaction {
    /// The body of the request, if the transaction keeps the provider's limits on the day
    /// `today`. Assumption: the provider's days are those of Toronto; where a caller's day
    /// is another one, a debit that starts two days ahead is on the safe side.
    ///
    /// # Errors
    /// Every limit that it does not keep.
    pub fn body(&self, today: Date) -> Result<Body<'_>, Faults> {
        let faults = self.faults(today);
        if faults.is_empty() {
            Ok(Body::of(self))
        } else {
            Err(Faults(faults))
        }
    }

    fn faults(&self, today: Date) -> Vec<Fault> {
        let takes = limits::MIN_AMOUNT_CENTS..=limits::MAX_AMOUNT_CENTS;
        let first = self.timing.first_day();
        let (is_once, ends_late_enough) = match self.timing {
            Timing::Once(_) => (true, true),
            Timing::Recurring { from, until, .. } => match until {
                Until::Day(end) => (false, end > from),
                Until::Count(_) => (false, true),
            },
        };
        let start_fault = match self.direction {
            Direction::Debit => (first <= today).then_some(Fault::DebitStart),
            Direction::Credit => (first != today).then_some(Fault::CreditStart),
        };
        let is_credit = match self.direction {
            Direction::Debit => false,
            Direction::Credit => true,
        };
        [
            (!takes.contains(&self.amount.cents())).then_some(Fault::Amount),
            start_fault,
            (is_credit && !is_once).then_some(Fault::CreditFrequency),
            (!ends_late_enough).then_some(Fault::End),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

impl Timing {
    pub(super) const fn first_day(self) -> Date {
        match self {
            Self::Once(day) => day,
            Self::Recurring { from, .. } => from,
        }
    }

    pub(super) const fn frequency(self) -> &'static str {
        match self {
            Self::Once(_) => "OneTime",
            Self::Recurring { every, .. } => match every {
                Frequency::Weekly => "Weekly",
                Frequency::Biweekly => "Biweekly",
                Frequency::Monthly => "Monthly",
            },
        }
    }
}
