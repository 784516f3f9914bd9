//! On which days the money of a debit moves, as far as anybody can know before it does.

use jiff::civil::Date;
use payment::{Province, Timestamp};

use crate::{
    calendar::{Calendar, after},
    format::Clock,
};

/// How many business days after a bank has taken a debit its shop should see the money.
///
/// Assumption: neither the provider nor the payments system publishes a number. Banks send most
/// debits back, where they do, within two to three business days, so that nobody counts on the
/// money before.
const SEEN_AFTER: u8 = 3;

/// For how many days of the calendar a person can have a debit undone that they did not
/// authorise.
///
/// Assumption: the number is known from agreements that payees have published; the rule itself
/// `[H1]` was not read. Of a business's account it is ten business days, and nobody here knows
/// of which kind an account is.
const DISPUTABLE_DAYS: u16 = 90;

/// The days of a debit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Debit {
    /// The earliest day on which the payer's bank is expected to take it.
    pub taken: Date,
    /// Around which day the shop sees the money.
    pub seen: Date,
    /// Until which day, at the least, a person can dispute it.
    pub disputable: Date,
}

impl Debit {
    /// A debit whose agreement is signed on that day. Assumption: as in the provider's first
    /// version, its first day is the next one `[E1-tx]`; of the second, no day is documented.
    #[must_use]
    pub fn agreed(on: Date, province: Option<&Province>) -> Self {
        Self::taken_from(after(on, 1), province)
    }

    /// A debit that may be taken from that day on.
    ///
    /// The earliest day is counted by the payments system, which rests on no holiday of a
    /// province alone: a promise of "not before" must not be too late. The day on which the shop
    /// sees the money leaves out the province's holidays too, so that it is not too early.
    #[must_use]
    pub fn taken_from(first: Date, province: Option<&Province>) -> Self {
        let taken = Calendar::of_payments().on_or_after(first);
        Self {
            taken,
            seen: Calendar::of(province).later(taken, SEEN_AFTER),
            disputable: after(taken, DISPUTABLE_DAYS),
        }
    }

    /// A debit that the provider was asked for at that moment, by the clock that its first day
    /// is counted by.
    #[must_use]
    pub fn asked(at: Timestamp, province: Option<&Province>) -> Self {
        Self::agreed(Clock::utc().day(at), province)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn a_debit_agreed_before_a_weekend_is_taken_after_it() {
        let debit = Debit::agreed(day("2026-11-27"), None);
        assert_eq!(debit.taken, day("2026-11-30"));
        assert_eq!(debit.seen, day("2026-12-03"));
        assert_eq!(debit.disputable, day("2027-02-28"));
    }

    #[test]
    fn a_provinces_holiday_delays_when_the_shop_sees_the_money_and_nothing_else() {
        let quebec: Province = "QC".parse().expect("a province");
        let eve = day("2026-06-23");
        let (there, elsewhere) = (Debit::agreed(eve, Some(&quebec)), Debit::agreed(eve, None));
        assert_eq!(there.taken, day("2026-06-24"));
        assert_eq!(elsewhere.taken, there.taken);
        // Canada Day and a weekend follow.
        assert_eq!(
            Debit::agreed(day("2026-06-22"), Some(&quebec)).seen,
            day("2026-06-29")
        );
        assert_eq!(
            Debit::agreed(day("2026-06-22"), None).seen,
            day("2026-06-26")
        );
    }

    proptest! {
        #[test]
        fn money_is_seen_after_it_is_taken_and_disputed_after_that(days in 0..=40_000_u16) {
            let on = after(day("1975-01-01"), days);
            let debit = Debit::agreed(on, None);
            prop_assert!(on < debit.taken && debit.taken < debit.seen);
            prop_assert!(debit.seen < debit.disputable);
        }
    }
}
