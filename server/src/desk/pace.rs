use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use payment::{AttemptId, Timestamp};

/// The most attempts that are remembered. Beyond it one may be read sooner than it should.
const REMEMBERED: usize = 10_000;

/// The least time between two reads that somebody's page brings about. A page that is loaded
/// again and again must not become a stream of questions to the provider.
const LEAST: Duration = Duration::from_secs(5);

/// When each attempt was read last.
#[derive(Debug, Default)]
pub(super) struct Pace(Mutex<HashMap<AttemptId, Timestamp>>);

impl Pace {
    pub(super) fn note(&self, attempt: &AttemptId, now: Timestamp) {
        let mut read = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if read.len() >= REMEMBERED {
            read.clear();
        }
        read.insert(attempt.clone(), now);
    }

    /// Whether the attempt may be read again because a page asks for it.
    pub(super) fn allows(&self, attempt: &AttemptId, now: Timestamp) -> bool {
        let read = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        read.get(attempt)
            .is_none_or(|last| now.since(*last) >= LEAST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_loaded_again_and_again_asks_every_five_seconds() {
        let (pace, attempt, now) = (
            Pace::default(),
            AttemptId::from_bytes([1; 16]),
            Timestamp::from_micros(0),
        );
        assert!(pace.allows(&attempt, now));
        pace.note(&attempt, now);
        assert!(!pace.allows(&attempt, now.plus(Duration::from_secs(4))));
        assert!(pace.allows(&attempt, now.plus(LEAST)));
    }
}
