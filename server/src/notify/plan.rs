//! When a notification is tried again.

use std::{fmt::Display, time::Duration};

use store::Digest;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

/// Seconds between one try and the next. All of them together are a little over three days, so
/// that a merchant who is away from Friday evening to Monday morning misses nothing.
const WAITS: [u64; 15] = [
    5,
    30,
    2 * MINUTE,
    10 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    4 * HOUR,
    6 * HOUR,
    8 * HOUR,
    10 * HOUR,
    10 * HOUR,
    10 * HOUR,
    12 * HOUR,
    12 * HOUR,
];

/// The longest that an endpoint may ask to be left alone.
const LONGEST_ASKED: Duration = Duration::from_secs(24 * HOUR);

/// How long to wait after so many tries, the first of which was number 1; `None` when it is to
/// be given up. `asked` is what the endpoint asked for; `jitter` any number at all, which
/// spreads what failed together over a fifth of the time more.
pub(crate) fn wait(tries: u32, asked: Option<Duration>, jitter: u32) -> Option<Duration> {
    let step = usize::try_from(tries).ok()?.checked_sub(1)?;
    let seconds = *WAITS.get(step)?;
    let most = seconds * 1_000 / 5;
    let more = most * u64::from(jitter) / u64::from(u32::MAX);
    let planned = Duration::from_millis(seconds * 1_000 + more);
    Some(asked.map_or(planned, |asked| asked.min(LONGEST_ASKED).max(planned)))
}

/// A number that no two of what is sent share, nor two tries of one: as good as chance to spread
/// what failed together, and it can be worked out again.
pub(crate) fn jitter(id: impl Display, tries: u32) -> u32 {
    let digest = Digest::of(format!("{id} {tries}"));
    let [a, b, c, d, ..] = *digest.as_bytes();
    u32::from_be_bytes([a, b, c, d])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(jitter: u32) -> Vec<Duration> {
        (1..).map_while(|tries| wait(tries, None, jitter)).collect()
    }

    #[test]
    fn there_are_sixteen_tries_over_at_least_three_days_and_less_than_four() {
        for jitter in [0, 1, u32::MAX / 2, u32::MAX] {
            let waits = all(jitter);
            assert_eq!(waits.len() + 1, 16);
            let days = waits.iter().sum::<Duration>().as_secs() / (24 * HOUR);
            assert_eq!(days, 3, "{jitter}");
        }
    }

    #[test]
    fn each_wait_is_as_long_as_the_one_before_or_longer_and_spread_by_a_fifth() {
        let (least, most) = (all(0), all(u32::MAX));
        assert!(least.is_sorted());
        for (least, most) in least.iter().zip(&most) {
            assert_eq!(*most, *least + *least / 5);
        }
        assert_ne!(wait(3, None, 1_000_000_000), wait(3, None, 2_000_000_000));
    }

    #[test]
    fn who_asks_for_more_time_gets_it_up_to_a_day() {
        let seconds = |tries, asked| wait(tries, Some(Duration::from_secs(asked)), 0);
        assert_eq!(seconds(1, 3600), Some(Duration::from_secs(3600)));
        assert_eq!(seconds(1, 1), Some(Duration::from_secs(5)), "and no less");
        assert_eq!(seconds(1, 90 * 24 * HOUR), Some(LONGEST_ASKED));
        assert_eq!(seconds(16, 60), None, "and no further try");
    }

    #[test]
    fn before_the_first_try_there_is_no_wait() {
        assert_eq!(wait(0, None, 0), None);
    }
}
