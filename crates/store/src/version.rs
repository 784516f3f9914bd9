use std::{fmt, str::FromStr};

/// How far a checkout's log goes: the number of its events. The last event's sequence
/// number is the same figure, so a version also names an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(u32);

impl Version {
    /// Before the first event.
    pub const NONE: Self = Self(0);

    /// The version with so many events.
    #[must_use]
    pub const fn new(events: u32) -> Self {
        Self(events)
    }

    /// The number of events.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The version one event later. A log that long would fill any disk first.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    pub(crate) fn as_sql(self) -> i64 {
        i64::from(self.0)
    }

    pub(crate) fn from_sql(number: i64) -> Option<Self> {
        u32::try_from(number).ok().map(Self)
    }
}

/// The bare number, as in `Last-Event-ID`.
impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Version {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}
