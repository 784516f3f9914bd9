use std::{fmt, str::FromStr};

use payment::{Email, TextFault};

/// What somebody signs in with: an e-mail address in small letters, so that nobody has two.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SignInEmail(Email);

impl SignInEmail {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl FromStr for SignInEmail {
    type Err = TextFault;

    fn from_str(text: &str) -> Result<Self, TextFault> {
        text.trim().to_lowercase().parse().map(Self)
    }
}

/// Personal: never prints itself.
impl fmt::Debug for SignInEmail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignInEmail(***)")
    }
}
