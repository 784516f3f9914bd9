//! One life of the server: from its start to its end or to a crash, after which the next one
//! begins with what is on the disk.

use std::{fs, path::Path, sync::Arc};

use store::{Change, Store};
use tokio::{
    runtime::{Builder, Runtime},
    sync::broadcast,
};

use super::failure::Broken;
use crate::{
    account::Accounts,
    clock::{self, Clock},
    config::Config,
    random,
    state::AppState,
};

/// Everything that a running server has in memory. It has a runtime of its own: when that is
/// dropped, whatever was going on stops where it stands.
#[derive(Debug)]
pub(super) struct Life {
    runtime: Runtime,
    state: AppState,
}

/// What a step of the server works with.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) state: AppState,
    /// What was written since it was looked at last.
    pub(super) changes: broadcast::Receiver<Change>,
}

impl Life {
    /// Starts the server as the program does.
    pub(super) fn begin(config: &Config, clock: &Clock) -> Result<Self, Broken> {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Broken::machine("the server", &error))?;
        let accounts =
            Accounts::open(config).map_err(|error| Broken::machine("the server", &error))?;
        let opening = async {
            let store = Store::open(&config.store.url)
                .await
                .map_err(|error| Broken::machine("the store", &error))?
                .sealing_with(Arc::clone(&config.store.seals), random::secret);
            clock::mark::catch_up(&store, clock)
                .await
                .map_err(|error| Broken::machine("the store", &error))?;
            Ok(store)
        };
        let store = runtime.block_on(opening)?;
        let state = AppState::new(config.clone(), store, accounts, clock.clone());
        Ok(Self { runtime, state })
    }

    /// Lives as long as that takes, then loses everything that is in memory.
    pub(super) fn live<T>(self, live: impl AsyncFnOnce(Server) -> T) -> T {
        let server = Server {
            changes: self.state.store.subscribe(),
            state: self.state.clone(),
        };
        let end = self.runtime.block_on(live(server));
        // Connections that are given back want a runtime to do it on.
        let inside = self.runtime.enter();
        drop(self.state);
        drop(inside);
        end
    }
}

/// The configuration of a world's server.
pub(super) fn config(folder: &Path, keys: &str) -> Result<Config, Broken> {
    let file = folder.join("guichet.toml");
    fs::write(&file, keys).map_err(|error| Broken::machine("the folder", &error))?;
    let loaded = Config::load(Some(&file));
    let loaded = loaded.map_err(|error| Broken::machine("the configuration", &error))?;
    Ok(loaded.config)
}
