use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use url::Url;

/// How an account at the provider is reached.
#[derive(Clone, Debug)]
pub struct Config {
    /// The root of the API, such as `https://payments.flinksapp.com`. A path is kept.
    pub base_url: Url,
    /// How requests are authenticated.
    pub auth: Auth,
    /// What they are authenticated with.
    pub credentials: Credentials,
    /// What a bearer token is good for. Without meaning for [`Auth::ApiKey`].
    pub token_use: TokenUse,
    /// The time that one call may take in all, authorising and repeats included.
    pub timeout: Duration,
}

impl Config {
    /// A timeout that suits a customer who is waiting for the bank page.
    pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(10);
}

/// How requests are authenticated. The provider's guide has one way, its reference the
/// other, and both are in use `[G-setup, G-init]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// `Authorization: Bearer`, with a token from `/api/v1/authorize`.
    Bearer,
    /// `x-api-key` and `x-client-id`.
    ApiKey,
}

/// What the provider gave the merchant.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The client id; needed always.
    pub client_id: SecretString,
    /// The client secret; needed for [`Auth::Bearer`].
    pub client_secret: Option<SecretString>,
    /// The API key; needed for [`Auth::ApiKey`].
    pub api_key: Option<SecretString>,
}

/// What a bearer token is good for. The provider's pages contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenUse {
    /// For every call until it expires `[ET-idx, G-idx, E2-idx]`.
    Reuse,
    /// For one create; a new one for each `[AUTH]`. Reads share a token all the same.
    Single,
}

/// Why a configuration cannot work: every fault of it.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the provider's configuration cannot work: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct InvalidConfig(pub Vec<ConfigFault>);

/// One fault of a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigFault {
    /// Another scheme than `http` or `https`, no host, or a user, query or fragment.
    #[error("base_url must be http(s)://host, without user, query and fragment")]
    BaseUrl,
    /// No client id.
    #[error("client_id is missing")]
    ClientId,
    /// Bearer authentication without a secret.
    #[error("client_secret is missing, which auth = \"bearer\" needs")]
    ClientSecret,
    /// API-key authentication without a key.
    #[error("api_key is missing, which auth = \"api-key\" needs")]
    ApiKey,
    /// A key or an id with characters that no HTTP header can carry.
    #[error("client_id or api_key holds characters that a header cannot carry")]
    Unprintable,
    /// No time at all.
    #[error("timeout must be longer than nothing")]
    Timeout,
    /// The TLS library found no certificates to trust.
    #[error("TLS cannot be set up: is there a certificate store (ca-certificates)?")]
    Tls,
}

impl Config {
    pub(super) fn faults(&self) -> Vec<ConfigFault> {
        let url = &self.base_url;
        let base_is_plain = matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        let is_missing = |secret: Option<&SecretString>| {
            secret.is_none_or(|secret| secret.expose_secret().trim().is_empty())
        };
        let Credentials {
            client_id,
            client_secret,
            api_key,
        } = &self.credentials;
        let (no_secret, no_key) = match self.auth {
            Auth::Bearer => (is_missing(client_secret.as_ref()), false),
            Auth::ApiKey => (false, is_missing(api_key.as_ref())),
        };
        [
            (!base_is_plain, ConfigFault::BaseUrl),
            (is_missing(Some(client_id)), ConfigFault::ClientId),
            (no_secret, ConfigFault::ClientSecret),
            (no_key, ConfigFault::ApiKey),
            (self.timeout.is_zero(), ConfigFault::Timeout),
        ]
        .into_iter()
        .filter_map(|(is_wrong, fault)| is_wrong.then_some(fault))
        .collect()
    }
}
