//! The accounts at the provider: one behind test keys, one behind live ones.

use std::time::Duration;

use flinks::{
    client::{Client, ETransferApi, InvalidConfig},
    eft::TransactionCode,
    limits::Limits,
    session::create::RedirectMode,
    webhook::SignatureStyle,
};
use payment::Mode;
use secrecy::SecretString;
use url::Url;

use crate::config::{Config, EftRoute, FlinksConfig};

/// The accounts that are configured.
#[derive(Debug)]
pub(crate) struct Accounts {
    test: Option<Account>,
    live: Option<Account>,
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

    /// The longest that a call to any of them takes.
    pub(crate) fn longest_call(&self) -> Duration {
        let longest = self.all().map(|account| account.timeout).max();
        longest.unwrap_or_default()
    }

    /// What webhooks may be signed with and how, and which account they then are of.
    pub(crate) fn webhook_keys(
        &self,
    ) -> impl Iterator<Item = (Mode, SignatureStyle, &SecretString)> {
        [Mode::Test, Mode::Live].into_iter().filter_map(|mode| {
            let account = self.of(mode)?;
            let secret = account.webhook_secret.as_ref()?;
            Some((mode, account.webhook_signature, secret))
        })
    }

    /// How a webhook may be signed with a secret that is a merchant's own, and of no mode: as
    /// any account's are.
    pub(crate) fn webhook_styles(&self) -> Vec<SignatureStyle> {
        let mut styles: Vec<_> = self
            .all()
            .map(|account| account.webhook_signature)
            .collect();
        if styles.is_empty() {
            styles.push(SignatureStyle::XWebhookSignature);
        }
        styles
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
