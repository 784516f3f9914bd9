use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::text::{TextFault, line};

/// `MIN` to `MAX` digits: the parts of a bank account.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digits<const MIN: usize, const MAX: usize>(String);

impl<const MIN: usize, const MAX: usize> Digits<MIN, MAX> {
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MIN: usize, const MAX: usize> FromStr for Digits<MIN, MAX> {
    type Err = TextFault;

    fn from_str(text: &str) -> Result<Self, TextFault> {
        let digits = line(text)?;
        let fits =
            (MIN..=MAX).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        if fits {
            Ok(Self(digits))
        } else {
            Err(TextFault::Invalid)
        }
    }
}

impl<const MIN: usize, const MAX: usize> TryFrom<String> for Digits<MIN, MAX> {
    type Error = TextFault;

    fn try_from(text: String) -> Result<Self, TextFault> {
        text.parse()
    }
}

impl<const MIN: usize, const MAX: usize> From<Digits<MIN, MAX>> for String {
    fn from(digits: Digits<MIN, MAX>) -> Self {
        digits.0
    }
}

/// Personal: never prints itself.
impl<const MIN: usize, const MAX: usize> fmt::Debug for Digits<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Digits(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bank_digits_are_counted() {
        assert!("999".parse::<Digits<3, 3>>().is_ok());
        for text in ["", "99", "9999", "99a", "٣٣٣"] {
            assert!(text.parse::<Digits<3, 3>>().is_err(), "{text:?}");
        }
    }
}
