//! How customers' pages look.

mod en_ca;
mod fr_ca;

use app::{
    brand::{Font, Mend, Schemes, TypeScale},
    sample::Sample,
};
use payment::{Locale, Mode, Screen};

use crate::page::branding::{Group, LogoFault, Part};

/// The sentences of the page.
#[derive(Debug)]
pub(crate) struct Branding {
    pub(crate) title: &'static str,
    pub(crate) lead: fn(Mode) -> &'static str,
    pub(crate) read_only: &'static str,
    pub(crate) save: &'static str,
    pub(crate) show: &'static str,
    pub(crate) undo: &'static str,
    pub(crate) undo_all: &'static str,
    pub(crate) changed: &'static str,
    pub(crate) lost: &'static str,
    pub(crate) faults: fn(usize) -> String,
    pub(crate) picture_again: &'static str,
    pub(crate) outdated: &'static str,
    pub(crate) names: &'static str,
    pub(crate) colours: &'static str,
    pub(crate) by_night: &'static str,
    pub(crate) by_night_hint: &'static str,
    pub(crate) letters: &'static str,
    pub(crate) contact: &'static str,
    pub(crate) links: &'static str,
    pub(crate) links_hint: &'static str,
    pub(crate) own_words: &'static str,
    pub(crate) own_words_hint: &'static str,
    /// The mark of a screen on which the shop says something.
    pub(crate) said: &'static str,
    pub(crate) label: fn(Part) -> &'static str,
    pub(crate) hint: fn(Part) -> Option<&'static str>,
    /// What a field takes, said where it was not taken.
    pub(crate) wrong: fn(Part) -> &'static str,
    pub(crate) pick: &'static str,
    pub(crate) scheme: fn(Schemes) -> &'static str,
    pub(crate) type_scale: fn(TypeScale) -> &'static str,
    pub(crate) font: fn(Font) -> &'static str,
    pub(crate) as_text: &'static str,
    pub(crate) language: fn(Locale) -> &'static str,
    pub(crate) logo: &'static str,
    pub(crate) logo_none: &'static str,
    pub(crate) logo_now: &'static str,
    pub(crate) logo_choose: &'static str,
    pub(crate) logo_hint: &'static str,
    pub(crate) logo_remove: &'static str,
    pub(crate) picture: fn(LogoFault) -> &'static str,
    pub(crate) mended: &'static str,
    pub(crate) mended_lead: &'static str,
    pub(crate) mended_none: &'static str,
    pub(crate) mend: fn(&Mend) -> String,
    pub(crate) preview: &'static str,
    pub(crate) preview_hint: &'static str,
    pub(crate) frame: &'static str,
    pub(crate) page: &'static str,
    pub(crate) group: fn(Group) -> &'static str,
    pub(crate) sample: fn(Sample) -> &'static str,
    pub(crate) screen: fn(Screen) -> &'static str,
    pub(crate) spoken: &'static str,
    pub(crate) light: &'static str,
    pub(crate) day: &'static str,
    pub(crate) night: &'static str,
    pub(crate) width: &'static str,
    pub(crate) phone: &'static str,
    pub(crate) desktop: &'static str,
}

/// The sentences in that language.
pub(crate) const fn of(locale: Locale) -> &'static Branding {
    match locale {
        Locale::EnCa => &en_ca::WORDS,
        Locale::FrCa => &fr_ca::WORDS,
    }
}
