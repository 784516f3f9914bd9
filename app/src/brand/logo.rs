use serde::{Deserialize, Serialize};

/// A picture of the shop's, on our own origin.
///
/// What is stored of one is its address alone: such a picture is square.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Logo {
    /// Its address on our own origin.
    pub href: String,
    /// How wide it is shown, in CSS pixels.
    pub width: u16,
    /// How high it is shown, in CSS pixels.
    pub height: u16,
}

impl Logo {
    /// The widest that a logo is shown, in CSS pixels.
    pub const MAX_WIDTH: u16 = 192;
    /// The highest, in CSS pixels. Narrower pages and smaller type show it smaller.
    pub const MAX_HEIGHT: u16 = 48;

    /// A square one.
    #[must_use]
    pub fn square(href: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            width: Self::MAX_HEIGHT,
            height: Self::MAX_HEIGHT,
        }
    }
}

impl From<String> for Logo {
    fn from(href: String) -> Self {
        Self::square(href)
    }
}

impl From<Logo> for String {
    fn from(logo: Logo) -> Self {
        logo.href
    }
}
