use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{BankAccount, LinkRequestId, LinkedAccountId, LoginId, Name, Timestamp};

/// How far a customer is who links an account for a debit to be taken from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Linking {
    /// They sign in at their bank, in the provider's frame.
    SignIn,
    /// They have signed in, and the provider is asked for their accounts.
    Reading {
        /// The login that they linked.
        login: LoginId,
        /// The account that they picked in the frame, where it let them.
        picked: Option<LinkedAccountId>,
        /// Since when.
        since: Timestamp,
        /// The reading that the provider is busy with.
        request: Option<LinkRequestId>,
    },
    /// They see which account it will be, and say yes.
    Choosing {
        /// The accounts that are theirs and that can be debited; never empty.
        accounts: Vec<LinkedAccount>,
        /// The one to propose.
        proposed: Option<LinkedAccountId>,
    },
    /// They said yes. Nothing was asked of the provider yet.
    Chosen,
    /// The provider was asked for the debit, once. Its answer is awaited.
    DebitAsked,
}

/// An account of the customer, whose holder has the payer's name and which can be debited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedAccount {
    /// The provider's id of it.
    pub id: LinkedAccountId,
    /// Whose bank it is at.
    pub institution: Name,
    /// What the bank calls it.
    pub title: Name,
    /// Its numbers.
    pub account: BankAccount,
}

impl LinkedAccount {
    /// The last four digits of its number: what of it a person is shown.
    #[must_use]
    pub fn masked(&self) -> &str {
        let number = self.account.account.as_str();
        number.get(number.len() - 4..).unwrap_or(number)
    }
}

/// Whether we stand by a guarantee that the provider issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuaranteeAnswer {
    /// The payment may go on.
    Accepted,
    /// Nobody wants this payment any more.
    Refused,
}

/// The address of the page on which a customer signs a debit agreement. Whoever has it can
/// sign, so it never prints itself.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AgreementLink(String);

/// The text is no address of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an agreement is signed at an http or https address of at most 2048 characters")]
pub struct InvalidLink;

impl AgreementLink {
    /// The longest address.
    const MAX: usize = 2048;

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AgreementLink {
    type Err = InvalidLink;

    fn from_str(text: &str) -> Result<Self, InvalidLink> {
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"))
            .ok_or(InvalidLink)?;
        let is_plain = |b: u8| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'\\');
        let fits = text.len() <= Self::MAX && !rest.is_empty() && rest.bytes().all(is_plain);
        fits.then(|| Self(text.to_owned())).ok_or(InvalidLink)
    }
}

impl TryFrom<String> for AgreementLink {
    type Error = InvalidLink;

    fn try_from(text: String) -> Result<Self, InvalidLink> {
        text.parse()
    }
}

impl From<AgreementLink> for String {
    fn from(link: AgreementLink) -> Self {
        link.0
    }
}

impl fmt::Debug for AgreementLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AgreementLink(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agreement_is_signed_on_a_page() {
        assert!(
            "https://pay.example/pad/1?x=y"
                .parse::<AgreementLink>()
                .is_ok()
        );
        for text in [
            "",
            "https://",
            "javascript:alert(1)",
            "ftp://pay.example/",
            "https://pay.example/ x",
            "https://pay.example/\"",
        ] {
            assert_eq!(text.parse::<AgreementLink>(), Err(InvalidLink), "{text:?}");
        }
    }

    #[test]
    fn an_account_is_known_by_its_last_four_digits() {
        let account = LinkedAccount {
            id: "a1".parse().expect("valid"),
            institution: "FlinksCapital".parse().expect("valid"),
            title: "Chequing".parse().expect("valid"),
            account: BankAccount {
                institution: "777".parse().expect("valid"),
                transit: "77777".parse().expect("valid"),
                account: "1111000".parse().expect("valid"),
                label: None,
            },
        };
        assert_eq!(account.masked(), "1000");
        assert!(!format!("{account:?}").contains("1111000"));
    }
}
