//! The HTTP client.

mod account;
mod config;
mod error;
mod tokens;
mod wire;

use std::sync::Arc;

use payment::{Method, SessionId};

use crate::{
    session::{self, cancel, create, details, status},
    status::{Answer, SessionStatus},
};
use account::{Account, Purpose};

pub use crate::session::create::{NewSession, Unsupported};
pub use config::{Auth, Config, ConfigFault, Credentials, InvalidConfig, TokenUse};
pub use error::{Error, ErrorKind, Nonsense, Transport};

/// A client of one account at the provider. Clones share connections and tokens.
#[derive(Clone, Debug)]
pub struct Client {
    account: Arc<Account>,
}

/// What became of a cancel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CancelAnswer {
    /// The session is called off.
    Canceled,
    /// The provider has no such endpoint here (it is announced for e-Transfer and "not yet
    /// released" on its own page `[CL-2026-05, ET-can]`), or no such session. Nothing was
    /// called off: the session runs out of time by itself.
    NotSupported,
    /// The session was over before; a read tells how. Assumption: HTTP 400, 409, 410 and 422
    /// say so, as the page names the error and not its status `[G-can]`.
    AlreadyOver,
}

impl Client {
    /// A client for an account. Opens no connection yet.
    ///
    /// # Errors
    /// Every fault of the configuration at once.
    pub fn new(config: Config) -> Result<Self, InvalidConfig> {
        Account::new(config).map(|account| Self {
            account: Arc::new(account),
        })
    }

    /// Makes a session. Sent once: it is repeated only after a 401, which the provider
    /// gives before it does anything.
    pub async fn create_session(&self, session: &NewSession) -> Result<SessionId, Error> {
        let body = create::Request::try_from(session)?;
        let url = self.account.url(&session::PATH);
        let answered = self
            .account
            .call(Purpose::Create, |http| http.post(url.clone()).json(&body))
            .await?;
        let created: create::Response = answered.success()?.json()?;
        Ok(created.session_id)
    }

    /// Asks what became of a session: the status endpoint for EFT, the details endpoint for
    /// e-Transfer, which has no other `[ET-idx]`.
    ///
    /// The credentials go along in both cases: the newest page wants none for the status, an
    /// older one does, and what is not asked for is ignored `[G-stat]`.
    pub async fn read(&self, method: Method, session: &SessionId) -> Result<Answer, Error> {
        let last = match method {
            Method::GuaranteedEft | Method::Eft => status::PATH,
            Method::ETransfer => details::PATH,
        };
        let url = self.account.session_url(session, last);
        let answered = self
            .account
            .call(Purpose::Read, |http| http.get(url.clone()))
            .await?
            .success()?;
        let (about, answer) = match method {
            Method::GuaranteedEft | Method::Eft => {
                let response: status::Response = answered.json()?;
                let answer = Answer::of_status(method, &response);
                (response.session_id, answer)
            }
            Method::ETransfer => {
                let response: details::Response = answered.json()?;
                let answer = Answer::of_details(&response);
                (response.session_id, answer)
            }
        };
        let is_ours =
            about.is_none_or(|about| about.as_str().eq_ignore_ascii_case(session.as_str()));
        if is_ours {
            Ok(answer)
        } else {
            Err(Nonsense::OtherSession.into())
        }
    }

    /// Calls a session off. Sent once.
    pub async fn cancel(&self, session: &SessionId) -> Result<CancelAnswer, Error> {
        let url = self.account.session_url(session, cancel::PATH);
        let answered = self
            .account
            .call(Purpose::Cancel, |http| http.post(url.clone()))
            .await?;
        match answered.status.as_u16() {
            404 | 405 | 501 => return Ok(CancelAnswer::NotSupported),
            400 | 409 | 410 | 422 => return Ok(CancelAnswer::AlreadyOver),
            _ => {}
        }
        let answered = answered.success()?;
        if answered.is_empty() {
            return Ok(CancelAnswer::Canceled);
        }
        let response: cancel::Response = answered.json()?;
        Ok(match response.status.as_ref().map(SessionStatus::from) {
            Some(SessionStatus::Completed | SessionStatus::Failed | SessionStatus::Expired) => {
                CancelAnswer::AlreadyOver
            }
            Some(
                SessionStatus::Canceled
                | SessionStatus::Initiated
                | SessionStatus::InProgress
                | SessionStatus::Unknown(_),
            )
            | None => CancelAnswer::Canceled,
        })
    }

    /// Checks that the provider can be reached and takes the credentials; changes nothing.
    ///
    /// Bearer: asks for a token. API key: asks for the details of a session that does not
    /// exist. Assumption: with a good key the provider answers that it knows none (400 or
    /// 404), with a bad one 401 or 403.
    pub async fn check(&self) -> Result<(), Error> {
        match self.account.config.auth {
            Auth::Bearer => self.account.prove_credentials().await,
            Auth::ApiKey => {
                let nobody = [session::PATH.as_slice(), &[NO_SESSION, details::PATH]].concat();
                let url = self.account.url(&nobody);
                let answered = self
                    .account
                    .call(Purpose::Read, |http| http.get(url.clone()))
                    .await?;
                match answered.success() {
                    Ok(_) | Err(Error::NotFound | Error::Refused { .. }) => Ok(()),
                    Err(error) => Err(error),
                }
            }
        }
    }
}

/// A session id that no session has.
const NO_SESSION: &str = "00000000-0000-0000-0000-000000000000";
