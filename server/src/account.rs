//! The accounts at the provider: one behind test keys, one behind live ones.

use flinks::client::{Client, InvalidConfig};
use payment::Mode;
use secrecy::SecretString;
use url::Url;

use crate::config::{Config, FlinksConfig};

/// The accounts that are configured.
#[derive(Debug)]
pub(crate) struct Accounts {
    test: Option<Account>,
    live: Option<Account>,
}

/// One account, ready to be used.
#[derive(Debug)]
pub(crate) struct Account {
    /// Speaks to the provider's API.
    pub(crate) client: Client,
    /// The hosted page's address without a session.
    pub(crate) app_url: Url,
    /// Its origin: the only one whose messages count.
    pub(crate) app_origin: String,
    /// What its webhooks are signed with.
    pub(crate) webhook_secret: Option<SecretString>,
    /// Which keys it stands behind.
    pub(crate) mode: Mode,
}

/// An account cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the {mode} account: {source}")]
pub(crate) struct AccountError {
    mode: Mode,
    source: InvalidConfig,
}

impl Accounts {
    /// Makes what is configured ready; opens no connection.
    pub(crate) fn open(config: &Config) -> Result<Self, AccountError> {
        let open = |mode, account: Option<&FlinksConfig>| {
            account
                .map(|config| Account::open(mode, config))
                .transpose()
        };
        Ok(Self {
            test: open(Mode::Test, config.flinks.as_ref())?,
            live: open(Mode::Live, config.flinks_live.as_ref())?,
        })
    }

    /// The account behind keys of this mode, where there is one.
    pub(crate) const fn of(&self, mode: Mode) -> Option<&Account> {
        match mode {
            Mode::Test => self.test.as_ref(),
            Mode::Live => self.live.as_ref(),
        }
    }

    /// Every account.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Account> {
        self.test.iter().chain(&self.live)
    }

    /// What webhooks may be signed with, whichever account they are about.
    pub(crate) fn webhook_secrets(&self) -> impl Iterator<Item = &SecretString> {
        self.all()
            .filter_map(|account| account.webhook_secret.as_ref())
    }
}

impl Account {
    fn open(mode: Mode, config: &FlinksConfig) -> Result<Self, AccountError> {
        let FlinksConfig {
            client,
            app_url,
            webhook_secret,
        } = config;
        Ok(Self {
            client: Client::new(client.clone()).map_err(|source| AccountError { mode, source })?,
            app_url: app_url.clone(),
            app_origin: app_url.origin().ascii_serialization(),
            webhook_secret: webhook_secret.clone(),
            mode,
        })
    }
}
