//! `POST /api/v1/authorize`: from credentials to a bearer token.

use std::{fmt, time::Duration};

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

/// The path below the base address `[AUTH]`.
pub const PATH: [&str; 3] = ["api", "v1", "authorize"];

/// The form that asks for a token. The credentials stand in a Basic header beside it
/// `[ET-idx, G-idx, E-setup]`, or in the form `[AUTH]`.
#[derive(Serialize)]
pub struct TokenRequest<'a> {
    grant_type: &'static str,
    #[serde(rename = "Username", skip_serializing_if = "Option::is_none")]
    username: Option<&'a str>,
    #[serde(rename = "Password", skip_serializing_if = "Option::is_none")]
    password: Option<&'a str>,
}

impl<'a> TokenRequest<'a> {
    /// Without credentials.
    #[must_use]
    pub const fn bare() -> Self {
        Self {
            grant_type: "client_credentials",
            username: None,
            password: None,
        }
    }

    /// With the client id and the client secret in the form.
    #[must_use]
    pub fn with_credentials(client_id: &'a SecretString, client_secret: &'a SecretString) -> Self {
        Self {
            username: Some(client_id.expose_secret()),
            password: Some(client_secret.expose_secret()),
            ..Self::bare()
        }
    }
}

/// It holds the credentials: never prints itself.
impl fmt::Debug for TokenRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenRequest(***)")
    }
}

/// The answer `[AUTH]`. Its `token_type` is always `bearer` and is not read.
#[derive(Clone, Debug, Deserialize)]
pub struct TokenAnswer {
    /// The token.
    pub access_token: SecretString,
    #[serde(default, rename = "expires_in", deserialize_with = "seconds")]
    expires_in: u32,
}

impl TokenAnswer {
    /// For how long the token may be used from now on: what the provider says (299 s on one
    /// page `[AUTH]`, 599 s on others `[ET-idx, G-idx, E2-idx]`), less a margin of 30 s, or
    /// of half of it where that is less. Zero where it says nothing: used once, not kept.
    #[must_use]
    pub fn usable_for(&self) -> Duration {
        const MARGIN: u32 = 30;
        let margin = MARGIN.min(self.expires_in / 2);
        Duration::from_secs(u64::from(self.expires_in.saturating_sub(margin)))
    }
}

/// Whole seconds; whatever else stands there is as good as nothing.
fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    const DAY: u32 = 24 * 60 * 60;
    let raw = Box::<RawValue>::deserialize(deserializer)?;
    Ok(raw.get().parse().map_or(0, |seconds: u32| seconds.min(DAY)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usable(json: &str) -> u64 {
        let answer: TokenAnswer = serde_json::from_str(json).expect("reads");
        answer.usable_for().as_secs()
    }

    #[test]
    fn a_token_is_used_for_as_long_as_the_provider_says_less_a_margin() {
        assert_eq!(
            usable(r#"{"access_token":"t","token_type":"bearer","expires_in":599}"#),
            569
        );
        assert_eq!(usable(r#"{"access_token":"t","expires_in":299}"#), 269);
        assert_eq!(usable(r#"{"access_token":"t","expires_in":10}"#), 5);
        assert_eq!(
            usable(r#"{"access_token":"t","expires_in":4000000000}"#),
            86_370
        );
    }

    #[test]
    fn a_token_without_a_readable_lifetime_is_not_kept() {
        for json in [
            r#"{"access_token":"t"}"#,
            r#"{"access_token":"t","expires_in":null}"#,
            r#"{"access_token":"t","expires_in":"soon"}"#,
            r#"{"access_token":"t","expires_in":-5}"#,
            r#"{"access_token":"t","expires_in":1e99}"#,
        ] {
            assert_eq!(usable(json), 0, "{json}");
        }
    }

    #[test]
    fn a_request_with_credentials_does_not_print_them() {
        let (id, secret) = ("canary-id".into(), "canary-secret".into());
        let request = TokenRequest::with_credentials(&id, &secret);
        assert!(!format!("{request:?}").contains("canary"));
        let json = serde_json::to_value(&request).expect("writes");
        assert_eq!(json["Username"], "canary-id");
        assert_eq!(json["Password"], "canary-secret");
        assert_eq!(json["grant_type"], "client_credentials");
    }

    #[test]
    fn a_token_does_not_print_itself() {
        let answer: TokenAnswer =
            serde_json::from_str(r#"{"access_token":"canary","expires_in":1}"#).expect("reads");
        assert!(!format!("{answer:?}").contains("canary"));
    }
}
