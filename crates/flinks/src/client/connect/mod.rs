//! Connect: linking a bank account, and reading it.

mod answer;
mod config;

use std::{fmt, time::Duration};

use payment::{LinkRequestId, LoginId};
use reqwest::{RequestBuilder, header::HeaderValue};
use serde::de::DeserializeOwned;
use url::Url;

use super::{
    account::{http_client, secret_header},
    config::ConfigFault,
    error::{Error, Nonsense},
    inbox::Inbox,
    wire::{self, Answered, Repeat},
};
use crate::connect::{
    API_KEY, AUTH_KEY, AccountsRequest, AuthorizeRequest, AuthorizeResponse, AuthorizeToken, Call,
    Details, FlinksCode, FrameOptions, MAX_ANSWER, Meaning, Pending, TokenAnswer,
};

pub use answer::{Accounts, Authorized, Linked};
pub use config::ConnectConfig;

/// A client of Connect.
pub struct Connect {
    http: reqwest::Client,
    config: ConnectConfig,
    secret: HeaderValue,
    api_key: HeaderValue,
    timeout: Duration,
    pub(super) inbox: Inbox,
}

/// Prints no key.
impl fmt::Debug for Connect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connect")
            .field("config", &self.config)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

impl Connect {
    /// # Errors
    /// Every fault of the configuration at once.
    pub(super) fn new(config: ConnectConfig, timeout: Duration) -> Result<Self, Vec<ConfigFault>> {
        let mut faults = config.faults();
        let secret = secret_header(&config.secret);
        let api_key = secret_header(&config.api_key);
        if secret.is_none() || api_key.is_none() {
            faults.push(ConfigFault::Unprintable);
        }
        let http = http_client(&config.api_url);
        if http.is_none() {
            faults.push(ConfigFault::Tls);
        }
        match (faults.is_empty(), http, secret, api_key) {
            (true, Some(http), Some(secret), Some(api_key)) => Ok(Self {
                http,
                config,
                secret,
                api_key,
                timeout,
                inbox: Inbox::default(),
            }),
            _ => Err(faults),
        }
    }

    /// A token that lets one customer into the frame, or one `Authorize` through: once,
    /// within 30 minutes `[C-auth]`.
    pub async fn generate_authorize_token(&self) -> Result<AuthorizeToken, Error> {
        let request = self
            .http
            .post(self.url(Call::GenerateAuthorizeToken, None))
            .header(AUTH_KEY, &self.secret)
            .json(&serde_json::json!({}));
        // Another token than the one that got lost does no harm.
        let answered = self
            .send(Call::GenerateAuthorizeToken, request, Repeat::Safe)
            .await?;
        match answered.status.as_u16() {
            200 => {
                let answer: TokenAnswer = answered.json()?;
                Ok(answer.token().ok_or(Nonsense::Shape)?)
            }
            _ => match refused(answered)? {
                Refusal::Code(_) | Refusal::Pending => Err(Error::Unauthorized),
            },
        }
    }

    /// The address of the frame for one customer. It holds the token: it belongs into the
    /// frame's `src` and nowhere else.
    #[must_use]
    pub fn frame_url(&self, token: &AuthorizeToken, options: &FrameOptions) -> Url {
        options.url(&self.config.frame_url, token)
    }

    /// The origin that the frame's messages come from.
    #[must_use]
    pub fn frame_origin(&self) -> String {
        self.config.frame_url.origin().ascii_serialization()
    }

    /// Exchanges a login for a request for its data, as it was collected when the customer
    /// linked it. It makes the token that it needs itself `[C-auth]`.
    pub async fn authorize(&self, login: &LoginId) -> Result<Authorized, Error> {
        let token = self.generate_authorize_token().await?;
        let mut key = HeaderValue::from_str(token.expose()).map_err(|_| Nonsense::Shape)?;
        key.set_sensitive(true);
        let request = self
            .http
            .post(self.url(Call::Authorize, None))
            .header(AUTH_KEY, key)
            .json(&AuthorizeRequest::cached(login.clone()));
        // The token is good for one call, so a repeat would need another.
        let answered = self.send(Call::Authorize, request, Repeat::Never).await?;
        match answered.status.as_u16() {
            200 => {
                let request = answered.json::<AuthorizeResponse>()?.request_id;
                Ok(Authorized::Ready(request.ok_or(Nonsense::Shape)?))
            }
            202 => {
                let response: AuthorizeResponse = answered.json()?;
                let request = response.request_id.ok_or(Nonsense::Shape)?;
                Ok(Authorized::Pending(request))
            }
            203 => Ok(Authorized::Mfa),
            _ => match refused(answered)? {
                Refusal::Code(code) => Ok(Authorized::Refused(code)),
                Refusal::Pending => Err(Nonsense::Shape.into()),
            },
        }
    }

    /// Asks for the accounts, without their transactions.
    pub async fn accounts(&self, request: &LinkRequestId) -> Result<Accounts, Error> {
        let body = AccountsRequest::without_transactions(request.clone());
        let sent = self
            .http
            .post(self.url(Call::GetAccountsDetail, None))
            .header(API_KEY, &self.api_key)
            .json(&body);
        // It is a read, whatever its HTTP method.
        let answered = self
            .send(Call::GetAccountsDetail, sent, Repeat::Safe)
            .await?;
        read(answered, request)
    }

    /// Asks for accounts that were being collected.
    pub async fn accounts_async(&self, request: &LinkRequestId) -> Result<Accounts, Error> {
        let sent = self
            .http
            .get(self.url(Call::GetAccountsDetailAsync, Some(request)))
            .header(API_KEY, &self.api_key);
        let answered = self
            .send(Call::GetAccountsDetailAsync, sent, Repeat::Safe)
            .await?;
        read(answered, request)
    }

    fn url(&self, call: Call, request: Option<&LinkRequestId>) -> Url {
        let mut url = self.config.api_url.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments
                .pop_if_empty()
                .extend(call.path(&self.config.customer_id))
                .extend(request.map(LinkRequestId::as_str));
        }
        url
    }

    async fn send(
        &self,
        call: Call,
        request: RequestBuilder,
        repeat: Repeat,
    ) -> Result<Answered, Error> {
        let sent = wire::send_up_to(MAX_ANSWER, request, repeat);
        let answered = tokio::time::timeout(self.timeout, sent)
            .await
            .unwrap_or(Err(Error::Timeout))?;
        let mut drift = answered.drift(call.statuses());
        drift.extend(call.unknown_fields(answered.body()));
        self.inbox.note(drift, answered.body());
        Ok(answered)
    }
}

fn read(answered: Answered, request: &LinkRequestId) -> Result<Accounts, Error> {
    match answered.status.as_u16() {
        200 => {
            let details: Details = answered.json()?;
            is_about(request, details.request_id.as_ref())?;
            Ok(Accounts::Ready(Linked {
                institution: details
                    .institution
                    .as_deref()
                    .and_then(|name| name.parse().ok()),
                accounts: details.accounts,
            }))
        }
        _ => match refused(answered)? {
            Refusal::Pending => Ok(Accounts::Pending),
            Refusal::Code(code) => Ok(Accounts::Refused(code)),
        },
    }
}

enum Refusal {
    Pending,
    Code(FlinksCode),
}

/// What an answer says that is no success: by its code, and without one by its HTTP status.
fn refused(answered: Answered) -> Result<Refusal, Error> {
    let status = answered.status.as_u16();
    if status >= 500 {
        return Err(match answered.success() {
            Ok(_) => Nonsense::Status(status).into(),
            Err(error) => error,
        });
    }
    match code(&answered) {
        Some(code) => match code.meaning() {
            Meaning::Pending => Ok(Refusal::Pending),
            Meaning::Later | Meaning::LinkAgain | Meaning::AnotherWay => {
                if code == FlinksCode::TooManyRequests {
                    return Err(Error::RateLimited { retry_after: None });
                }
                Ok(Refusal::Code(code))
            }
            Meaning::Operator if code == FlinksCode::AccessDenied => Err(Error::Unauthorized),
            Meaning::Operator => Ok(Refusal::Code(code)),
        },
        None if status == 202 => Ok(Refusal::Pending),
        None => match answered.success() {
            Ok(_) => Err(Nonsense::Shape.into()),
            Err(error) => Err(error),
        },
    }
}

fn code(answered: &Answered) -> Option<FlinksCode> {
    of_body::<Pending>(answered)?.flinks_code
}

fn of_body<T: DeserializeOwned>(answered: &Answered) -> Option<T> {
    answered.json().ok()
}

fn is_about(request: &LinkRequestId, about: Option<&LinkRequestId>) -> Result<(), Error> {
    if about.is_none_or(|about| about.as_str().eq_ignore_ascii_case(request.as_str())) {
        Ok(())
    } else {
        Err(Nonsense::OtherSession.into())
    }
}
