use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Where the clock of a seeded twin starts: 2026-10-01, noon UTC.
const START: Timestamp = Timestamp::constant(1_790_856_000, 0);

/// The twin's own time: the machine's, plus what the control plane has added. With a seed it
/// does not run at all: it starts at a fixed moment and moves only when it is told to.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Clock {
    ahead: Duration,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stands_at: Option<Timestamp>,
}

impl Clock {
    /// Stops the clock where the time of a seeded twin starts, unless it stands already.
    pub(crate) fn stand(&mut self) {
        self.stands_at.get_or_insert(START);
    }

    /// What time it is in the twin. At the end of representable time the clock stands still.
    pub(crate) fn now(self) -> Timestamp {
        self.stands_at
            .unwrap_or_else(Timestamp::now)
            .saturating_add(self.ahead)
            .unwrap_or(Timestamp::MAX)
    }

    /// Moves the clock forward. Time never runs backwards.
    pub(crate) fn advance(&mut self, by: Duration) {
        self.ahead = self.ahead.saturating_add(by);
    }

    /// How long a moment is away, where the clock gets there by itself.
    pub(crate) fn until(self, moment: Timestamp, now: Timestamp) -> Option<Duration> {
        if self.stands_at.is_some() {
            return None;
        }
        Some(moment.duration_since(now).try_into().unwrap_or_default())
    }
}

/// Seconds and microseconds as the provider writes them: `2026-10-01T12:00:00.000000Z`
/// `[ET-det]`.
pub(crate) fn written(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}

/// As a `Date` header has it.
pub(crate) fn header(at: Timestamp) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
