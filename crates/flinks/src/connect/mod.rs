//! Connect: the frame in which a customer links a bank account, and reading that account
//! `[C-auth, C-par, PAY-start]`.
//!
//! The words differ from the rest of the provider's: members begin with a capital letter,
//! and results are told by a `FlinksCode` beside the HTTP status.

use std::{fmt, time::Duration};

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use crate::drift::Drift;

mod account;
mod authorize;
mod code;
mod decimal;
mod fields;
mod frame;
mod personal;
mod title;

pub use account::{
    Account, AccountsRequest, Address, Balance, Details, Holder, Login, Pending, Transaction,
};
pub use authorize::{AuthorizeRequest, AuthorizeResponse, Challenge, Links};
pub use code::{FlinksCode, Meaning};
pub use decimal::{Decimal, NotADecimal};
pub use frame::{Colour, FrameLanguage, FrameOptions, InvalidColour, Theme};
pub use personal::Personal;

/// How often the data of an account is asked for while it is being collected `[PAY-start]`.
pub const POLL_EVERY: Duration = Duration::from_secs(10);

/// For how long the data of an account is asked for at most `[PAY-start]`.
pub const POLL_FOR: Duration = Duration::from_secs(30 * 60);

/// For how long an [`AuthorizeToken`] is good `[C-auth]`.
pub const TOKEN_LIFE: Duration = Duration::from_secs(30 * 60);

/// The largest answer that is read, in bytes. Ours: a login with many accounts and, where
/// the provider sends them all the same, their transactions.
pub const MAX_ANSWER: usize = 8 * 1024 * 1024;

/// The header with the secret key, or with an authorize token `[C-auth]`.
pub const AUTH_KEY: &str = "flinks-auth-key";

/// The header with the key for data `[C-auth]`.
pub const API_KEY: &str = "x-api-key";

/// A call of Connect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Call {
    /// `POST …/GenerateAuthorizeToken`
    GenerateAuthorizeToken,
    /// `POST …/Authorize`
    Authorize,
    /// `POST …/GetAccountsDetail`
    GetAccountsDetail,
    /// `GET …/GetAccountsDetailAsync/{requestId}`
    GetAccountsDetailAsync,
}

impl Call {
    /// Every call.
    pub const ALL: [Self; 4] = [
        Self::GenerateAuthorizeToken,
        Self::Authorize,
        Self::GetAccountsDetail,
        Self::GetAccountsDetailAsync,
    ];

    /// The last part of its path, or the one before the request id.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::GenerateAuthorizeToken => "GenerateAuthorizeToken",
            Self::Authorize => "Authorize",
            Self::GetAccountsDetail => "GetAccountsDetail",
            Self::GetAccountsDetailAsync => "GetAccountsDetailAsync",
        }
    }

    /// The fields of an answer that are not documented.
    #[must_use]
    pub fn unknown_fields(self, body: &[u8]) -> Vec<Drift> {
        let documented = match self {
            Self::GenerateAuthorizeToken => fields::TOKEN,
            Self::Authorize => fields::AUTHORIZE,
            Self::GetAccountsDetail | Self::GetAccountsDetailAsync => fields::ACCOUNTS,
        };
        crate::fields::drift(body, documented)
    }

    /// The HTTP statuses of its page `[PAY-start, C-auth]`, beside those of the codes.
    #[must_use]
    pub const fn statuses(self) -> &'static [u16] {
        match self {
            Self::GenerateAuthorizeToken => &[200],
            Self::Authorize => &[200, 202, 203],
            Self::GetAccountsDetail | Self::GetAccountsDetailAsync => &[200, 202],
        }
    }

    /// Its path below the address of the API.
    #[must_use]
    pub const fn path(self, customer_id: &str) -> [&str; 4] {
        ["v3", customer_id, "BankingServices", self.name()]
    }
}

/// Lets one customer into the frame, or one `Authorize` call through: once, within
/// [`TOKEN_LIFE`]. Does not print itself.
#[derive(Clone)]
pub struct AuthorizeToken(SecretString);

impl AuthorizeToken {
    /// The token as it is written.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for AuthorizeToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AuthorizeToken(***)")
    }
}

/// The answer to [`Call::GenerateAuthorizeToken`] `[C-auth]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TokenAnswer {
    token: SecretString,
}

impl TokenAnswer {
    /// The token; `None` where it is empty.
    #[must_use]
    pub fn token(self) -> Option<AuthorizeToken> {
        let is_there = !self.token.expose_secret().is_empty();
        is_there.then_some(AuthorizeToken(self.token))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_and_does_not_print_itself() {
        let answer: TokenAnswer =
            serde_json::from_str(r#"{"HttpStatusCode":200,"Token":"canary"}"#).expect("reads");
        assert!(!format!("{answer:?}").contains("canary"));
        let token = answer.token().expect("a token");
        assert_eq!(token.expose(), "canary");
        assert!(!format!("{token:?}").contains("canary"));
        let empty: TokenAnswer = serde_json::from_str(r#"{"Token":""}"#).expect("reads");
        assert!(empty.token().is_none());
    }

    #[test]
    fn every_call_has_the_documented_path() {
        let paths = Call::ALL.map(|call| call.path("c").join("/"));
        assert_eq!(
            paths,
            [
                "v3/c/BankingServices/GenerateAuthorizeToken",
                "v3/c/BankingServices/Authorize",
                "v3/c/BankingServices/GetAccountsDetail",
                "v3/c/BankingServices/GetAccountsDetailAsync",
            ]
        );
    }
}
