use payment::SessionId;
use reqwest::{
    RequestBuilder, StatusCode,
    header::{AUTHORIZATION, HeaderValue},
};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::{
    call::{Call, Family, Purpose},
    config::{
        Auth, AuthorizeBy, Config, ConfigFault, Credentials, ETransferApi, InvalidConfig,
        TokenHeader, TokenUse,
    },
    connect::Connect,
    error::Error,
    inbox::Inbox,
    tokens::{Token, Tokens},
    wire::{self, Answered},
};
use crate::{
    drift::Drift,
    fields::{self, Fields},
    session,
    token::{self, TokenRequest},
};

const CLIENT_ID: &str = "x-client-id";
const API_KEY: &str = "x-api-key";
const BASE_URI: &str = "BaseURI";
const BEARER_TOKEN: &str = "BearerToken";

/// One account at the provider: its connections, its credentials and its tokens.
#[derive(Debug)]
pub(super) struct Account {
    pub(super) http: reqwest::Client,
    pub(super) config: Config,
    client_id: HeaderValue,
    api_key: Option<HeaderValue>,
    instance: Option<HeaderValue>,
    tokens: Tokens,
    pub(super) inbox: Inbox,
    pub(super) connect: Option<Connect>,
}

impl Account {
    /// # Errors
    /// Every fault of the configuration at once.
    pub(super) fn new(config: Config) -> Result<Self, InvalidConfig> {
        let mut faults = config.faults();
        let client_id = secret_header(&config.credentials.client_id);
        let api_key = config.credentials.api_key.as_ref().map(secret_header);
        let instance = match &config.e_transfer {
            ETransferApi::V2 => None,
            ETransferApi::V1 { instance, .. } => Some(HeaderValue::from_str(instance).ok()),
        };
        if client_id.is_none() || matches!(api_key, Some(None)) || matches!(instance, Some(None)) {
            faults.push(ConfigFault::Unprintable);
        }
        let http = http_client(&config.base_url);
        if http.is_none() {
            faults.push(ConfigFault::Tls);
        }
        let connect = match config.connect.clone() {
            Some(connect) => Connect::new(connect, config.timeout)
                .map_err(|found| faults.extend(found))
                .ok(),
            None => None,
        };
        match (faults.is_empty(), http, client_id) {
            (true, Some(http), Some(client_id)) => Ok(Self {
                http,
                config,
                client_id,
                api_key: api_key.flatten(),
                instance: instance.flatten(),
                tokens: Tokens::default(),
                inbox: Inbox::default(),
                connect,
            }),
            _ => Err(InvalidConfig(faults)),
        }
    }

    pub(super) fn url(&self, path: &[&str]) -> Url {
        let mut url = self.config.base_url.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path);
        }
        url
    }

    pub(super) fn session_url(&self, session: &SessionId, last: &[&str]) -> Url {
        self.url(&[session::PATH.as_slice(), &[session.as_str()], last].concat())
    }

    /// The request for a token.
    fn authorize(&self) -> RequestBuilder {
        let Credentials {
            client_id,
            client_secret,
            api_key: _,
        } = &self.config.credentials;
        let request = self.http.post(self.url(&token::PATH));
        match (self.config.authorize, client_secret) {
            (AuthorizeBy::Form, Some(client_secret)) => {
                request.form(&TokenRequest::with_credentials(client_id, client_secret))
            }
            (AuthorizeBy::Basic | AuthorizeBy::Form, client_secret) => request
                .basic_auth(
                    client_id.expose_secret(),
                    client_secret.as_ref().map(ExposeSecret::expose_secret),
                )
                .form(&TokenRequest::bare()),
        }
    }

    /// Sends a request with credentials; after a 401 once more with a new token. All of it
    /// takes no longer than the configured time.
    pub(super) async fn call(
        &self,
        call: Call,
        request: impl Fn(&reqwest::Client) -> RequestBuilder,
    ) -> Result<Answered, Error> {
        let answered = self
            .in_time(async {
                if self.needs_token(call.family) {
                    self.call_with_token(call, request).await
                } else {
                    let request = self.with_key(call.family, request(&self.http))?;
                    wire::send(request, call.purpose.repeat()).await
                }
            })
            .await?;
        self.inbox
            .note(answered.drift(call.documented), answered.body());
        Ok(answered)
    }

    /// Notes the fields of an answer that its page does not have.
    pub(super) fn note_fields(&self, answered: &Answered, documented: Fields) {
        let unknown = fields::unknown(answered.body(), documented);
        self.inbox
            .note(unknown.into_iter().map(Drift::field), answered.body());
    }

    const fn needs_token(&self, family: Family) -> bool {
        match (family, self.config.auth) {
            (Family::Transfer, _) | (Family::Sessions | Family::Debit, Auth::Bearer) => true,
            (Family::Reports, _) | (Family::Sessions | Family::Debit, Auth::ApiKey) => false,
        }
    }

    fn with_key(&self, family: Family, request: RequestBuilder) -> Result<RequestBuilder, Error> {
        let request = request.header(CLIENT_ID, &self.client_id);
        match (&self.api_key, family) {
            (Some(key), _) => Ok(request.header(API_KEY, key)),
            (None, Family::Reports) => Err(Error::NotConfigured("api_key")),
            (None, Family::Sessions | Family::Transfer | Family::Debit) => Ok(request),
        }
    }

    fn with_token(&self, call: Call, request: RequestBuilder, token: &Token) -> RequestBuilder {
        let bearer = |request: RequestBuilder| request.header(AUTHORIZATION, &token.bearer);
        match call.family {
            Family::Transfer => {
                let request = match &self.instance {
                    Some(instance) => request.header(BASE_URI, instance),
                    None => request,
                };
                match self.token_header() {
                    TokenHeader::Authorization => bearer(request),
                    TokenHeader::BearerToken => request.header(BEARER_TOKEN, &token.bare),
                }
            }
            Family::Debit => bearer(request).header(CLIENT_ID, &self.client_id),
            Family::Sessions | Family::Reports => match call.purpose {
                // Documented beside the bearer token as optional, and only here
                // `[ET-yaml, E2-yaml, ET-init]`.
                Purpose::Create => bearer(request).header(CLIENT_ID, &self.client_id),
                Purpose::Read | Purpose::Act => bearer(request),
            },
        }
    }

    /// An open session of the first version outlives a change of the configuration to the
    /// second: its calls then take the usual header.
    fn token_header(&self) -> TokenHeader {
        match &self.config.e_transfer {
            ETransferApi::V2 => TokenHeader::default(),
            ETransferApi::V1 { token_header, .. } => *token_header,
        }
    }

    async fn call_with_token(
        &self,
        call: Call,
        request: impl Fn(&reqwest::Client) -> RequestBuilder,
    ) -> Result<Answered, Error> {
        let repeat = call.purpose.repeat();
        let signed = |token: &Token| self.with_token(call, request(&self.http), token);
        let token = self.token(call.purpose, None).await?;
        let answered = wire::send(signed(&token), repeat).await?;
        if answered.status != StatusCode::UNAUTHORIZED {
            return Ok(answered);
        }
        let token = self.token(call.purpose, Some(&token)).await?;
        wire::send(signed(&token), repeat).await
    }

    /// A token for a call; after `refused` was refused, another one.
    async fn token(&self, purpose: Purpose, refused: Option<&Token>) -> Result<Token, Error> {
        match (self.config.token_use, purpose) {
            (TokenUse::Single, Purpose::Create) => {
                self.tokens.fresh(self.authorize(), &self.inbox).await
            }
            (TokenUse::Reuse, _) | (TokenUse::Single, Purpose::Read | Purpose::Act) => {
                self.tokens
                    .current(refused, self.authorize(), &self.inbox)
                    .await
            }
        }
    }

    /// Asks for a token, whether there is one or not.
    pub(super) async fn prove_credentials(&self) -> Result<(), Error> {
        let fresh = self.tokens.fresh(self.authorize(), &self.inbox);
        self.in_time(fresh).await.map(drop)
    }

    pub(super) async fn in_time<T>(
        &self,
        call: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        tokio::time::timeout(self.config.timeout, call)
            .await
            .unwrap_or(Err(Error::Timeout))
    }
}

pub(super) fn secret_header(secret: &SecretString) -> Option<HeaderValue> {
    let mut header = HeaderValue::from_str(secret.expose_secret()).ok()?;
    header.set_sensitive(true);
    Some(header)
}

/// Follows no redirect (credentials would go along), takes no proxy from the environment
/// (the twin is on the loopback), and repeats nothing by itself.
pub(super) fn http_client(base_url: &Url) -> Option<reqwest::Client> {
    // An error says that the process has a provider already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = reqwest::Client::builder()
        .user_agent(concat!("guichet/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .no_proxy();
    // Without TLS no certificates are needed, so a machine that has none will do.
    let builder = if base_url.scheme() == "http" {
        builder.tls_certs_only([])
    } else {
        builder.https_only(true)
    };
    builder.build().ok()
}
