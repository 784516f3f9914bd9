//! Every fact of a checkout in plain words. Nothing personal is in them.

mod en_ca;
mod fr_ca;

use payment::{CaseKind, Failure, Locale, Recorded, Screen};

/// The sentences of a timeline.
#[derive(Debug)]
pub(crate) struct Timeline {
    /// What happened.
    pub(crate) fact: fn(&Recorded) -> String,
    /// Why there was no payment, as a part of a sentence.
    pub(crate) why: fn(&Failure) -> String,
    /// What is the matter with money that cannot count or went back, and what to do.
    pub(crate) case: fn(CaseKind, Option<&str>) -> String,
    /// What the customer saw.
    pub(crate) screen: fn(Screen) -> &'static str,
}

/// The sentences in that language.
pub(crate) const fn of(locale: Locale) -> &'static Timeline {
    match locale {
        Locale::EnCa => &en_ca::TIMELINE,
        Locale::FrCa => &fr_ca::TIMELINE,
    }
}
