use crate::words::CalendarWords;

pub(super) const WORDS: CalendarWords = CalendarWords {
    weekdays: [
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    ],
    months: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    day: |day, month| match day {
        1 => format!("1er\u{a0}{month}"),
        day => format!("{day}\u{a0}{month}"),
    },
    weekday: |weekday, day| format!("{weekday} {day}"),
    date: |day, year| format!("{day} {year}"),
    time: |hour, minute| match minute {
        0 => format!("{hour}\u{a0}h"),
        minute => format!("{hour}\u{a0}h\u{a0}{minute:02}"),
    },
    at: |date, time| format!("{date} à {time}"),
};
