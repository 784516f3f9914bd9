//! When the provider is in trouble.

use std::time::Duration;

use serde_json::{Value, json};

use super::{
    agenda::Appointment,
    failure::Broken,
    perform::Flow,
    world::{START, World},
};

const DAY: u64 = 24 * 60 * 60;

/// While most customers are there.
const BUSY: Duration = Duration::from_secs(3 * 60 * 60);

/// While anything may still happen.
const LONG: Duration = Duration::from_secs(60 * DAY);

/// Named faults of the twin, each good for a few strikes. Left out are those that strike its
/// pages and what comes of them, because nobody here walks through one, what only takes time,
/// and the storm, which has a seed here.
const STRIKES: [&str; 30] = [
    "webhook_lost",
    "webhook_doubled",
    "webhook_late",
    "webhook_reordered",
    "webhook_badly_signed",
    "webhook_other_style",
    "webhook_replayed",
    "webhook_unknown_event",
    "webhook_unknown_status",
    "status_401",
    "status_403",
    "status_429",
    "status_500",
    "status_500_after",
    "status_503",
    "reset",
    "reset_after",
    "half_body",
    "wrong_content_type",
    "wrong_content_type_after",
    "nonsense",
    "unknown_field",
    "clock_skew",
    "clock_behind",
    "status_lagging",
    "processing_reads",
    "unknown_status",
    "unknown_code",
    "token_expires_early",
    "token_single_use",
];

impl World {
    /// Puts something in force. It ends by itself, or when the provider is well again.
    pub(super) async fn trouble(&mut self) -> Result<Flow, Broken> {
        let (fault, lasts) = self.fault();
        self.trace.note(format_args!("trouble: {fault}"));
        self.counts.troubles += 1;
        self.bank.fault(&fault).await?;
        self.meet(5, lasts, Appointment::Calm);
        Ok(Flow::On)
    }

    /// Puts everything right.
    pub(super) async fn calm(&mut self) -> Result<Flow, Broken> {
        self.trace.note(format_args!("calm"));
        self.bank.fault(&json!({ "clear": true })).await?;
        // When all have gone home, hardly anybody notices.
        let since = self.now.since(START);
        if since < BUSY {
            self.meet(20, 900, Appointment::Trouble);
        } else if since < LONG {
            self.meet(DAY, 12 * DAY, Appointment::Trouble);
        }
        Ok(Flow::On)
    }

    fn fault(&mut self) -> (Value, u64) {
        match self.dice.below(20) {
            // It is down, and says so: for a while nothing works at all.
            0 => (json!({ "status": 500 }), 900),
            1 => (json!({ "status": 503, "retry_after": 30 }), 600),
            // One call never works.
            2 => {
                let endpoints = ["create", "cancel", "details", "status", "authorize"];
                let endpoint = self.dice.pick(&endpoints);
                let moment = self.dice.pick(&["before", "after"]);
                let fault = json!({ "status": 500, "endpoint": endpoint, "moment": moment });
                (fault, 600)
            }
            3 | 4 => {
                let (seed, rate) = (self.dice.below(1_000), self.dice.between(5, 25));
                (json!({ "seed": seed, "rate": rate }), 120)
            }
            _ => {
                let name = self.dice.pick(&STRIKES);
                let times = self.dice.between(1, 3);
                (json!({ "name": name, "times": times }), 900)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use twin::Strikes;

    use super::*;

    #[test]
    fn every_fault_of_the_twin_that_can_strike_here_does() {
        let is_of_a_page = |strikes| match strikes {
            Strikes::Pages | Strikes::Outcomes => true,
            Strikes::Answers | Strikes::Reads | Strikes::Tokens | Strikes::Webhooks => false,
        };
        let left_out: Vec<_> = twin::faults()
            .into_iter()
            .filter(|fault| !is_of_a_page(fault.strikes))
            .map(|fault| fault.name)
            .filter(|name| !STRIKES.contains(name))
            .collect();
        assert_eq!(left_out, ["slow", "storm"]);
    }
}
