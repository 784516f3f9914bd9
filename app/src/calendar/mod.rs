//! Which days are business days in Canada: days on which banks move money.
//!
//! Pure functions of a date and a province. What a page promises with them, and which of the
//! two calendars a promise is counted by, is in `docs/decisions/business-days.md`.

mod holiday;
#[cfg(test)]
mod tests;

use jiff::{ToSpan as _, civil::Date};
use payment::Province;

pub use self::holiday::Holiday;

/// More days in a row than banks are ever closed: Christmas and Boxing Day on a Saturday and a
/// Sunday, and the two days in lieu of them, are four.
const LONGEST_REST: u8 = 10;

/// Whose business days are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar<'a> {
    province: Option<&'a Province>,
}

impl<'a> Calendar<'a> {
    /// The days on which payments are exchanged between banks: Monday to Friday, without the
    /// holidays that all of Canada's banks keep.
    #[must_use]
    pub const fn of_payments() -> Self {
        Self { province: None }
    }

    /// The same without a province's own holidays, where the province is known.
    #[must_use]
    pub const fn of(province: Option<&'a Province>) -> Self {
        Self { province }
    }

    /// Whether money moves on that day.
    #[must_use]
    pub fn is_business_day(self, day: Date) -> bool {
        !holiday::is_weekend(day) && self.holiday(day).is_none()
    }

    /// The holiday that is kept on that day, perhaps in lieu of a day of the weekend before.
    #[must_use]
    pub fn holiday(self, day: Date) -> Option<Holiday> {
        Holiday::ALL
            .into_iter()
            .filter(|holiday| holiday.is_kept(self.province))
            .find(|holiday| holiday.observed(day.year()) == Some(day))
    }

    /// That day where it is a business day, else the next one.
    #[must_use]
    pub fn on_or_after(self, day: Date) -> Date {
        let mut day = day;
        for _ in 0..LONGEST_REST {
            if self.is_business_day(day) {
                break;
            }
            day = after(day, 1);
        }
        day
    }

    /// The first business day after that day.
    #[must_use]
    pub fn next(self, day: Date) -> Date {
        self.on_or_after(after(day, 1))
    }

    /// That many business days later. None later is the day itself.
    #[must_use]
    pub fn later(self, day: Date, business_days: u8) -> Date {
        (0..business_days).fold(day, |day, _| self.next(day))
    }
}

/// That many days of the calendar later; the calendar's last day where it ends before.
#[must_use]
pub fn after(day: Date, days: u16) -> Date {
    day.saturating_add(i32::from(days).days())
}
