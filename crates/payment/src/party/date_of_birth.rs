use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::text::{TextFault, line, text};

text!(
    /// A day on which somebody was born, as the provider writes it: `YYYY-MM-DD`, a day of
    /// the calendar from 1900 on. Whether it lies in the past is for whoever has a clock.
    DateOfBirth, |text| {
        let date = line(text)?;
        if is_day(&date) { Ok(date) } else { Err(TextFault::Date) }
    }
);

fn is_day(date: &str) -> bool {
    let shape_fits = date.len() == 10
        && date.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shape_fits {
        return false;
    }
    let part = |range| {
        date.get(range)
            .and_then(|digits: &str| digits.parse::<u16>().ok())
    };
    match (part(0..4), part(5..7), part(8..10)) {
        (Some(year), Some(month), Some(day)) => {
            year >= 1900 && (1..=days_in(year, month)).contains(&day)
        }
        _ => false,
    }
}

const fn days_in(year: u16, month: u16) -> u16 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        for date in [
            "1990-01-15",
            "2000-02-29",
            "1996-02-29",
            "1900-02-28",
            "1990-12-31",
            "1990-04-30",
        ] {
            assert!(date.parse::<DateOfBirth>().is_ok(), "{date}");
        }
        for date in [
            "1990-1-15",
            "1990-02-30",
            "1990-04-31",
            "1990-12-32",
            "1900-02-29",
            "1899-12-31",
            "1990-13-01",
            "1990-00-10",
            "1990-01-00",
            "15-01-1990",
            "1990/01/15",
            "1990-01-1é",
            "+990-01-15",
        ] {
            assert_eq!(date.parse::<DateOfBirth>(), Err(TextFault::Date), "{date}");
        }
    }
}
