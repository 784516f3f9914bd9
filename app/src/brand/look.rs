//! How round, how large, and by which light.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The text names no look that there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is none of the names that there are")]
pub struct UnknownLook;

/// By which light a page is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Schemes {
    /// Always by day.
    Light,
    /// Always by night.
    Dark,
    /// As the customer's system has it.
    #[default]
    Both,
}

impl Schemes {
    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Both => "both",
        }
    }
}

impl FromStr for Schemes {
    type Err = UnknownLook;

    fn from_str(text: &str) -> Result<Self, UnknownLook> {
        let all = [Self::Light, Self::Dark, Self::Both];
        all.into_iter()
            .find(|it| it.as_str() == text)
            .ok_or(UnknownLook)
    }
}

/// How large words are. Body text is never below 16 CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TypeScale {
    /// Body text of 16 pixels.
    Compact,
    /// Of 17.
    #[default]
    Regular,
    /// Of 19.
    Large,
}

impl TypeScale {
    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Compact => "compact",
            Self::Regular => "regular",
            Self::Large => "large",
        }
    }

    /// Seven sizes, from the smallest words to the amount, in `rem`.
    pub(super) const fn sizes(self) -> [&'static str; 7] {
        match self {
            Self::Compact => [
                "0.8125rem",
                "0.875rem",
                "1rem",
                "1.125rem",
                "1.375rem",
                "1.75rem",
                "2.25rem",
            ],
            Self::Regular => [
                "0.8125rem",
                "0.9375rem",
                "1.0625rem",
                "1.25rem",
                "1.5rem",
                "2rem",
                "2.5rem",
            ],
            Self::Large => [
                "0.9375rem",
                "1.0625rem",
                "1.1875rem",
                "1.4375rem",
                "1.75rem",
                "2.25rem",
                "2.75rem",
            ],
        }
    }

    /// The heights of a button, of a field and of a logo. What is pressed is never below the 44
    /// pixels that a finger needs.
    pub(super) const fn heights(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Compact => ("48px", "44px", "36px"),
            Self::Regular => ("52px", "48px", "40px"),
            Self::Large => ("56px", "52px", "48px"),
        }
    }
}

impl FromStr for TypeScale {
    type Err = UnknownLook;

    fn from_str(text: &str) -> Result<Self, UnknownLook> {
        let all = [Self::Compact, Self::Regular, Self::Large];
        all.into_iter()
            .find(|it| it.as_str() == text)
            .ok_or(UnknownLook)
    }
}

/// The radius of corners in CSS pixels, 0 to 24.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Radius(u8);

/// More than a corner can be rounded by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a radius is at most {} pixels", Radius::MAX)]
pub struct InvalidRadius;

impl Radius {
    /// The roundest: half a button's height, nearly.
    pub const MAX: u8 = 24;

    /// CSS pixels.
    #[must_use]
    pub const fn pixels(self) -> u8 {
        self.0
    }

    /// The radius of large cards: half as much again, as far as the words in their corners bear.
    pub(super) const fn outer(self) -> u8 {
        let outer = self.0 + self.0 / 2;
        if outer < 20 { outer } else { 20 }
    }

    /// The radius of small cards and fields, whose words stand close to their corners.
    pub(super) const fn of_cards(self) -> u8 {
        if self.0 < 16 { self.0 } else { 16 }
    }
}

impl Default for Radius {
    fn default() -> Self {
        Self(8)
    }
}

impl TryFrom<u8> for Radius {
    type Error = InvalidRadius;

    fn try_from(pixels: u8) -> Result<Self, InvalidRadius> {
        if pixels <= Self::MAX {
            Ok(Self(pixels))
        } else {
            Err(InvalidRadius)
        }
    }
}

impl From<Radius> for u8 {
    fn from(radius: Radius) -> Self {
        radius.0
    }
}
