use std::time::Duration;

use http::StatusCode;
use payment::Timestamp;
use store::{Fate, MAX_ANSWER, Try, TryOutcome};

use super::plan;

/// What came of sending something once.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The HTTP status, where there was an answer.
    pub(crate) status: Option<StatusCode>,
    pub(crate) outcome: TryOutcome,
    /// For how long it asks to be left alone.
    pub(crate) asked: Option<Duration>,
    /// The beginning of what it says.
    pub(crate) body: Vec<u8>,
    pub(crate) took: Duration,
}

impl Answer {
    /// One that never came.
    pub(crate) const fn none(outcome: TryOutcome, took: Duration) -> Self {
        Self {
            status: None,
            outcome,
            asked: None,
            body: Vec::new(),
            took,
        }
    }

    /// What becomes of a delivery that was tried so often before this.
    pub(crate) fn fate(&self, tries_before: u32, now: Timestamp, jitter: u32) -> Fate {
        if self.outcome == TryOutcome::Delivered {
            return Fate::Delivered;
        }
        if self.status == Some(StatusCode::GONE) {
            return Fate::Gone;
        }
        plan::wait(tries_before.saturating_add(1), self.asked, jitter)
            .map_or(Fate::Dead, |wait| Fate::Again { at: now.plus(wait) })
    }

    /// The same as it is kept.
    pub(crate) fn kept(mut self, at: Timestamp) -> Try {
        self.body.truncate(MAX_ANSWER);
        Try {
            at,
            outcome: self.outcome,
            status: self.status.map(|status| status.as_u16()),
            took: self.took,
            answer: self.body,
        }
    }
}
