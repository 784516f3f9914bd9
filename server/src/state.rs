//! What every edge and every worker shares.

use std::{ops::Deref, sync::Arc};

use store::Store;
use tokio_util::sync::CancellationToken;

use crate::{account::Accounts, clock::Clock, config::Config, desk::Desk, worker::Rounds};

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
    /// What time it is, for everybody.
    pub(crate) clock: Clock,
    /// Whether the worker holds anything.
    pub(crate) work: Rounds,
    /// Cancelled when the program is asked to stop: streams end, workers finish what they hold.
    pub(crate) shutdown: CancellationToken,
}

impl AppState {
    pub(crate) fn new(config: Config, store: Store, accounts: Accounts, clock: Clock) -> Self {
        let accounts = Arc::new(accounts);
        let public_url = config.server.public_url.clone();
        Self(Arc::new(Inner {
            desk: Desk::new(
                store.clone(),
                Arc::clone(&accounts),
                clock.clone(),
                public_url,
            ),
            clock,
            work: Rounds::default(),
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
