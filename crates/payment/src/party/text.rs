//! One line of text, read strictly.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The longest name, e-mail address or address line, in characters.
///
/// The provider's pages say 100 in one place and 255 in another; 100 is inside both.
const MAX_CHARS: usize = 100;

/// Why a text is not what a field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum TextFault {
    /// Nothing, or white space only.
    #[error("is required")]
    Missing,
    /// Longer than the provider takes.
    #[error("must be at most {MAX_CHARS} characters")]
    TooLong,
    /// Not digits, or too few or too many of them.
    #[error("must be {}", Count { min: *.min, max: *.max })]
    Digits {
        /// The fewest.
        min: u8,
        /// The most.
        max: u8,
    },
    /// No day of the calendar, or not written as one.
    #[error("must be a real date, written YYYY-MM-DD")]
    Date,
    /// Not of the shape that the field asks for, or with characters that no such text has.
    #[error("is not valid")]
    Invalid,
}

impl TextFault {
    /// Its stable name in the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "required",
            Self::TooLong => "too_long",
            Self::Digits { .. } => "digits",
            Self::Date => "date",
            Self::Invalid => "invalid",
        }
    }
}

/// So many digits.
struct Count {
    min: u8,
    max: u8,
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self { min, max } if min == max => write!(f, "{min} digits"),
            Self { min, max } => write!(f, "{min} to {max} digits"),
        }
    }
}

/// Characters that no name or address holds: controls, and marks that turn text around.
pub(crate) fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Trimmed, one line, within the limit.
pub(super) fn line(text: &str) -> Result<String, TextFault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(TextFault::Missing);
    }
    if text.chars().count() > MAX_CHARS {
        return Err(TextFault::TooLong);
    }
    if text.chars().any(is_unprintable) {
        return Err(TextFault::Invalid);
    }
    Ok(text.to_owned())
}

/// A text with a rule of its own, which never prints itself.
macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $parse:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = TextFault;

            fn from_str(text: &str) -> Result<Self, TextFault> {
                let parse: fn(&str) -> Result<String, TextFault> = $parse;
                parse(text).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextFault;

            fn try_from(text: String) -> Result<Self, TextFault> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        /// Personal: never prints itself.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(***)"))
            }
        }
    };
}

pub(super) use text;
