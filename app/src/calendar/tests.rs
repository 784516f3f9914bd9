use proptest::prelude::*;

use super::*;

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn province(letters: &str) -> Province {
    letters.parse().expect("a province")
}

/// What the payments system rests on, year by year, where it rests on weekdays.
const RESTS: [(i16, [&str; 10]); 8] = [
    (
        2021,
        [
            "01-01", "04-02", "05-24", "07-01", "09-06", "09-30", "10-11", "11-11", "12-27",
            "12-28",
        ],
    ),
    (
        2022,
        [
            "01-03", "04-15", "05-23", "07-01", "09-05", "09-30", "10-10", "11-11", "12-27",
            "12-26",
        ],
    ),
    (
        2023,
        [
            "01-02", "04-07", "05-22", "07-03", "09-04", "10-02", "10-09", "11-13", "12-25",
            "12-26",
        ],
    ),
    (
        2024,
        [
            "01-01", "03-29", "05-20", "07-01", "09-02", "09-30", "10-14", "11-11", "12-25",
            "12-26",
        ],
    ),
    (
        2025,
        [
            "01-01", "04-18", "05-19", "07-01", "09-01", "09-30", "10-13", "11-11", "12-25",
            "12-26",
        ],
    ),
    (
        2026,
        [
            "01-01", "04-03", "05-18", "07-01", "09-07", "09-30", "10-12", "11-11", "12-25",
            "12-28",
        ],
    ),
    (
        2027,
        [
            "01-01", "03-26", "05-24", "07-01", "09-06", "09-30", "10-11", "11-11", "12-27",
            "12-28",
        ],
    ),
    (
        2028,
        [
            "01-03", "04-14", "05-22", "07-03", "09-04", "10-02", "10-09", "11-13", "12-25",
            "12-26",
        ],
    ),
];

#[test]
fn all_of_canadas_banks_rest_on_the_days_that_calendars_print() {
    for (year, rests) in RESTS {
        let mut rests = rests.map(|rest| day(&format!("{year}-{rest}"))).to_vec();
        rests.sort_unstable();
        let mut weekday = day(&format!("{year}-01-01"));
        let mut found = Vec::new();
        while weekday.year() == year {
            if Calendar::of_payments().holiday(weekday).is_some() {
                found.push(weekday);
            }
            weekday = after(weekday, 1);
        }
        assert_eq!(found, rests, "{year}");
    }
}

#[test]
fn a_province_keeps_its_own_days_as_well() {
    for (date, holiday, keepers) in [
        ("2026-01-02", Holiday::AfterNewYear, "QC"),
        ("2022-01-04", Holiday::AfterNewYear, "QC"),
        ("2026-02-16", Holiday::Family, "AB BC MB NB NS ON PE SK"),
        ("2025-02-17", Holiday::Family, "AB BC MB NB NS ON PE SK"),
        ("2026-04-06", Holiday::EasterMonday, "QC"),
        ("2024-04-01", Holiday::EasterMonday, "QC"),
        ("2024-06-21", Holiday::Indigenous, "NT YT"),
        ("2025-06-23", Holiday::Indigenous, "NT YT"),
        ("2026-06-24", Holiday::SaintJean, "QC"),
        ("2023-06-26", Holiday::SaintJean, "QC"),
        ("2026-07-09", Holiday::Nunavut, "NU"),
        ("2028-07-10", Holiday::Nunavut, "NU"),
        ("2026-08-03", Holiday::Civic, "AB BC MB NB NS NT NU ON SK"),
        ("2025-08-04", Holiday::Civic, "AB BC MB NB NS NT NU ON SK"),
        ("2026-08-17", Holiday::Discovery, "YT"),
    ] {
        let date = day(date);
        assert!(Calendar::of_payments().is_business_day(date), "{date}");
        for letters in PROVINCES {
            let province = province(letters);
            let kept = Calendar::of(Some(&province)).holiday(date);
            let expected = keepers.contains(letters).then_some(holiday);
            assert_eq!(kept, expected, "{date} {letters}");
        }
    }
}

const PROVINCES: [&str; 13] = [
    "AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT",
];

#[test]
fn the_next_business_day_leaps_over_weekends_and_holidays() {
    let payments = Calendar::of_payments();
    for (from, next) in [
        ("2026-11-20", "2026-11-23"),
        ("2026-11-22", "2026-11-23"),
        ("2026-11-30", "2026-12-01"),
        ("2026-12-24", "2026-12-29"),
        ("2021-12-24", "2021-12-29"),
        ("2026-04-02", "2026-04-06"),
        ("2026-12-31", "2027-01-04"),
    ] {
        assert_eq!(payments.next(day(from)), day(next), "{from}");
    }
    let quebec = province("QC");
    let quebec = Calendar::of(Some(&quebec));
    assert_eq!(quebec.next(day("2026-04-02")), day("2026-04-07"));
    assert_eq!(quebec.next(day("2026-06-23")), day("2026-06-25"));
    assert_eq!(payments.later(day("2026-11-20"), 3), day("2026-11-25"));
    assert_eq!(payments.later(day("2026-11-21"), 0), day("2026-11-21"));
    assert_eq!(payments.on_or_after(day("2026-11-20")), day("2026-11-20"));
    assert_eq!(payments.on_or_after(day("2026-11-21")), day("2026-11-23"));
}

#[test]
fn easter_is_where_the_churches_have_it() {
    for (year, friday) in [
        (1961, "03-31"),
        (2000, "04-21"),
        (2008, "03-21"),
        (2011, "04-22"),
        (2019, "04-19"),
        (2038, "04-23"),
        (2049, "04-16"),
        (2076, "04-17"),
    ] {
        let friday = day(&format!("{year}-{friday}"));
        assert_eq!(Holiday::GoodFriday.day(year), Some(friday));
    }
}

#[test]
fn the_calendars_end_breaks_nothing() {
    for end in [Date::MIN, Date::MAX] {
        let quebec = province("QC");
        for calendar in [Calendar::of_payments(), Calendar::of(Some(&quebec))] {
            assert!(calendar.later(end, 200) >= end);
        }
    }
}

prop_compose! {
    fn any_day()(offset in 0..=40_000_u16) -> Date {
        after(day("1975-01-01"), offset)
    }
}

prop_compose! {
    fn any_province()(at in 0..=PROVINCES.len()) -> Option<Province> {
        PROVINCES.get(at).map(|letters| province(letters))
    }
}

proptest! {
    #[test]
    fn the_next_business_day_is_the_first_one(from in any_day(), province in any_province()) {
        let calendar = Calendar::of(province.as_ref());
        let next = calendar.next(from);
        prop_assert!(next > from);
        prop_assert!(calendar.is_business_day(next));
        // Nobody waits for more than five days.
        prop_assert!(next <= after(from, 5), "{from} {next}");
        let mut between = after(from, 1);
        while between < next {
            prop_assert!(!calendar.is_business_day(between));
            between = after(between, 1);
        }
    }

    #[test]
    fn a_day_that_comes_later_leads_to_no_earlier_one(
        from in any_day(),
        wait in 0..=30_u16,
        province in any_province(),
    ) {
        let calendar = Calendar::of(province.as_ref());
        prop_assert!(calendar.next(from) <= calendar.next(after(from, wait)));
    }

    #[test]
    fn business_days_add_up(
        from in any_day(),
        first in 0..=20_u8,
        second in 0..=20_u8,
        province in any_province(),
    ) {
        let calendar = Calendar::of(province.as_ref());
        let at_once = calendar.later(from, first + second);
        prop_assert_eq!(calendar.later(calendar.later(from, first), second), at_once);
    }

    #[test]
    fn a_province_only_ever_adds_days_of_rest(from in any_day(), province in any_province()) {
        let own = Calendar::of(province.as_ref());
        prop_assert!(Calendar::of_payments().is_business_day(from) || !own.is_business_day(from));
        prop_assert!(own.next(from) >= Calendar::of_payments().next(from));
    }

    #[test]
    fn what_is_kept_on_a_weekday_is_kept_on_its_own_day(year in 1900..=2200_i16) {
        for holiday in Holiday::ALL {
            let (own, kept) = (holiday.day(year).expect("a day"), holiday.observed(year).expect("a day"));
            prop_assert!(kept >= own && kept <= after(own, 3), "{holiday:?} {year}");
            prop_assert_eq!(kept.year(), year);
        }
    }
}
