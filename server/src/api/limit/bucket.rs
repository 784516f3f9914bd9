use std::{collections::HashMap, hash::Hash, num::NonZeroU32, time::Duration};

use payment::Timestamp;

/// How much may come, and how fast it may come again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quota {
    /// At once, after a rest.
    burst: NonZeroU32,
    /// How long one more takes to come free, in nanoseconds.
    pause: u64,
}

impl Quota {
    /// So many at once, and as many again within that time.
    pub(crate) fn new(burst: NonZeroU32, refilled_in: Duration) -> Self {
        let nanos = u64::try_from(refilled_in.as_nanos()).unwrap_or(u64::MAX);
        Self {
            burst,
            pause: (nanos / u64::from(burst.get())).max(1),
        }
    }

    pub(crate) const fn burst(self) -> u32 {
        self.burst.get()
    }

    /// How long it takes until all of it has come again.
    pub(crate) const fn window(self) -> Duration {
        Duration::from_nanos(self.pause.saturating_mul(self.burst.get() as u64))
    }
}

/// What is left for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Left {
    /// Whether this one is let through.
    pub(crate) admitted: bool,
    /// How many more may come right now.
    pub(crate) requests: u32,
    /// When all of the quota is there again.
    pub(crate) full_in: Duration,
    /// How long until another one is let through; no time at all where one is left.
    pub(crate) next_in: Duration,
}

/// How much each of many has taken: the generic cell rate algorithm, which remembers one moment
/// for each. Whoever has taken nothing for a while is forgotten.
#[derive(Debug)]
pub(crate) struct Buckets<K> {
    quota: Quota,
    /// When all of a bucket is there again, in nanoseconds.
    full_at: HashMap<K, u128>,
    /// For all who find no room in the table, together.
    crowd: u128,
    room: usize,
}

impl<K: Eq + Hash> Buckets<K> {
    /// For so many at a time.
    pub(crate) fn new(quota: Quota, room: usize) -> Self {
        Self {
            quota,
            full_at: HashMap::new(),
            crowd: 0,
            room,
        }
    }

    /// Takes one, where one is left.
    pub(crate) fn take(&mut self, key: K, now: Timestamp) -> Left {
        let now = nanos(now);
        if self.full_at.len() >= self.room && !self.full_at.contains_key(&key) {
            self.full_at.retain(|_, full_at| *full_at > now);
        }
        let has_room = self.full_at.len() < self.room || self.full_at.contains_key(&key);
        let full_at = if has_room {
            self.full_at.entry(key).or_insert(now)
        } else {
            &mut self.crowd
        };
        let Quota { burst, pause } = self.quota;
        let (burst, pause) = (u128::from(burst.get()), u128::from(pause));
        let taken = (*full_at).max(now) - now;
        let admitted = taken + pause <= burst * pause;
        let taken = if admitted { taken + pause } else { taken };
        *full_at = now + taken;
        let left = burst.saturating_sub(taken.div_ceil(pause));
        let wait = (taken + pause).saturating_sub(burst * pause);
        let duration = |nanos| Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX));
        Left {
            admitted,
            requests: u32::try_from(left).unwrap_or(u32::MAX),
            full_in: duration(taken),
            next_in: duration(wait),
        }
    }

    /// Gives one back that was taken and is not held against them.
    pub(crate) fn put_back(&mut self, key: &K) {
        let pause = u128::from(self.quota.pause);
        if let Some(full_at) = self.full_at.get_mut(key) {
            *full_at = full_at.saturating_sub(pause);
        } else if self.full_at.len() >= self.room {
            self.crowd = self.crowd.saturating_sub(pause);
        }
    }

    #[cfg(test)]
    fn remembered(&self) -> usize {
        self.full_at.len()
    }
}

fn nanos(at: Timestamp) -> u128 {
    u128::try_from(at.as_micros()).unwrap_or_default() * 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Timestamp {
        Timestamp::from_micros(1_000_000_000).plus(Duration::from_millis(millis))
    }

    fn buckets(room: usize) -> Buckets<&'static str> {
        let burst = NonZeroU32::new(10).expect("not zero");
        Buckets::new(Quota::new(burst, Duration::from_secs(5)), room)
    }

    #[test]
    fn a_burst_goes_through_and_then_as_many_as_come_free() {
        let mut buckets = buckets(9);
        let mut admitted = |tries, millis| {
            (0..tries)
                .filter(|_| buckets.take("a", at(millis)).admitted)
                .count()
        };
        assert_eq!(admitted(20, 0), 10);
        assert_eq!(admitted(20, 400), 0);
        assert_eq!(admitted(20, 500), 1);
        assert_eq!(admitted(20, 1500), 2);
        assert_eq!(admitted(20, 60_000), 10);
    }

    #[test]
    fn what_is_left_counts_down_and_both_waits_are_told() {
        let mut buckets = buckets(9);
        let first = buckets.take("a", at(0));
        assert_eq!(
            (first.requests, first.full_in, first.next_in),
            (9, Duration::from_millis(500), Duration::ZERO)
        );
        for _ in 0..9 {
            buckets.take("a", at(0));
        }
        let none = buckets.take("a", at(0));
        assert_eq!(
            none,
            Left {
                admitted: false,
                requests: 0,
                full_in: Duration::from_secs(5),
                next_in: Duration::from_millis(500),
            }
        );
        let later = buckets.take("a", at(400));
        assert_eq!(later.next_in, Duration::from_millis(100));
    }

    #[test]
    fn what_was_put_back_can_be_taken_again() {
        let mut buckets = buckets(1);
        for key in ["a", "b"] {
            for _ in 0..10 {
                buckets.take(key, at(0));
            }
            buckets.put_back(&key);
            assert!(buckets.take(key, at(0)).admitted, "{key}");
            assert!(!buckets.take(key, at(0)).admitted, "{key}");
        }
    }

    #[test]
    fn one_takes_nothing_from_another() {
        let mut buckets = buckets(9);
        for _ in 0..20 {
            buckets.take("a", at(0));
        }
        assert!(buckets.take("b", at(0)).admitted);
    }

    #[test]
    fn a_clock_that_stands_still_or_is_set_back_lets_no_more_through() {
        let mut buckets = buckets(9);
        for _ in 0..10 {
            buckets.take("a", at(1000));
        }
        assert!(!buckets.take("a", at(0)).admitted);
    }

    #[test]
    fn a_table_that_is_full_forgets_who_has_rested_and_puts_the_others_together() {
        let mut buckets = buckets(2);
        buckets.take("a", at(0));
        buckets.take("b", at(0));
        let crowd = ["c", "d", "e"].into_iter().cycle();
        let admitted = crowd
            .take(30)
            .filter(|key| buckets.take(key, at(1)).admitted);
        assert_eq!(admitted.count(), 10, "as one");
        assert_eq!(buckets.remembered(), 2);
        assert_eq!(buckets.take("f", at(9000)).requests, 9, "they have rested");
        assert_eq!(buckets.remembered(), 1);
    }
}
