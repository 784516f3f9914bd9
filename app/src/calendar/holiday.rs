use jiff::civil::{Date, Weekday};
use payment::Province;

use super::after;

/// A day on which banks rest, in all of Canada or in some of its provinces.
///
/// The days of the first group are holidays of the Canada Labour Code, which banks are under,
/// and days on which payments are not exchanged. Those of the second are holidays of provinces
/// and territories, or days on which most branches there are closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    /// January 1.
    NewYear,
    /// Two days before Easter.
    GoodFriday,
    /// The Monday before May 25: Victoria Day, in Québec National Patriots’ Day.
    Victoria,
    /// July 1.
    Canada,
    /// The first Monday of September.
    Labour,
    /// September 30: the National Day for Truth and Reconciliation.
    Reconciliation,
    /// The second Monday of October.
    Thanksgiving,
    /// November 11.
    Remembrance,
    /// December 25.
    Christmas,
    /// December 26.
    Boxing,

    /// January 2, in Québec.
    AfterNewYear,
    /// The third Monday of February: Family Day, Louis Riel Day, Heritage Day, Islander Day.
    Family,
    /// The day after Easter, which Québec's employers can keep instead of Good Friday, and
    /// which its caisses do.
    EasterMonday,
    /// June 21: National Indigenous Peoples Day, in Yukon and the Northwest Territories.
    Indigenous,
    /// June 24: Québec's national holiday, Saint-Jean-Baptiste.
    SaintJean,
    /// July 9: Nunavut Day, in Nunavut. Assumption: most branches there are closed.
    Nunavut,
    /// The first Monday of August: Civic Holiday, British Columbia Day, Heritage Day,
    /// Saskatchewan Day, Terry Fox Day, New Brunswick Day, Natal Day.
    Civic,
    /// The third Monday of August: Discovery Day, in Yukon.
    Discovery,
}

/// Who keeps a holiday.
enum Keepers {
    /// Everybody, and the payments system.
    Canada,
    /// These provinces and territories.
    Provinces(&'static [&'static str]),
}

impl Holiday {
    /// Every one.
    pub const ALL: [Self; 18] = [
        Self::NewYear,
        Self::GoodFriday,
        Self::Victoria,
        Self::Canada,
        Self::Labour,
        Self::Reconciliation,
        Self::Thanksgiving,
        Self::Remembrance,
        Self::Christmas,
        Self::Boxing,
        Self::AfterNewYear,
        Self::Family,
        Self::EasterMonday,
        Self::Indigenous,
        Self::SaintJean,
        Self::Nunavut,
        Self::Civic,
        Self::Discovery,
    ];

    /// Whether it is kept in that province; without one, by the payments system.
    #[must_use]
    pub fn is_kept(self, province: Option<&Province>) -> bool {
        match self.keepers() {
            Keepers::Canada => true,
            Keepers::Provinces(keepers) => {
                province.is_some_and(|province| keepers.contains(&province.as_str()))
            }
        }
    }

    const fn keepers(self) -> Keepers {
        match self {
            Self::NewYear
            | Self::GoodFriday
            | Self::Victoria
            | Self::Canada
            | Self::Labour
            | Self::Reconciliation
            | Self::Thanksgiving
            | Self::Remembrance
            | Self::Christmas
            | Self::Boxing => Keepers::Canada,
            Self::AfterNewYear | Self::EasterMonday | Self::SaintJean => {
                Keepers::Provinces(&["QC"])
            }
            Self::Family => Keepers::Provinces(&["AB", "BC", "MB", "NB", "NS", "ON", "PE", "SK"]),
            Self::Indigenous => Keepers::Provinces(&["NT", "YT"]),
            Self::Nunavut => Keepers::Provinces(&["NU"]),
            Self::Civic => {
                Keepers::Provinces(&["AB", "BC", "MB", "NB", "NS", "NT", "NU", "ON", "SK"])
            }
            Self::Discovery => Keepers::Provinces(&["YT"]),
        }
    }

    /// Its own day in that year; `None` beyond the calendar.
    #[must_use]
    pub fn day(self, year: i16) -> Option<Date> {
        match self {
            Self::NewYear => day(year, 1, 1),
            Self::GoodFriday => easter(year)?.checked_sub(jiff::Span::new().days(2)).ok(),
            Self::Victoria => {
                let last = day(year, 5, 24)?;
                let since_monday = last.weekday().to_monday_zero_offset();
                last.checked_sub(jiff::Span::new().days(since_monday)).ok()
            }
            Self::Canada => day(year, 7, 1),
            Self::Labour => nth_monday(year, 9, 1),
            Self::Reconciliation => day(year, 9, 30),
            Self::Thanksgiving => nth_monday(year, 10, 2),
            Self::Remembrance => day(year, 11, 11),
            Self::Christmas => day(year, 12, 25),
            Self::Boxing => day(year, 12, 26),
            Self::AfterNewYear => day(year, 1, 2),
            Self::Family => nth_monday(year, 2, 3),
            Self::EasterMonday => Some(after(easter(year)?, 1)),
            Self::Indigenous => day(year, 6, 21),
            Self::SaintJean => day(year, 6, 24),
            Self::Nunavut => day(year, 7, 9),
            Self::Civic => nth_monday(year, 8, 1),
            Self::Discovery => nth_monday(year, 8, 3),
        }
    }

    /// The day on which it is kept: its own; where that is of the weekend, the next weekday
    /// that no holiday before it takes.
    #[must_use]
    pub fn observed(self, year: i16) -> Option<Date> {
        let mut kept = self.day(year)?;
        while is_weekend(kept) || self.gives_way(year, kept) {
            kept = kept.tomorrow().ok()?;
        }
        Some(kept)
    }

    /// Of two that stand side by side, the second makes room for the first one's substitute.
    fn gives_way(self, year: i16, kept: Date) -> bool {
        let first = match self {
            Self::Boxing => Self::Christmas,
            Self::AfterNewYear => Self::NewYear,
            Self::NewYear
            | Self::GoodFriday
            | Self::Victoria
            | Self::Canada
            | Self::Labour
            | Self::Reconciliation
            | Self::Thanksgiving
            | Self::Remembrance
            | Self::Christmas
            | Self::Family
            | Self::EasterMonday
            | Self::Indigenous
            | Self::SaintJean
            | Self::Nunavut
            | Self::Civic
            | Self::Discovery => return false,
        };
        first.observed(year) == Some(kept)
    }
}

/// Whether it is a Saturday or a Sunday.
pub(super) fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

fn nth_monday(year: i16, month: i8, nth: i8) -> Option<Date> {
    day(year, month, 1)?
        .nth_weekday_of_month(nth, Weekday::Monday)
        .ok()
}

/// Easter Sunday of the Gregorian calendar, after the anonymous computus.
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let (golden, century, of_century) = (
        year_number.rem_euclid(19),
        year_number.div_euclid(100),
        year_number.rem_euclid(100),
    );
    let leap_centuries = century.div_euclid(4);
    let correction = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let moon = (19 * golden + century - leap_centuries - correction + 15).rem_euclid(30);
    let weekday = (32 + 2 * century.rem_euclid(4) + 2 * of_century.div_euclid(4)
        - moon
        - of_century.rem_euclid(4))
    .rem_euclid(7);
    let late = (golden + 11 * moon + 22 * weekday).div_euclid(451);
    let days = moon + weekday - 7 * late + 114;
    day(
        year,
        i8::try_from(days / 31).ok()?,
        i8::try_from(days % 31 + 1).ok()?,
    )
}
