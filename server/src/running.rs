//! A whole server inside another program: what a test needs that wants to hold the clock.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    sync::Arc,
    time::Duration,
};

use axum::Router;
use payment::{MerchantId, Mode, Timestamp};
use store::{NewKey, NewMerchant, Scope, Store, StoreError};
use tokio::{
    net::TcpListener,
    sync::{oneshot, watch},
    task::JoinHandle,
};

use crate::{
    account::Accounts,
    api::key::ApiKey,
    cli::{
        serve::{self, Doors, ServeError},
        stop::Asked,
    },
    clock::{self, Clock},
    config::Config,
    door::Door,
    random,
    state::AppState,
};

/// A server that answers on this machine, until it is stopped.
#[derive(Debug)]
pub struct Running {
    state: AppState,
    stop: watch::Sender<u32>,
    serving: JoinHandle<Result<(), ServeError>>,
}

/// A merchant of the server.
#[derive(Clone, Debug)]
pub struct Merchant {
    /// Its id.
    pub id: MerchantId,
    /// A key for its API, in test mode.
    pub api_key: String,
    /// Where the provider sends its notifications.
    pub webhook_url: String,
}

/// Why a server does not start: told with everything below it.
#[derive(Debug, thiserror::Error)]
#[error("the server does not start: {0}")]
pub struct StartError(String);

impl StartError {
    fn of(error: &(dyn std::error::Error + 'static)) -> Self {
        Self(crate::chain::chain(error))
    }
}

impl Running {
    /// Starts a server from a configuration file, on any free port of this machine whatever
    /// the file says. All that it waits for, but for its calls and its callers, it waits for
    /// by `clock`.
    ///
    /// # Errors
    /// What is wrong with the configuration, the store or the machine.
    pub async fn start(file: &Path, clock: Clock) -> Result<Self, StartError> {
        let mut config = Config::load(Some(file))
            .map_err(|error| StartError::of(&error))?
            .config;
        let accounts = Accounts::open(&config).map_err(|error| StartError::of(&error))?;
        let store = Store::open(&config.store.url)
            .await
            .map_err(|error| StartError::of(&error))?
            .sealing_with(Arc::clone(&config.store.seals), random::secret);
        let here = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let listener = TcpListener::bind(here)
            .await
            .map_err(|error| StartError::of(&error))?;
        let addr = listener
            .local_addr()
            .map_err(|error| StartError::of(&error))?;
        config.server.public_url.bound_to(addr);
        clock::mark::catch_up(&store, &clock)
            .await
            .map_err(|error| StartError::of(&error))?;
        let state = AppState::new(config, store, accounts, clock);
        // Whoever drops the server wants it stopped too.
        let (stop, asked) = watch::channel(0);
        let doors = Doors {
            public: Door::at(listener),
            admin: None,
        };
        let (tell, ready) = oneshot::channel();
        let announce = move || {
            // Nobody waits any more where the server was dropped meanwhile.
            let _ = tell.send(());
            Ok(())
        };
        let asked = Asked::by(asked);
        let serving = serve::run(state.clone(), doors, Router::new(), asked, announce);
        let running = Self {
            state,
            stop,
            serving: tokio::spawn(serving),
        };
        if ready.await.is_err() {
            running.stop().await?;
            return Err(StartError("it ended before it was ready".into()));
        }
        Ok(running)
    }

    /// Its origin, such as `http://127.0.0.1:40123`.
    #[must_use]
    pub fn url(&self) -> &str {
        self.state.config.server.public_url.as_str()
    }

    /// Makes a merchant with an API key.
    ///
    /// # Errors
    /// The store's.
    pub async fn merchant(&self, name: &str) -> Result<Merchant, StartError> {
        let id = MerchantId::from_bytes(random::ordered());
        let now = self.state.clock.now();
        let new = NewMerchant {
            id: id.clone(),
            name: name.to_owned(),
            brand: "{}".into(),
            webhook_secret: None,
            created_at: now,
        };
        let made = self.state.store.create_merchant(new).await;
        made.map_err(|error| StartError::of(&error))?;
        let key = ApiKey::generate(Mode::Test, random::secret);
        let new = NewKey {
            id: payment::KeyId::from_bytes(random::ordered()),
            merchant: id.clone(),
            digest: key.digest(),
            hint: key.hint(),
            mode: Mode::Test,
            scope: Scope::Admin,
            created_at: now,
        };
        let made = self.state.store.create_key(new).await;
        made.map_err(|error| StartError::of(&error))?;
        let path = format!("/webhooks/flinks/{id}");
        Ok(Merchant {
            webhook_url: self.state.config.server.public_url.join(path),
            api_key: key.expose().to_owned(),
            id,
        })
    }

    /// When the next task, notification or letter is due; `None` when there is none. What is under
    /// way counts as due when its lease ends.
    ///
    /// # Errors
    /// The store's.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let task = self.state.store.next_due().await?;
        let now = self.state.clock.now();
        let delivery = self.state.store.next_delivery_due(now).await?;
        let letter = self.state.store.next_letter_due().await?;
        Ok(task.into_iter().chain(delivery).chain(letter).min())
    }

    /// Waits until all that is due by now is done or sent, and nothing is under way.
    ///
    /// # Errors
    /// The store's.
    pub async fn idle(&self) -> Result<(), StoreError> {
        const A_MOMENT: Duration = Duration::from_millis(2);
        loop {
            let round = self.state.work.round();
            if let Some(round) = round {
                let due = self.next_due().await?;
                let is_due = due.is_some_and(|due| due <= self.state.clock.now());
                if !is_due && self.state.work.round() == Some(round) {
                    return Ok(());
                }
            }
            tokio::time::sleep(A_MOMENT).await;
        }
    }

    /// Lets a manual clock go on to the next task or notification, if one is due within
    /// `limit`, and has it done. Says how far the clock went; `None` where nothing is due within
    /// it, and then the clock stands where it stood.
    ///
    /// # Errors
    /// The store's.
    pub async fn pass(&self, limit: Duration) -> Result<Option<Duration>, StoreError> {
        self.idle().await?;
        let now = self.state.clock.now();
        let wait = match self.next_due().await? {
            Some(due) if due <= now.plus(limit) => due.since(now),
            Some(_) | None => return Ok(None),
        };
        self.state.clock.advance(wait);
        self.idle().await?;
        Ok(Some(wait))
    }

    /// Stops kindly: what is under way is finished.
    ///
    /// # Errors
    /// Why it had stopped before, where it had.
    pub async fn stop(self) -> Result<(), StartError> {
        self.stop.send_modify(|times| *times += 1);
        match self.serving.await {
            Ok(served) => served.map_err(|error| StartError::of(&error)),
            Err(error) => Err(StartError::of(&error)),
        }
    }
}
