use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// By which light the merchant wants one checkout's page to be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As all of the merchant's pages are.
    #[default]
    Auto,
    /// By day.
    Light,
    /// By night.
    Dark,
}

/// The text names no theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a theme is one of auto, light, dark")]
pub struct UnknownTheme;

impl Theme {
    /// Every theme.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Whether nothing was wished for.
    #[must_use]
    pub const fn is_auto(&self) -> bool {
        match self {
            Self::Auto => true,
            Self::Light | Self::Dark => false,
        }
    }
}

impl FromStr for Theme {
    type Err = UnknownTheme;

    fn from_str(text: &str) -> Result<Self, UnknownTheme> {
        Self::ALL
            .into_iter()
            .find(|theme| theme.as_str() == text)
            .ok_or(UnknownTheme)
    }
}
