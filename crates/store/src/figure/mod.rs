//! How business goes: what happened on which day, counted.
//!
//! Each figure is a sum over checkouts of what [`tally`] makes of one, and nothing else. The
//! counter follows the logs: a checkout's row says up to which version it was counted, and
//! moves on together with the figures. So they may be behind, and count nothing twice. A fault in
//! how is counted is mended by counting anew: the rules have a version.

mod anew;
mod count;
mod day;
mod read;
mod tally;
mod took;

use payment::{CaseKind, Method};

pub use self::{
    count::{Counted, CountedTo},
    day::{Day, InvalidDay},
    read::DayFigure,
    tally::Reached,
    took::Took,
};

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Figure {
    /// Checkouts that came so far, or further; on the day they were made.
    Reached(Reached),
    /// Attempts by this method; on the day they were started.
    Tried(Method),
    /// Those of them that brought money.
    Succeeded(Method),
    /// Attempts from an account at this bank, as the provider names it; on the day they were
    /// started. Only accounts that were linked say at which bank they are.
    TriedAt(String),
    /// Those of them that brought money.
    SucceededAt(String),
    /// Payments by how long they took from the start of the first attempt; on the day they were
    /// known.
    Took(Took),
    /// Payments by this method, and how much they brought; on the day they were known.
    Paid(Method),
    /// Cases, and how much money they are about; on the day they were known.
    Case(CaseKind),
}

impl Figure {
    /// What it is filed under.
    fn as_sql(&self) -> (&'static str, String) {
        match self {
            Self::Reached(reached) => ("reached", reached.as_str().to_owned()),
            Self::Tried(method) => ("tried", method.as_str().to_owned()),
            Self::Succeeded(method) => ("succeeded", method.as_str().to_owned()),
            Self::TriedAt(bank) => ("tried_at", bank.clone()),
            Self::SucceededAt(bank) => ("succeeded_at", bank.clone()),
            Self::Took(took) => ("took", took.seconds().to_string()),
            Self::Paid(method) => ("paid", method.as_str().to_owned()),
            Self::Case(kind) => ("case", case_name(*kind).to_owned()),
        }
    }

    fn from_sql(kind: &str, label: &str) -> Option<Self> {
        let method = || label.parse().ok();
        match kind {
            "reached" => Reached::ALL
                .into_iter()
                .find(|reached| reached.as_str() == label)
                .map(Self::Reached),
            "tried" => method().map(Self::Tried),
            "succeeded" => method().map(Self::Succeeded),
            "tried_at" => Some(Self::TriedAt(label.to_owned())),
            "succeeded_at" => Some(Self::SucceededAt(label.to_owned())),
            "took" => label.parse().ok().map(Took::of).map(Self::Took),
            "paid" => method().map(Self::Paid),
            "case" => CASES
                .into_iter()
                .find(|kind| case_name(*kind) == label)
                .map(Self::Case),
            _ => None,
        }
    }
}

const CASES: [CaseKind; 3] = [
    CaseKind::DuplicatePayment,
    CaseKind::LatePayment,
    CaseKind::ReturnedPayment,
];

const fn case_name(kind: CaseKind) -> &'static str {
    match kind {
        CaseKind::DuplicatePayment => "duplicate_payment",
        CaseKind::LatePayment => "late_payment",
        CaseKind::ReturnedPayment => "returned_payment",
    }
}
