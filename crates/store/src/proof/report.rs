use std::fmt;

use payment::CheckoutId;

use super::Fault;
use crate::Version;

/// How many findings a report keeps. It counts them all.
pub const MAX_FINDINGS: usize = 1_000;

/// What was looked at, and everything in it that is not as it should be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Checkouts that were looked at.
    pub checkouts: u64,
    /// Events of their logs.
    pub events: u64,
    /// Rows that lead from a provider's session to its attempt.
    pub sessions: u64,
    /// What merchants were told, as far as it is still kept.
    pub notifications: u64,
    /// How much is wrong.
    pub faults: u64,
    /// What is wrong: the first [`MAX_FINDINGS`].
    pub findings: Vec<Finding>,
}

/// Something that is not as it should be. It says where and what, and quotes nothing that
/// could be personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// What.
    pub fault: Fault,
}

/// Where something is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The database as a whole.
    Database,
    /// A checkout's row.
    Checkout(CheckoutId),
    /// An event in its log.
    Event(CheckoutId, Version),
    /// A row whose checkout's id is none; the one before it, in the order of ids, where there
    /// is one.
    Nowhere(Option<CheckoutId>),
}

impl Report {
    /// Whether everything is as it should be.
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        self.faults == 0
    }

    pub(super) fn add(&mut self, place: Place, fault: Fault) {
        self.faults += 1;
        if self.findings.len() < MAX_FINDINGS {
            self.findings.push(Finding { place, fault });
        }
    }
}

impl Place {
    /// The checkout that it is about, where it is about one.
    #[must_use]
    pub const fn checkout(&self) -> Option<&CheckoutId> {
        match self {
            Self::Checkout(checkout) | Self::Event(checkout, _) => Some(checkout),
            Self::Database | Self::Nowhere(_) => None,
        }
    }

    /// The event that it is about, where it is about one.
    #[must_use]
    pub const fn event(&self) -> Option<Version> {
        match self {
            Self::Event(_, seq) => Some(*seq),
            Self::Database | Self::Checkout(_) | Self::Nowhere(_) => None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database => f.write_str("the database"),
            Self::Checkout(checkout) => checkout.fmt(f),
            Self::Event(checkout, seq) => write!(f, "{checkout} event {seq}"),
            Self::Nowhere(None) => f.write_str("a row before every checkout"),
            Self::Nowhere(Some(before)) => write!(f, "a row next to {before}"),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.fault)
    }
}
