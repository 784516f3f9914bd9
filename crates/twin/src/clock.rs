use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The twin's own time: the machine's, plus what the control plane has added.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Clock {
    ahead: Duration,
}

impl Clock {
    /// What time it is in the twin. At the end of representable time the clock stands still.
    pub(crate) fn now(self) -> Timestamp {
        Timestamp::now()
            .saturating_add(self.ahead)
            .unwrap_or(Timestamp::MAX)
    }

    /// Moves the clock forward. Time never runs backwards.
    pub(crate) fn advance(&mut self, by: Duration) {
        self.ahead = self.ahead.saturating_add(by);
    }
}

/// Seconds and microseconds as the provider writes them: `2026-10-01T12:00:00.000000Z`
/// `[ET-det]`.
pub(crate) fn written(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}
