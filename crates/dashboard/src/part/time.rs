//! A moment, by the clock in Toronto, which days are counted by.

use app::format::Clock;
use leptos::prelude::*;
use payment::{Locale, Timestamp};

/// Date and time.
pub(crate) fn text(at: Timestamp, clock: &Clock, locale: Locale) -> String {
    format!("{}, {}", clock.date(at, locale), clock.time(at, locale))
}

/// The same for people and programs.
pub(crate) fn view(at: Timestamp, clock: &Clock, locale: Locale) -> AnyView {
    let instant = jiff::Timestamp::from_microsecond(at.as_micros()).unwrap_or(jiff::Timestamp::MAX);
    let machine = instant.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    view! { <time datetime=machine>{text(at, clock, locale)}</time> }.into_any()
}
