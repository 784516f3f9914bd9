use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A line of plain text that a merchant wrote for customers: 1 to `MAX` characters, with no
/// white space around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Line<const MAX: usize>(String);

/// The text is no such line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidLine {
    /// There is nothing to read.
    #[error("must not be empty")]
    Empty,
    /// It is too long.
    #[error("must be at most {0} characters")]
    TooLong(usize),
    /// It begins or ends with white space.
    #[error("must not begin or end with white space")]
    Padded,
    /// It has characters that show nothing and change how others are shown.
    #[error("must be one line of plain text, without control or direction characters")]
    NotPlain,
}

impl<const MAX: usize> Line<MAX> {
    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a character would end a line, hide, or turn the text around it.
fn is_odd(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{2028}' | '\u{2029}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{061c}' | '\u{feff}' | '\u{00ad}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

impl<const MAX: usize> FromStr for Line<MAX> {
    type Err = InvalidLine;

    fn from_str(text: &str) -> Result<Self, InvalidLine> {
        if text.trim().is_empty() {
            Err(InvalidLine::Empty)
        } else if text.chars().any(is_odd) {
            Err(InvalidLine::NotPlain)
        } else if text.trim() != text {
            Err(InvalidLine::Padded)
        } else if text.chars().count() > MAX {
            Err(InvalidLine::TooLong(MAX))
        } else {
            Ok(Self(text.to_owned()))
        }
    }
}

impl<const MAX: usize> TryFrom<String> for Line<MAX> {
    type Error = InvalidLine;

    fn try_from(text: String) -> Result<Self, InvalidLine> {
        text.parse()
    }
}

impl<const MAX: usize> From<Line<MAX>> for String {
    fn from(line: Line<MAX>) -> Self {
        line.0
    }
}

impl<const MAX: usize> fmt::Display for Line<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_what_it_shows_and_nothing_else() {
        let read = |text: &str| text.parse::<Line<12>>().map(String::from);
        assert_eq!(read("Œuvre & <b>"), Ok("Œuvre & <b>".to_owned()));
        for (text, fault) in [
            ("", InvalidLine::Empty),
            (" \u{a0}", InvalidLine::Empty),
            (" a", InvalidLine::Padded),
            ("a\nb", InvalidLine::NotPlain),
            ("pay\u{202e}dia", InvalidLine::NotPlain),
            ("a\u{200b}b", InvalidLine::NotPlain),
            ("a\u{2028}b", InvalidLine::NotPlain),
            ("1234567890123", InvalidLine::TooLong(12)),
        ] {
            assert_eq!(read(text), Err(fault), "{text:?}");
        }
    }
}
