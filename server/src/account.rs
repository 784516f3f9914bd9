//! The accounts at the provider: the installation's, one behind test keys and one behind live
//! ones, and those that merchants have of their own.

mod own;

use std::{sync::Arc, time::Duration};

use flinks::{
    client::{Client, ETransferApi, InvalidConfig},
    eft::TransactionCode,
    limits::Limits,
    session::create::RedirectMode,
    webhook::SignatureStyle,
};
use payment::{MerchantId, Mode};
use secrecy::SecretString;
use store::{AccountOwner, Store, StoreError};
use url::Url;

use self::own::OwnAccounts;
pub(crate) use self::own::{OwnFault, read_own};
use crate::config::{Config, EftRoute, FlinksConfig};

/// The accounts that there are.
#[derive(Debug)]
pub(crate) struct Accounts {
    test: Option<Arc<Account>>,
    live: Option<Arc<Account>>,
    own: OwnAccounts,
}

/// Whose account stands behind a merchant's keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    /// The installation's, as behind all who have none.
    Installation,
    /// The merchant's own.
    Merchant,
}

/// Why there is no account to be used.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum NoAccount {
    /// Neither the merchant nor the installation has one.
    #[error("no account at the provider is configured for {0} mode")]
    Absent(Mode),
    /// The merchant has one that cannot be used. The installation's does not stand in for it:
    /// the money would go elsewhere.
    #[error("the merchant's own {mode} account cannot be opened")]
    Closed {
        /// For which keys.
        mode: Mode,
        /// Why.
        source: OwnFault,
    },
    /// It is not known.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// One account, ready to be used.
#[derive(Debug)]
pub(crate) struct Account {
    /// Speaks to the provider's API, Connect's included.
    pub(crate) client: Client,
    /// The longest that a call to its API takes.
    pub(crate) timeout: Duration,
    /// The hosted page's address without a session.
    pub(crate) app_url: Url,
    /// Its origin: the only one whose messages count while a customer pays.
    pub(crate) app_origin: String,
    /// The origin of Connect's frame: the only one whose messages count while a customer
    /// links an account. Absent where Connect is not set up.
    pub(crate) connect_origin: Option<String>,
    /// What its webhooks are signed with.
    pub(crate) webhook_secret: Option<SecretString>,
    /// How its webhooks are signed.
    pub(crate) webhook_signature: SignatureStyle,
    /// The interface in which its e-Transfers are made.
    pub(crate) e_transfer: ETransferApi,
    /// How the method `eft` is paid.
    pub(crate) eft: EftRoute,
    /// What its debits are called.
    pub(crate) transaction_code: TransactionCode,
    /// Whether the hosted page asks for consent; the provider decides where it is absent.
    pub(crate) consent_screen: Option<bool>,
    /// What one payment may be, where that is narrower than the provider's own limits.
    pub(crate) limits: Option<Limits>,
    /// What is asked for as `redirectPreferences.mode`; nothing where it is absent.
    pub(crate) redirect_mode: Option<RedirectMode>,
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
                .map(|config| Account::open(mode, config).map(Arc::new))
                .transpose()
        };
        Ok(Self {
            test: open(Mode::Test, config.flinks.as_ref())?,
            live: open(Mode::Live, config.flinks_live.as_ref())?,
            own: OwnAccounts::new(Arc::clone(&config.store.seals)),
        })
    }

    /// The account behind a merchant's keys of this mode.
    pub(crate) async fn of(
        &self,
        store: &Store,
        merchant: &MerchantId,
        mode: Mode,
    ) -> Result<Arc<Account>, NoAccount> {
        let (_, account) = self.find(store, merchant, mode).await?;
        Ok(account)
    }

    /// The same, and whose it is.
    pub(crate) async fn find(
        &self,
        store: &Store,
        merchant: &MerchantId,
        mode: Mode,
    ) -> Result<(Whose, Arc<Account>), NoAccount> {
        let owner = AccountOwner {
            merchant: merchant.clone(),
            mode,
        };
        if let Some(account) = self.own.of(store, owner).await? {
            return Ok((Whose::Merchant, account));
        }
        let account = self.installation(mode).ok_or(NoAccount::Absent(mode))?;
        Ok((Whose::Installation, Arc::clone(account)))
    }

    /// The installation's account behind keys of this mode.
    pub(crate) const fn installation(&self, mode: Mode) -> Option<&Arc<Account>> {
        match mode {
            Mode::Test => self.test.as_ref(),
            Mode::Live => self.live.as_ref(),
        }
    }

    /// Every account that is in use.
    pub(crate) fn all(&self) -> Vec<Arc<Account>> {
        let configured = self.test.iter().chain(&self.live).map(Arc::clone);
        configured.chain(self.own.opened()).collect()
    }

    /// The longest that a call to any of them takes.
    pub(crate) fn longest_call(&self) -> Duration {
        let longest = self.all().iter().map(|account| account.timeout).max();
        longest.unwrap_or_default()
    }
}

impl Account {
    /// Makes one account ready; opens no connection.
    pub(crate) fn open(mode: Mode, config: &FlinksConfig) -> Result<Self, AccountError> {
        let FlinksConfig {
            client,
            app_url,
            webhook_secret,
            webhook_signature,
            eft,
            transaction_code,
            consent_screen,
            limits,
            redirect_mode,
        } = config.clone();
        let e_transfer = client.e_transfer.clone();
        let timeout = client.timeout;
        let connect_origin = client.connect.as_ref().map(|it| origin(&it.frame_url));
        Ok(Self {
            client: Client::new(client).map_err(|source| AccountError { mode, source })?,
            timeout,
            app_origin: origin(&app_url),
            app_url,
            connect_origin,
            webhook_secret,
            webhook_signature,
            e_transfer,
            eft,
            transaction_code,
            consent_screen,
            limits,
            redirect_mode,
        })
    }

    /// Whether the method `eft` begins with the customer linking an account.
    pub(crate) fn links_accounts(&self) -> bool {
        self.eft == EftRoute::Connect
    }

    /// The origins that a page may show in a frame, each once.
    pub(crate) fn frame_origins(&self) -> Vec<String> {
        let mut origins = vec![self.app_origin.clone()];
        origins.extend(
            self.connect_origin
                .clone()
                .filter(|origin| *origin != self.app_origin),
        );
        origins
    }
}

fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}
