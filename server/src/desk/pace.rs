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

/// How many keys to the provider's page for linking an account an attempt gets at once, as a
/// page in a frame, in a window and in another language takes; after that one a second.
const KEYS_AT_ONCE: u64 = 5;

/// The most keys that one attempt gets.
const KEYS: u64 = 30;

/// How often keys were asked for and got for each attempt, and since when.
#[derive(Debug, Default)]
pub(super) struct Keys(Mutex<HashMap<AttemptId, Taken>>);

#[derive(Debug)]
struct Taken {
    asked: u64,
    got: u64,
    since: Timestamp,
}

impl Keys {
    /// Whether another key may be asked for; then it counts as asked for.
    pub(super) fn ask(&self, attempt: &AttemptId, now: Timestamp) -> bool {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.len() >= REMEMBERED {
            taken.clear();
        }
        let taken = taken.entry(attempt.clone()).or_insert(Taken {
            asked: 0,
            got: 0,
            since: now,
        });
        let by_now = KEYS_AT_ONCE.saturating_add(now.since(taken.since).as_secs());
        let is_allowed = taken.asked < by_now && taken.got < KEYS;
        taken.asked += u64::from(is_allowed);
        is_allowed
    }

    /// Notes that the provider gave one: what it refused is nobody's fault here.
    pub(super) fn note(&self, attempt: &AttemptId) {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = taken.get_mut(attempt) {
            taken.got += 1;
        }
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

    #[test]
    fn an_attempt_gets_a_few_keys_at_once_then_one_a_second_and_no_more_than_thirty() {
        let (keys, attempt) = (Keys::default(), AttemptId::from_bytes([1; 16]));
        let at = |seconds| Timestamp::from_micros(0).plus(Duration::from_secs(seconds));
        let take = |seconds| {
            let is_allowed = keys.ask(&attempt, at(seconds));
            if is_allowed {
                keys.note(&attempt);
            }
            is_allowed
        };
        let taken = |seconds| (0..100).filter(|_| take(seconds)).count();
        assert_eq!(taken(0), 5);
        assert_eq!(taken(1), 1);
        assert_eq!(taken(3600), 24);
        assert_eq!(taken(7200), 0);
    }
}
