use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::text::{TextFault, line};

/// `MIN` to `MAX` digits: the parts of a bank account, a telephone number.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digits<const MIN: u8, const MAX: u8>(String);

impl<const MIN: u8, const MAX: u8> Digits<MIN, MAX> {
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MIN: u8, const MAX: u8> FromStr for Digits<MIN, MAX> {
    type Err = TextFault;

    fn from_str(text: &str) -> Result<Self, TextFault> {
        let digits = line(text)?;
        let fits = (usize::from(MIN)..=usize::from(MAX)).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit());
        if fits {
            Ok(Self(digits))
        } else {
            Err(TextFault::Digits { min: MIN, max: MAX })
        }
    }
}

impl<const MIN: u8, const MAX: u8> TryFrom<String> for Digits<MIN, MAX> {
    type Error = TextFault;

    fn try_from(text: String) -> Result<Self, TextFault> {
        text.parse()
    }
}

impl<const MIN: u8, const MAX: u8> From<Digits<MIN, MAX>> for String {
    fn from(digits: Digits<MIN, MAX>) -> Self {
        digits.0
    }
}

/// Personal: never prints itself.
impl<const MIN: u8, const MAX: u8> fmt::Debug for Digits<MIN, MAX> {
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

    #[test]
    fn a_wrong_count_is_told_with_the_right_one() {
        let exact = "99"
            .parse::<Digits<3, 3>>()
            .map_err(|fault| fault.to_string());
        assert_eq!(exact.expect_err("too short"), "must be 3 digits");
        let range = "1"
            .parse::<Digits<7, 12>>()
            .map_err(|fault| fault.to_string());
        assert_eq!(range.expect_err("too short"), "must be 7 to 12 digits");
    }
}
