//! What every edge and every worker shares.

use std::{ops::Deref, sync::Arc};

use store::Store;
use tokio_util::sync::CancellationToken;

use crate::{account::Accounts, config::Config, desk::Desk};

/// Shared by handlers and workers; cloning it is cheap.
#[derive(Clone, Debug)]
pub(crate) struct AppState(Arc<Inner>);

/// The parts.
#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) desk: Desk,
    pub(crate) accounts: Arc<Accounts>,
    pub(crate) config: Config,
    /// Cancelled when the program is asked to stop: streams end, workers finish what they hold.
    pub(crate) shutdown: CancellationToken,
}

impl AppState {
    pub(crate) fn new(config: Config, store: Store, accounts: Accounts) -> Self {
        let accounts = Arc::new(accounts);
        Self(Arc::new(Inner {
            desk: Desk::new(store.clone(), Arc::clone(&accounts)),
            store,
            accounts,
            config,
            shutdown: CancellationToken::new(),
        }))
    }
}

impl Deref for AppState {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}
