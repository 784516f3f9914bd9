use payment::SessionId;
use reqwest::{
    RequestBuilder, StatusCode,
    header::{AUTHORIZATION, HeaderValue},
};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::{
    config::{Auth, Config, ConfigFault, Credentials, InvalidConfig, TokenUse},
    error::Error,
    tokens::{Token, Tokens},
    wire::{self, Answered, Repeat},
};
use crate::{session, token};

const CLIENT_ID: &str = "x-client-id";
const API_KEY: &str = "x-api-key";

/// One account at the provider: its connections, its credentials and its tokens.
#[derive(Debug)]
pub(super) struct Account {
    http: reqwest::Client,
    pub(super) config: Config,
    client_id: HeaderValue,
    api_key: Option<HeaderValue>,
    tokens: Tokens,
}

/// What a call is for.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    Create,
    Read,
    Cancel,
}

impl Purpose {
    const fn repeat(self) -> Repeat {
        match self {
            Self::Read => Repeat::Safe,
            Self::Create | Self::Cancel => Repeat::Never,
        }
    }
}

impl Account {
    /// # Errors
    /// Every fault of the configuration at once.
    pub(super) fn new(config: Config) -> Result<Self, InvalidConfig> {
        let mut faults = config.faults();
        let client_id = secret_header(&config.credentials.client_id);
        let api_key = config.credentials.api_key.as_ref().map(secret_header);
        if client_id.is_none() || matches!(api_key, Some(None)) {
            faults.push(ConfigFault::Unprintable);
        }
        let http = http_client(&config.base_url);
        if http.is_none() {
            faults.push(ConfigFault::Tls);
        }
        match (faults.is_empty(), http, client_id) {
            (true, Some(http), Some(client_id)) => Ok(Self {
                http,
                config,
                client_id,
                api_key: api_key.flatten(),
                tokens: Tokens::default(),
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

    pub(super) fn session_url(&self, session: &SessionId, last: &str) -> Url {
        self.url(&[session::PATH.as_slice(), &[session.as_str(), last]].concat())
    }

    /// The request for a token. The credentials go in the Basic header `[ET-idx, G-idx]`;
    /// one page has them as form fields instead `[AUTH]`.
    fn authorize(&self) -> RequestBuilder {
        let Credentials {
            client_id,
            client_secret,
            api_key: _,
        } = &self.config.credentials;
        self.http.post(self.url(&token::PATH)).basic_auth(
            client_id.expose_secret(),
            client_secret.as_ref().map(ExposeSecret::expose_secret),
        )
    }

    /// Sends a request with credentials; after a 401 once more with a new token. All of it
    /// takes no longer than the configured time.
    pub(super) async fn call(
        &self,
        purpose: Purpose,
        request: impl Fn(&reqwest::Client) -> RequestBuilder,
    ) -> Result<Answered, Error> {
        self.in_time(async {
            match self.config.auth {
                Auth::ApiKey => self.call_with_key(purpose, request(&self.http)).await,
                Auth::Bearer => self.call_with_token(purpose, request).await,
            }
        })
        .await
    }

    async fn call_with_key(
        &self,
        purpose: Purpose,
        request: RequestBuilder,
    ) -> Result<Answered, Error> {
        let request = request.header(CLIENT_ID, &self.client_id);
        let request = match &self.api_key {
            Some(key) => request.header(API_KEY, key),
            None => request,
        };
        wire::send(request, purpose.repeat()).await
    }

    async fn call_with_token(
        &self,
        purpose: Purpose,
        request: impl Fn(&reqwest::Client) -> RequestBuilder,
    ) -> Result<Answered, Error> {
        let signed = |token: &Token| {
            let request = request(&self.http).header(AUTHORIZATION, &token.header);
            match purpose {
                // Documented beside the bearer token as optional, and only here
                // `[ET-yaml, E2-yaml, ET-init]`.
                Purpose::Create => request.header(CLIENT_ID, &self.client_id),
                Purpose::Read | Purpose::Cancel => request,
            }
        };
        let token = self.token(purpose, None).await?;
        let answered = wire::send(signed(&token), purpose.repeat()).await?;
        if answered.status != StatusCode::UNAUTHORIZED {
            return Ok(answered);
        }
        let token = self.token(purpose, Some(&token)).await?;
        wire::send(signed(&token), purpose.repeat()).await
    }

    /// A token for a call; after `refused` was refused, another one.
    async fn token(&self, purpose: Purpose, refused: Option<&Token>) -> Result<Token, Error> {
        match (self.config.token_use, purpose) {
            (TokenUse::Single, Purpose::Create) => self.tokens.fresh(self.authorize()).await,
            (TokenUse::Reuse, _) | (TokenUse::Single, Purpose::Read | Purpose::Cancel) => {
                self.tokens.current(refused, self.authorize()).await
            }
        }
    }

    /// Asks for a token, whether there is one or not.
    pub(super) async fn prove_credentials(&self) -> Result<(), Error> {
        let fresh = self.tokens.fresh(self.authorize());
        self.in_time(fresh).await.map(drop)
    }

    async fn in_time<T>(&self, call: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        tokio::time::timeout(self.config.timeout, call)
            .await
            .unwrap_or(Err(Error::Timeout))
    }
}

fn secret_header(secret: &SecretString) -> Option<HeaderValue> {
    let mut header = HeaderValue::from_str(secret.expose_secret()).ok()?;
    header.set_sensitive(true);
    Some(header)
}

/// Follows no redirect (credentials would go along), takes no proxy from the environment
/// (the twin is on the loopback), and repeats nothing by itself.
fn http_client(base_url: &Url) -> Option<reqwest::Client> {
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
