use std::{fmt, str::FromStr, time::Duration};

use jiff::{
    Timestamp as Instant, ToSpan as _,
    civil::Date,
    tz::{self, TimeZone},
};
use payment::Timestamp;

/// A day on the calendar in Toronto, whose clock most of the country's banks go by. An evening
/// counts for the day on which it was an evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

const EPOCH: Date = Date::constant(1970, 1, 1);

const fn zone() -> TimeZone {
    tz::get!("America/Toronto")
}

impl Day {
    /// The day on which that moment is; the calendar's last where it holds the moment no more.
    #[must_use]
    pub fn of(at: Timestamp) -> Self {
        let instant = Instant::from_microsecond(at.as_micros()).unwrap_or(Instant::MAX);
        Self(instant.to_zoned(zone()).date())
    }

    /// Its date.
    #[must_use]
    pub const fn date(self) -> Date {
        self.0
    }

    /// The moment at which it begins.
    #[must_use]
    pub fn begin(self) -> Timestamp {
        let instant = self.0.to_zoned(zone());
        let instant = instant.map_or(Instant::MAX, |begin| begin.timestamp());
        Timestamp::from_micros(instant.as_microsecond())
    }

    /// The day after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1.day()))
    }

    /// So many days before it.
    #[must_use]
    pub fn minus(self, days: u16) -> Self {
        Self(
            self.0
                .saturating_sub(Duration::from_secs(u64::from(days) * 24 * 60 * 60)),
        )
    }

    /// Days since 1970-01-01.
    pub(super) fn as_sql(self) -> i64 {
        self.0.duration_since(EPOCH).as_hours() / 24
    }

    pub(super) fn from_sql(days: i64) -> Option<Self> {
        EPOCH
            .checked_add(i32::try_from(days).ok()?.days())
            .ok()
            .map(Self)
    }
}

/// As a calendar writes it: `2026-11-20`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a date is written like 2026-11-20")]
pub struct InvalidDay;

impl FromStr for Day {
    type Err = InvalidDay;

    fn from_str(text: &str) -> Result<Self, InvalidDay> {
        let fits = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        let date = text.parse().ok().filter(|_| fits);
        date.map(Self).ok_or(InvalidDay)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Timestamp {
        let instant: Instant = text.parse().expect("a moment");
        Timestamp::from_micros(instant.as_microsecond())
    }

    #[test]
    fn an_evening_counts_for_the_day_on_which_it_was_one() {
        let evening = Day::of(at("2026-11-21T03:30:00Z"));
        assert_eq!(evening.date(), Date::constant(2026, 11, 20));
        assert_eq!(evening.begin(), at("2026-11-20T05:00:00Z"));
        assert_eq!(evening.next().begin(), at("2026-11-21T05:00:00Z"));
    }

    #[test]
    fn a_day_with_a_change_of_the_clock_is_one_day() {
        let spring = Day::of(at("2026-03-08T12:00:00Z"));
        assert_eq!(spring.begin(), at("2026-03-08T05:00:00Z"));
        assert_eq!(spring.next().begin(), at("2026-03-09T04:00:00Z"));
        assert_eq!(spring.minus(1).next(), spring);
    }

    #[test]
    fn a_day_is_read_as_calendars_write_it_and_no_other_way() {
        let day: Day = "2026-02-28".parse().expect("a day");
        assert_eq!(day.to_string(), "2026-02-28");
        for odd in [
            "2026-02-30",
            "20260228",
            "2026-2-8",
            "",
            "-002026-02",
            "2026-02-28T00:00:00Z",
        ] {
            assert_eq!(odd.parse::<Day>(), Err(InvalidDay), "{odd:?}");
        }
    }

    proptest! {
        #[test]
        fn a_day_is_kept_and_read_back_whatever_the_moment(micros: i64) {
            let day = Day::of(Timestamp::from_micros(micros));
            prop_assert_eq!(Day::from_sql(day.as_sql()), Some(day));
        }
    }
}
