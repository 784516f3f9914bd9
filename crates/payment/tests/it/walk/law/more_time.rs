//! When the end moves.

use payment::{Command, Event, Evidence, Phase};

use super::{Held, Step, holds};

impl Step<'_> {
    pub(super) fn more_time(&self) -> Held {
        let (before, after) = (self.before, self.after);
        if *self.command != Command::Extend {
            return holds(
                before.expires_at == after.expires_at,
                "the end moved and nobody had asked",
            );
        }
        holds(
            before.phase == Phase::Open && self.now < before.expires_at,
            "time was given to what has none left",
        )?;
        holds(
            after.phase == before.phase && after.attempts == before.attempts,
            "asking for time did something else",
        )?;
        holds(before.expires_at < after.expires_at, "the end moved back")?;
        holds(
            after.expires_at <= after.closes_by(),
            "there is no end to it",
        )?;
        let is_extension = |event: &Event| matches!(event, Event::CheckoutExtended { .. });
        holds(
            self.count(is_extension) == 1 && self.events.len() == 1,
            "more was written than that",
        )?;
        holds(
            self.events[0].evidence == Evidence::Browser,
            "somebody else asked",
        )
    }
}
