//! Who pays and where the money goes: texts that people wrote, read once, strictly.
//!
//! One rule serves the page, the API and the provider's client, so that what one accepts
//! the next cannot refuse. The limits are the provider's, in their safe reading.

use std::{fmt, str::FromStr};

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
    /// Not of the shape that the field asks for, or with characters that no such text has.
    #[error("is not valid")]
    Invalid,
}

/// A field of the payer's form, by its name in HTML and in the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// `first_name`
    FirstName,
    /// `last_name`
    LastName,
    /// `email`
    Email,
    /// `amount`
    Amount,
    /// `method`
    Method,
}

impl Field {
    /// The field's name in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::Email => "email",
            Self::Amount => "amount",
            Self::Method => "method",
        }
    }
}

/// Characters that no name or address holds: controls, and marks that turn text around.
fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Trimmed, one line, within the limit.
fn line(text: &str) -> Result<String, TextFault> {
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

text!(
    /// A person's given or family name, or a line of an address: 1 to 100 characters
    /// on one line. Apostrophes, hyphens, accents and spaces pass unharmed.
    Name, |text| {
        let name = line(text)?;
        if name.chars().any(|c| matches!(c, '<' | '>')) {
            return Err(TextFault::Invalid);
        }
        Ok(name)
    }
);

text!(
    /// An e-mail address: something, one `@`, a domain with a dot. At most 100 characters.
    Email, |text| {
        let email = line(text)?;
        let (local, domain) = email.split_once('@').ok_or(TextFault::Invalid)?;
        let is_domain = domain.contains('.')
            && domain.split('.').all(|label| {
                !label.is_empty()
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            });
        let is_local = !local.is_empty()
            && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c));
        if is_domain && is_local { Ok(email) } else { Err(TextFault::Invalid) }
    }
);

text!(
    /// A province or territory by its two letters.
    Province, |text| {
        const PROVINCES: [&str; 13] = [
            "AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT",
        ];
        let province = line(text)?.to_ascii_uppercase();
        if PROVINCES.contains(&province.as_str()) { Ok(province) } else { Err(TextFault::Invalid) }
    }
);

text!(
    /// Six letters and digits without a space. The provider's own sandbox uses one that
    /// Canada Post would not (`h2eh2e`), so only the length is checked.
    PostalCode, |text| {
        let code: String = line(text)?.chars().filter(|c| *c != ' ').collect();
        let fits = code.len() == 6 && code.bytes().all(|b| b.is_ascii_alphanumeric());
        if fits { Ok(code) } else { Err(TextFault::Invalid) }
    }
);

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

/// A Canadian bank account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankAccount {
    /// The institution's three digits.
    pub institution: Digits<3, 3>,
    /// The branch's five digits.
    pub transit: Digits<5, 5>,
    /// Seven to twelve digits.
    pub account: Digits<7, 12>,
}

/// Where a payer lives. The provider takes it for guaranteed payments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Street and number.
    pub line1: Name,
    /// A second line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line2: Option<Name>,
    /// City or town.
    pub city: Name,
    /// Province or territory.
    pub province: Province,
    /// Postal code.
    pub postal_code: PostalCode,
}

/// The person who pays. The provider compares the names with the account holder's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payer {
    /// Given name.
    pub first_name: Name,
    /// Family name.
    pub last_name: Name,
    /// Where the bank or the provider may write to.
    pub email: Email,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_people_really_have_pass_unharmed() {
        for name in [
            "Anne-Marie",
            "O’Brien",
            "d'Artagnan",
            "Élise",
            "Nguyễn",
            "van der Berg",
            "李",
        ] {
            assert_eq!(name.parse::<Name>().as_ref().map(Name::as_str), Ok(name));
        }
        assert_eq!(
            "  Ann  ".parse::<Name>().as_ref().map(Name::as_str),
            Ok("Ann")
        );
    }

    #[test]
    fn names_that_nobody_has_are_refused_with_the_reason() {
        assert_eq!(" \t".parse::<Name>(), Err(TextFault::Missing));
        assert_eq!("é".repeat(101).parse::<Name>(), Err(TextFault::TooLong));
        assert!("é".repeat(100).parse::<Name>().is_ok());
        for name in ["a\nb", "a\u{202e}b", "<b>", "a\0"] {
            assert_eq!(name.parse::<Name>(), Err(TextFault::Invalid), "{name:?}");
        }
    }

    #[test]
    fn addresses_without_a_real_domain_are_refused() {
        for email in [
            "a",
            "a@",
            "@b.ca",
            "a@b",
            "a@b..ca",
            "a@b.ca@c.ca",
            "a b@c.ca",
            "a@-b.ca",
        ] {
            assert_eq!(email.parse::<Email>(), Err(TextFault::Invalid), "{email:?}");
        }
        for email in ["j.doe+shop@gmail.com", "o'brien@exemple.qc.ca"] {
            assert!(email.parse::<Email>().is_ok(), "{email:?}");
        }
    }

    #[test]
    fn personal_texts_do_not_print_themselves() {
        let name: Name = "Doe".parse().expect("valid");
        assert_eq!(format!("{name:?}"), "Name(***)");
    }

    #[test]
    fn bank_digits_are_counted() {
        assert!("999".parse::<Digits<3, 3>>().is_ok());
        for text in ["", "99", "9999", "99a", "٣٣٣"] {
            assert!(text.parse::<Digits<3, 3>>().is_err(), "{text:?}");
        }
    }
}
