//! The HTTP client.

mod account;
mod call;
mod config;
mod connect;
mod contacts;
mod eft;
mod error;
mod inbox;
mod reports;
mod sessions;
mod tokens;
mod transfer;
mod wire;

use std::sync::Arc;

use payment::{Api, Method, Session};

use crate::{
    drift::Sighting,
    session::{self, details},
    status::Answer,
};
use account::Account;
use call::{Call, Family, Purpose};

pub use crate::session::create::{NewSession, SessionFault, Unsupported};
pub use config::{
    Auth, AuthorizeBy, Config, ConfigFault, Credentials, ETransferApi, InvalidConfig, TokenHeader,
    TokenUse,
};
pub use connect::{Accounts, Authorized, Connect, ConnectConfig, Linked};
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

    /// Makes a session in the interface that the account has for its method. Each request of
    /// it is sent once: it is repeated only after a 401, which the provider gives before it
    /// does anything.
    ///
    /// # Errors
    /// A session that goes out by e-mail may exist, and be paid, where an error
    /// [leaves the outcome unknown](Error::leaves_outcome_unknown). Any other is then known
    /// to nobody, can be paid by nobody, and runs out of time.
    pub async fn create_session(&self, session: &NewSession) -> Result<Session, Error> {
        match (session.method, &self.account.config.e_transfer) {
            (Method::ETransfer, ETransferApi::V1 { .. }) => self.create_transfer(session).await,
            (Method::GuaranteedEft | Method::Eft, _) | (Method::ETransfer, ETransferApi::V2) => {
                self.create_v2(session).await.map(Session::v2)
            }
        }
    }

    /// Asks what became of a session.
    pub async fn read(&self, method: Method, session: &Session) -> Result<Answer, Error> {
        match session.api {
            Api::V2 => self.read_v2(method, &session.id).await,
            Api::ETransferV1 => self.read_transfer(session).await,
            Api::EftV1 => self.read_debit(session).await,
        }
    }

    /// Calls a session off. Sent once.
    pub async fn cancel(&self, session: &Session) -> Result<CancelAnswer, Error> {
        match session.api {
            Api::V2 => self.cancel_v2(&session.id).await,
            Api::ETransferV1 => self.cancel_transfer(session).await,
            Api::EftV1 => self.cancel_debit(session).await,
        }
    }

    /// Connect, where the account has it.
    #[must_use]
    pub fn connect(&self) -> Option<&Connect> {
        self.account.connect.as_ref()
    }

    /// What was met since the last time that no page documents: HTTP statuses and content
    /// types of any call, and whatever else belongs to no [`Answer`], which has its own.
    #[must_use]
    pub fn take_drift(&self) -> Vec<Sighting> {
        let mut sightings = self.account.inbox.take();
        if let Some(connect) = &self.account.connect {
            sightings.extend(connect.inbox.take());
        }
        sightings
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
                let read = Call::new(Family::Sessions, Purpose::Read, &[200]);
                let answered = self
                    .account
                    .call(read, |http| http.get(url.clone()))
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
