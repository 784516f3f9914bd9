use std::{fmt, time::Duration};

use http::StatusCode;
use payment::Timestamp;
use store::{Fate, MAX_ANSWER, Try, TryOutcome};

use super::plan;

/// What came of sending something once.
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

/// Without the body, in which a merchant's server may say anything.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("outcome", &self.outcome)
            .field("asked", &self.asked)
            .field("took", &self.took)
            .finish_non_exhaustive()
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_merchants_server_says_is_in_no_log() {
        let answer = Answer {
            body: b"Dear John Doe".to_vec(),
            ..Answer::none(TryOutcome::Refused, Duration::ZERO)
        };
        let formatted = format!("{answer:?}");
        assert!(!formatted.contains("John"), "{formatted}");
        assert!(!formatted.contains("74, 111"), "nor its bytes: {formatted}");
    }
}
