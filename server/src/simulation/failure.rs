//! Why a world ended before its time.

use std::fmt;

/// What went wrong. Nothing in it is personal, nor is a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// Something that must always hold does not.
    Invariant {
        /// Its name, which reads as a sentence.
        name: &'static str,
        /// Where it was seen.
        seen: String,
    },
    /// The world itself asked for nonsense.
    Plan(String),
    /// The machine did not do what a world needs.
    Machine(String),
}

impl Broken {
    pub(super) fn invariant(name: &'static str, seen: impl Into<String>) -> Self {
        Self::Invariant {
            name,
            seen: seen.into(),
        }
    }

    pub(super) fn plan(what: impl Into<String>) -> Self {
        Self::Plan(what.into())
    }

    pub(super) fn machine(what: &str, error: &(dyn std::error::Error + 'static)) -> Self {
        Self::Machine(format!("{what}: {}", crate::chain::chain(error)))
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invariant { name, seen } => {
                write!(f, "{} does not hold: {seen}", name.replace('_', " "))
            }
            Self::Plan(what) => write!(f, "the world asked for nonsense: {what}"),
            Self::Machine(what) => write!(f, "the machine gave way: {what}"),
        }
    }
}

impl std::error::Error for Broken {}
