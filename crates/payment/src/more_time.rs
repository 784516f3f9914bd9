//! How much longer a checkout can stay open for a customer who asks for more time.

use std::time::Duration;

use crate::{Attempt, Checkout, Phase, Timestamp};

/// The most that one extension gives. One of a checkout that was open for less at first gives
/// as long as that was.
const MOST: Duration = Duration::from_secs(60 * 60);

/// How many whole extensions a checkout has time for: a person must be able to ask ten times
/// [WCAG 2.2.1].
const TIMES: u32 = 10;

/// An extension gives at least this part of a whole one, so that a form sent twice asks once.
const LEAST: u32 = 10;

/// How long before the end the customer is warned, where there is so much time at all: signing
/// in at a bank with a code that comes by message takes a few minutes.
const WARNING: Duration = Duration::from_secs(5 * 60);

impl Checkout {
    /// How long one extension keeps it open, from the moment at which it is asked for.
    #[must_use]
    pub fn extension(&self) -> Duration {
        self.lifetime().min(MOST)
    }

    /// When it closes at the latest, however often somebody asks for more time.
    #[must_use]
    pub fn closes_by(&self) -> Timestamp {
        self.first_end.plus(self.extension() * TIMES)
    }

    /// Until when it would stay open if the customer asked for more time now; `None` where that
    /// is not to be had, or where asking now would give next to nothing.
    #[must_use]
    pub fn more_time(&self, now: Timestamp) -> Option<Timestamp> {
        let now = self.time(now);
        let is_open = self.phase == Phase::Open && now < self.expires_at;
        // The bank takes its days for a debit that is signed; nobody has to hurry.
        if !is_open || self.live().is_some_and(Attempt::is_scheduled) {
            return None;
        }
        let until = now.plus(self.extension()).min(self.closes_by());
        (until.since(self.expires_at) >= self.least()).then_some(until)
    }

    /// Whether there is more time to be had, now or later.
    #[must_use]
    pub fn has_more_time(&self) -> bool {
        let is_waiting = self.live().is_some_and(Attempt::is_scheduled);
        let left = self.closes_by().since(self.expires_at);
        self.phase == Phase::Open && !is_waiting && left >= self.least()
    }

    /// How long before its end the customer is warned: five minutes, or half of the time that
    /// the page was open for at first where that is less.
    #[must_use]
    pub fn warning(&self) -> Duration {
        WARNING.min(self.lifetime() / 2)
    }

    fn lifetime(&self) -> Duration {
        self.first_end.since(self.created_at)
    }

    /// The least that is worth an entry in the log.
    fn least(&self) -> Duration {
        (self.extension() / LEAST).max(Duration::from_micros(1))
    }
}
