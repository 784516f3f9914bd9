//! Writes money, times and dates as a language does. On the server only: what the browser
//! shows comes already written.

use jiff::{
    Timestamp as Instant, Zoned,
    civil::Date,
    tz::{self, TimeZone},
};
use payment::{Locale, Money, Province, Timestamp};

use crate::words::words;

/// A space at which no line breaks.
const NO_BREAK: char = '\u{a0}';

/// An amount with its dollar sign: `$1,234.50`, or `1 234,50 $` in French, where the spaces
/// do not break.
#[must_use]
pub fn money(amount: Money, locale: Locale) -> String {
    let (dollars, cents) = (amount.cents() / 100, amount.cents() % 100);
    match locale {
        Locale::EnCa => format!("${}.{cents:02}", thousands(dollars, ',')),
        Locale::FrCa => format!("{},{cents:02}{NO_BREAK}$", thousands(dollars, NO_BREAK)),
    }
}

/// The link that calls a telephone number as a merchant wrote it. Ten digits without a country
/// are a Canadian number; what is shorter is called as it is.
#[must_use]
pub fn call(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        _ if phone.trim_start().starts_with('+') => format!("tel:+{digits}"),
        10 => format!("tel:+1{digits}"),
        11 if digits.starts_with('1') => format!("tel:+{digits}"),
        _ => format!("tel:{digits}"),
    }
}

/// The same without cents, for round numbers: `$3,000`, or `3 000 $` in French.
#[must_use]
pub fn whole(amount: Money, locale: Locale) -> String {
    let dollars = amount.cents() / 100;
    match locale {
        Locale::EnCa => format!("${}", thousands(dollars, ',')),
        Locale::FrCa => format!("{}{NO_BREAK}$", thousands(dollars, NO_BREAK)),
    }
}

fn thousands(number: i64, separator: char) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// The clock by which a page tells times.
#[derive(Clone, Debug)]
pub struct Clock(TimeZone);

impl Clock {
    /// The clock by which machines count days.
    #[must_use]
    pub const fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// The clock on the wall where most people of a province live; Toronto's when the
    /// province is not known.
    #[must_use]
    pub fn of(province: Option<&Province>) -> Self {
        Self(match province.map(Province::as_str) {
            Some("BC") => tz::get!("America/Vancouver"),
            Some("YT") => tz::get!("America/Whitehorse"),
            Some("AB" | "NT") => tz::get!("America/Edmonton"),
            Some("SK") => tz::get!("America/Regina"),
            Some("MB") => tz::get!("America/Winnipeg"),
            Some("NB" | "NS" | "PE") => tz::get!("America/Halifax"),
            Some("NL") => tz::get!("America/St_Johns"),
            _ => tz::get!("America/Toronto"),
        })
    }

    /// `10:42 a.m.`, or `10 h 42` in French.
    #[must_use]
    pub fn time(&self, at: Timestamp, locale: Locale) -> String {
        let at = self.zoned(at);
        (words(locale).calendar.time)(at.hour(), at.minute())
    }

    /// `November 20, 2026`, or `20 novembre 2026` in French.
    #[must_use]
    pub fn date(&self, at: Timestamp, locale: Locale) -> String {
        date(self.zoned(at).date(), locale)
    }

    /// A time of day; with its date where that is another day than today.
    #[must_use]
    pub fn when(&self, at: Timestamp, now: Timestamp, locale: Locale) -> String {
        let time = self.time(at, locale);
        if self.day(at) == self.day(now) {
            return time;
        }
        (words(locale).calendar.at)(&self.date(at, locale), &time)
    }

    /// The day on that clock.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> Date {
        self.zoned(at).date()
    }

    /// Date, time and the zone's short name, for papers that travel: a receipt.
    #[must_use]
    pub fn moment(&self, at: Timestamp, locale: Locale) -> String {
        // After a hyphen a line may end, before a minus and its figures it may not.
        let zone = self.zoned(at).strftime("%:z").to_string();
        let zone = zone.replace('-', "\u{2212}");
        let (date, time) = (self.date(at, locale), self.time(at, locale));
        let moment = (words(locale).calendar.at)(&date, &time);
        format!("{moment} (UTC{zone})")
    }

    /// A moment so far away that no calendar holds it is shown as the calendar's end.
    fn zoned(&self, at: Timestamp) -> Zoned {
        Instant::from_microsecond(at.as_micros())
            .unwrap_or(Instant::MAX)
            .to_zoned(self.0.clone())
    }
}

/// `Tuesday, December 1`, or `mardi 1er décembre` in French: a day of the next weeks.
#[must_use]
pub fn weekday(date: Date, locale: Locale) -> String {
    let calendar = &words(locale).calendar;
    let at = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
    (calendar.weekday)(calendar.weekdays[at], &day_of_month(date, locale))
}

/// `November 20, 2026`, or `20 novembre 2026` in French.
#[must_use]
pub fn date(date: Date, locale: Locale) -> String {
    (words(locale).calendar.date)(&day_of_month(date, locale), date.year())
}

/// `November 20`, or `20 novembre` in French.
fn day_of_month(date: Date, locale: Locale) -> String {
    let calendar = &words(locale).calendar;
    let month = usize::try_from(date.month() - 1).unwrap_or_default();
    (calendar.day)(date.day(), calendar.months[month])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cents(cents: i64) -> Money {
        Money::from_cents(cents).expect("not negative")
    }

    fn at(text: &str) -> Timestamp {
        let instant: Instant = text.parse().expect("a moment");
        Timestamp::from_micros(instant.as_microsecond())
    }

    #[test]
    fn each_language_writes_money_its_own_way() {
        for (amount, en, fr) in [
            (25_000, "$250.00", "250,00\u{a0}$"),
            (5, "$0.05", "0,05\u{a0}$"),
            (
                123_456_789,
                "$1,234,567.89",
                "1\u{a0}234\u{a0}567,89\u{a0}$",
            ),
        ] {
            assert_eq!(money(cents(amount), Locale::EnCa), en);
            assert_eq!(money(cents(amount), Locale::FrCa), fr);
        }
    }

    #[test]
    fn times_are_told_by_the_clock_of_the_payers_province() {
        let noon_utc = at("2026-11-20T15:42:00Z");
        let toronto = Clock::of(None);
        assert_eq!(toronto.time(noon_utc, Locale::EnCa), "10:42\u{a0}a.m.");
        assert_eq!(toronto.time(noon_utc, Locale::FrCa), "10\u{a0}h\u{a0}42");
        let newfoundland = "NL".parse().expect("a province");
        assert_eq!(
            Clock::of(Some(&newfoundland)).time(noon_utc, Locale::EnCa),
            "12:12\u{a0}p.m."
        );
    }

    #[test]
    fn summer_and_winter_time_are_known() {
        let toronto = Clock::of(None);
        assert_eq!(
            toronto.time(at("2026-07-01T16:00:00Z"), Locale::FrCa),
            "12\u{a0}h"
        );
        assert_eq!(
            toronto.time(at("2026-12-01T05:00:00Z"), Locale::EnCa),
            "12:00\u{a0}a.m."
        );
    }

    #[test]
    fn each_language_writes_dates_its_own_way() {
        let first = at("2026-05-01T16:00:00Z");
        let toronto = Clock::of(None);
        assert_eq!(toronto.date(first, Locale::EnCa), "May 1, 2026");
        assert_eq!(toronto.date(first, Locale::FrCa), "1er\u{a0}mai 2026");
        assert_eq!(
            toronto.moment(first, Locale::EnCa),
            "May 1, 2026, 12:00\u{a0}p.m. (UTC\u{2212}04:00)"
        );
    }

    #[test]
    fn a_day_of_the_next_weeks_is_told_by_its_weekday() {
        for (day, en, fr) in [
            (
                "2026-12-01",
                "Tuesday, December 1",
                "mardi 1er\u{a0}décembre",
            ),
            (
                "2026-11-23",
                "Monday, November 23",
                "lundi 23\u{a0}novembre",
            ),
            ("2027-01-03", "Sunday, January 3", "dimanche 3\u{a0}janvier"),
        ] {
            let day: Date = day.parse().expect("a date");
            assert_eq!(weekday(day, Locale::EnCa), en);
            assert_eq!(weekday(day, Locale::FrCa), fr);
        }
    }

    proptest! {
        #[test]
        fn no_moment_breaks_the_clock(micros: i64) {
            for locale in Locale::ALL {
                let moment = Clock::of(None).moment(Timestamp::from_micros(micros), locale);
                prop_assert!(!moment.is_empty());
            }
        }
    }
}
