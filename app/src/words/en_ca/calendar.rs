use crate::words::CalendarWords;

pub(super) const WORDS: CalendarWords = CalendarWords {
    weekdays: [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    day: |day, month| format!("{month} {day}"),
    weekday: |weekday, day| format!("{weekday}, {day}"),
    date: |day, year| format!("{day}, {year}"),
    time: |hour, minute| {
        let half = if hour < 12 { "a.m." } else { "p.m." };
        let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
        format!("{hour}:{minute:02}\u{a0}{half}")
    },
    at: |date, time| format!("{date}, {time}"),
};
