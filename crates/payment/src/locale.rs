use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A language that the page speaks.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Locale {
    /// Canadian English.
    #[default]
    #[serde(rename = "en-CA")]
    EnCa,
    /// Canadian French.
    #[serde(rename = "fr-CA")]
    FrCa,
}

/// The text names no language that the page speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a locale is one of en-CA, fr-CA")]
pub struct UnknownLocale;

impl Locale {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::EnCa, Self::FrCa];

    /// The BCP 47 tag: what `lang` attributes and the API carry.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::EnCa => "en-CA",
            Self::FrCa => "fr-CA",
        }
    }

    /// The other language, for the switch.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::EnCa => Self::FrCa,
            Self::FrCa => Self::EnCa,
        }
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// Reads the exact tag, or the bare language (`en`, `fr`).
impl FromStr for Locale {
    type Err = UnknownLocale;

    fn from_str(text: &str) -> Result<Self, UnknownLocale> {
        Self::ALL
            .into_iter()
            .find(|locale| {
                locale.tag().eq_ignore_ascii_case(text)
                    || locale.tag()[..2].eq_ignore_ascii_case(text)
            })
            .ok_or(UnknownLocale)
    }
}
