use std::collections::BTreeMap;

use payment::{Locale, Screen};
use serde::{Deserialize, Serialize};

use super::Line;

/// The longest heading, in characters.
pub const MAX_TITLE: usize = 60;
/// The longest note, in characters.
pub const MAX_NOTE: usize = 280;

/// What a shop says in its own words, screen by screen, in both languages.
///
/// Where money stands is ours to say on every screen, and no word of a merchant's takes the
/// place of it: a note stands below, under the shop's name. Only the heading above the choice of
/// a method, before anything is asked of anybody, can be the shop's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OwnWords(BTreeMap<String, BTreeMap<String, Said>>);

/// What a shop says on one screen in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Instead of the heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Line<MAX_TITLE>>,
    /// Below what we say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Line<MAX_NOTE>>,
}

impl OwnWords {
    /// Has the shop say that on a screen.
    pub fn say(&mut self, screen: Screen, locale: Locale, said: Said) {
        let languages = self.0.entry(screen.as_str().to_owned()).or_default();
        languages.insert(locale.tag().to_owned(), said);
    }

    /// The shop's own heading of a screen, where it may have one.
    #[must_use]
    pub fn title(&self, screen: Screen, locale: Locale) -> Option<String> {
        let title = self.on(screen, locale)?.title.as_ref()?;
        takes_title(screen).then(|| set(title.as_str(), locale))
    }

    /// What the shop adds on a screen.
    #[must_use]
    pub fn note(&self, screen: Screen, locale: Locale) -> Option<String> {
        let note = self.on(screen, locale)?.note.as_ref()?;
        Some(set(note.as_str(), locale))
    }

    /// Every screen on which the shop says something, with what it says in a language.
    pub fn screens(&self) -> impl Iterator<Item = (&str, &BTreeMap<String, Said>)> {
        self.0.iter().map(|(screen, said)| (screen.as_str(), said))
    }

    fn on(&self, screen: Screen, locale: Locale) -> Option<&Said> {
        self.0.get(screen.as_str())?.get(locale.tag())
    }
}

/// A shop's own text as it is set: keyboards have no space that does not break, and no line of
/// French begins with a sign that belongs to the word before.
pub(crate) fn set(text: &str, locale: Locale) -> String {
    match locale {
        Locale::EnCa => text.to_owned(),
        Locale::FrCa => [":", ";", "!", "?", "»", "%", "$"]
            .into_iter()
            .fold(text.replace("« ", "«\u{a0}"), |text, sign| {
                text.replace(&format!(" {sign}"), &format!("\u{a0}{sign}"))
            }),
    }
}

/// Whether a shop's heading may stand on a screen: where nothing was asked for yet, no heading
/// can lie about money.
#[must_use]
pub const fn takes_title(screen: Screen) -> bool {
    match screen {
        Screen::Choose => true,
        Screen::Opening
        | Screen::Link
        | Screen::Account
        | Screen::Sent
        | Screen::Bank
        | Screen::Checking
        | Screen::Agreement
        | Screen::Paid
        | Screen::NotGuaranteed
        | Screen::LowBalance
        | Screen::NameMismatch
        | Screen::SignInFailed
        | Screen::Declined
        | Screen::SessionExpired
        | Screen::Unavailable
        | Screen::Returned
        | Screen::Failed
        | Screen::CanceledByYou
        | Screen::CanceledByShop
        | Screen::Expired => false,
    }
}
