use std::{
    collections::HashMap,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use payment::Mode;
use secrecy::ExposeSecret as _;
use store::{AccountOwner, SealError, Sealed, SealedAccount, SealedWith, Seals, Store};

use super::{Account, AccountError, NoAccount};
use crate::config::{ConfigError, FlinksConfig, Warning};

/// The most accounts that are kept ready. Beyond it they are made ready anew.
const READY: usize = 10_000;

/// Merchants' own accounts. Each is read from the store whenever it is used, so that a change
/// counts from that moment on, on every server; it is made ready once.
#[derive(Debug)]
pub(super) struct OwnAccounts {
    seals: Arc<Seals>,
    opened: Mutex<HashMap<AccountOwner, Opened>>,
}

#[derive(Clone, Debug)]
struct Opened {
    sealed: Sealed,
    account: Result<Arc<Account>, OwnFault>,
}

/// Why an account that a merchant has cannot be used.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum OwnFault {
    /// The seal stays closed.
    #[error(transparent)]
    Seal(SealError),
    /// What was sealed is no text.
    #[error("it is not what an account is written as")]
    NotText,
    /// It opens and will not do, for this version of the program at least.
    #[error("it will not do: {0}")]
    Config(Arc<ConfigError>),
    /// The provider cannot be spoken to with it.
    #[error(transparent)]
    Client(Arc<AccountError>),
}

/// A merchant's own account as it was set.
pub(crate) struct OwnAccount {
    pub(crate) config: FlinksConfig,
    /// What is risky about it.
    pub(crate) warnings: Vec<Warning>,
    pub(crate) sealed_with: SealedWith,
}

/// Opens the seal of an account and reads what is inside.
pub(crate) fn read_own(seals: &Seals, kept: &SealedAccount) -> Result<OwnAccount, OwnFault> {
    let (secret, sealed_with) = seals
        .open(kept.owner.place(), &kept.sealed)
        .map_err(OwnFault::Seal)?;
    let text = std::str::from_utf8(secret.expose_secret()).map_err(|_| OwnFault::NotText)?;
    let read = FlinksConfig::of_text(kept.owner.mode, text, Path::new("the sealed account"));
    let (config, warnings) = read.map_err(|error| OwnFault::Config(Arc::new(error)))?;
    Ok(OwnAccount {
        config,
        warnings,
        sealed_with,
    })
}

impl OwnAccounts {
    pub(super) fn new(seals: Arc<Seals>) -> Self {
        Self {
            seals,
            opened: Mutex::default(),
        }
    }

    /// The merchant's own account, where it has one.
    pub(super) async fn of(
        &self,
        store: &Store,
        owner: AccountOwner,
    ) -> Result<Option<Arc<Account>>, NoAccount> {
        let mode = owner.mode;
        let Some(kept) = store.account(&owner).await? else {
            self.all().remove(&owner);
            return Ok(None);
        };
        let known = self.all().get(&owner).cloned();
        let account = match known.filter(|known| known.sealed == kept.sealed) {
            Some(known) => known.account,
            None => self.make_ready(kept),
        };
        let account = account.map_err(|source| NoAccount::Closed { mode, source })?;
        Ok(Some(account))
    }

    /// Those that are ready.
    pub(super) fn opened(&self) -> Vec<Arc<Account>> {
        let all = self.all();
        let ready = all.values().filter_map(|it| it.account.as_ref().ok());
        ready.map(Arc::clone).collect()
    }

    fn make_ready(&self, kept: SealedAccount) -> Result<Arc<Account>, OwnFault> {
        let account = self.open(&kept);
        if let Err(fault) = &account {
            tracing::error!(
                merchant_id = %kept.owner.merchant,
                mode = %kept.owner.mode,
                error = fault as &dyn std::error::Error,
                "a merchant's own account cannot be opened: nobody can pay it in this mode"
            );
        }
        let mut all = self.all();
        if all.len() >= READY {
            all.clear();
        }
        let opened = Opened {
            sealed: kept.sealed,
            account: account.clone(),
        };
        all.insert(kept.owner, opened);
        account
    }

    fn open(&self, kept: &SealedAccount) -> Result<Arc<Account>, OwnFault> {
        let own = read_own(&self.seals, kept)?;
        let mode: Mode = kept.owner.mode;
        Account::open(mode, &own.config)
            .map(Arc::new)
            .map_err(|error| OwnFault::Client(Arc::new(error)))
    }

    fn all(&self) -> MutexGuard<'_, HashMap<AccountOwner, Opened>> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
