/// How days and times are written.
#[derive(Clone, Copy, Debug)]
pub struct CalendarWords {
    /// The days of a week, from Monday on.
    pub weekdays: [&'static str; 7],
    /// The months of a year.
    pub months: [&'static str; 12],
    /// A day of a month: its number, and the month's name.
    pub day: fn(i8, &str) -> String,
    /// The same with the name of its weekday before it.
    pub weekday: fn(&str, &str) -> String,
    /// A day with its year.
    pub date: fn(&str, i16) -> String,
    /// A time of day: hour, of 24, and minute.
    pub time: fn(i8, i8) -> String,
    /// A date and a time of day.
    pub at: fn(&str, &str) -> String,
}
