use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::connect::ConnectConfig;
use crate::limits::Limits;

/// How an account at the provider is reached.
#[derive(Clone, Debug)]
pub struct Config {
    /// The root of the API, such as `https://payments.flinksapp.com`. A path is kept.
    pub base_url: Url,
    /// How requests are authenticated.
    pub auth: Auth,
    /// What they are authenticated with.
    pub credentials: Credentials,
    /// How the credentials for a token are sent.
    pub authorize: AuthorizeBy,
    /// What a bearer token is good for.
    pub token_use: TokenUse,
    /// Which interface e-Transfer sessions are made in. Open ones stay where they are.
    pub e_transfer: ETransferApi,
    /// Connect, where the account has it: regular EFT from a linked account needs it.
    pub connect: Option<ConnectConfig>,
    /// What the account takes: the provider sets it for each client `[G-setup]`.
    pub limits: Limits,
    /// The time that one call may take in all, authorising and repeats included.
    pub timeout: Duration,
}

impl Config {
    /// A timeout that suits a customer who is waiting for the bank page.
    pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(10);

    /// An account with the usual answer to every question that the provider's pages leave
    /// open; to be changed with `..`.
    #[must_use]
    pub fn new(base_url: Url, credentials: Credentials) -> Self {
        Self {
            base_url,
            auth: Auth::Bearer,
            credentials,
            authorize: AuthorizeBy::Basic,
            token_use: TokenUse::Reuse,
            e_transfer: ETransferApi::V2,
            connect: None,
            limits: Limits::default(),
            timeout: Self::DEFAULT_TIMEOUT,
        }
    }
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

/// How the credentials for a token are sent. The provider's pages contradict each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AuthorizeBy {
    /// In a Basic header `[ET-idx, G-idx, E-setup]`.
    #[default]
    Basic,
    /// As the form fields `Username` and `Password` `[AUTH]`.
    Form,
}

/// Which of its two interfaces for e-Transfer the provider set up for the account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ETransferApi {
    /// Sessions of the second version `[ET-init]`.
    #[default]
    V2,
    /// Sessions and payment requests of the first `[ET-init-v1, ET-ppr, ET-gpr]`.
    V1 {
        /// The environment that the provider gave at onboarding: goes out as `BaseURI`.
        instance: String,
        /// Which header carries the token.
        token_header: TokenHeader,
    },
}

/// Which header carries the token in the first version. The sources contradict each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TokenHeader {
    /// `Authorization: Bearer …` `[PAY-trbl]`.
    #[default]
    Authorization,
    /// `BearerToken: …`, in a community library that was written from the OpenAPI text.
    BearerToken,
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
    /// Something that needs a token, without a secret.
    #[error(
        "client_secret is missing, which auth = \"bearer\" and e-Transfer of the first version need"
    )]
    ClientSecret,
    /// API-key authentication without a key.
    #[error("api_key is missing, which auth = \"api-key\" needs")]
    ApiKey,
    /// e-Transfer of the first version without its environment.
    #[error("instance is missing, which e-Transfer of the first version needs")]
    Instance,
    /// A key, an id or an instance with characters that no HTTP header can carry.
    #[error("client_id, api_key or instance holds characters that a header cannot carry")]
    Unprintable,
    /// See [`ConnectConfig::api_url`]; as [`ConfigFault::BaseUrl`].
    #[error("connect.api_url must be http(s)://host, without user, query and fragment")]
    ConnectApiUrl,
    /// See [`ConnectConfig::frame_url`]; as [`ConfigFault::BaseUrl`].
    #[error("connect.frame_url must be http(s)://host, without user, query and fragment")]
    ConnectFrameUrl,
    /// No id, or one that no path can carry.
    #[error("connect.customer_id must be letters, digits and hyphens")]
    ConnectCustomerId,
    /// No secret key.
    #[error("connect.secret is missing")]
    ConnectSecret,
    /// No key for data.
    #[error("connect.api_key is missing")]
    ConnectApiKey,
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
        let (needs_token, no_instance) = match &self.e_transfer {
            ETransferApi::V2 => (false, false),
            ETransferApi::V1 { instance, .. } => (true, instance.trim().is_empty()),
        };
        let (no_secret, no_key) = match self.auth {
            Auth::Bearer => (is_missing(client_secret.as_ref()), false),
            Auth::ApiKey => (
                needs_token && is_missing(client_secret.as_ref()),
                is_missing(api_key.as_ref()),
            ),
        };
        [
            (!base_is_plain, ConfigFault::BaseUrl),
            (is_missing(Some(client_id)), ConfigFault::ClientId),
            (no_secret, ConfigFault::ClientSecret),
            (no_key, ConfigFault::ApiKey),
            (no_instance, ConfigFault::Instance),
            (self.timeout.is_zero(), ConfigFault::Timeout),
        ]
        .into_iter()
        .filter_map(|(is_wrong, fault)| is_wrong.then_some(fault))
        .collect()
    }
}
