use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;
use payment::Mode;
use secrecy::{ExposeSecret, SecretString};
use store::{Seals, Store, StoreUrl};

use super::{Failure, demo};
use crate::{
    config::{Config, PublicUrl},
    dashboard::named,
    random,
};

/// The name of the setting that keeps the origin by which the server was last reached.
pub(super) const PUBLIC_URL: &str = "public_url";

/// Which installation a command is about: by default the one that the environment and the
/// defaults describe.
#[derive(Debug, Args)]
pub(super) struct PlaceArgs {
    /// The configuration that `guichet serve` runs with
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder that `guichet demo` keeps its data in
    #[arg(long, value_name = "DIR", conflicts_with = "config")]
    data: Option<PathBuf>,
}

/// An installation, as far as administration needs it.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) store: Store,
    pub(super) public_url: String,
    /// The origin by which the dashboard is reached, where that is another.
    dashboard_url: Option<String>,
    /// What is sealed and opened with.
    pub(super) seals: Arc<Seals>,
    test_webhook_secret: Option<SecretString>,
    live_webhook_secret: Option<SecretString>,
}

impl PlaceArgs {
    /// Where the store is. One that is a file has to be there: whoever asks for this looks
    /// at what is kept, and would find a new one in perfect order.
    pub(super) fn kept_store(&self) -> Result<StoreUrl, Failure> {
        let url = match &self.data {
            Some(folder) => StoreUrl::sqlite(folder.join(demo::STORE)),
            None => Config::load(self.config.as_deref())?.config.store.url,
        };
        match url.path() {
            Some(path) if !path.exists() => Err(Failure::NoStore { url }),
            Some(_) | None => Ok(url),
        }
    }

    pub(super) async fn open(&self) -> Result<Place, Failure> {
        match &self.data {
            Some(folder) => Place::of_demo(folder).await,
            None => Place::of_config(Config::load(self.config.as_deref())?.config).await,
        }
    }
}

impl Place {
    async fn of_config(config: Config) -> Result<Self, Failure> {
        let secret =
            |account: Option<crate::config::FlinksConfig>| account.and_then(|it| it.webhook_secret);
        let store = Store::open(&config.store.url).await?;
        let store = store.sealing_with(Arc::clone(&config.store.seals), random::secret);
        let dashboard_url = config.dashboard.url.as_ref().map(ToString::to_string);
        let configured = &config.server.public_url;
        // One that was not given may hang on a port that only the running server knows.
        let last = if configured.is_given() {
            None
        } else {
            store.setting(PUBLIC_URL).await?
        };
        Ok(Self {
            public_url: last.map_or_else(
                || configured.to_string(),
                |url| url.expose_secret().to_owned(),
            ),
            store,
            dashboard_url,
            seals: config.store.seals,
            test_webhook_secret: secret(config.flinks),
            live_webhook_secret: secret(config.flinks_live),
        })
    }

    /// A demo writes down where it can be reached; one that never ran can only be guessed
    /// at. What its own twin signs with is nobody else's business.
    async fn of_demo(folder: &Path) -> Result<Self, Failure> {
        let store = Store::open(&StoreUrl::sqlite(folder.join(demo::STORE))).await?;
        let public_url = store.setting(PUBLIC_URL).await?;
        let unknown = || {
            PublicUrl::derived(([127, 0, 0, 1], 8080).into())
                .as_str()
                .to_owned()
        };
        Ok(Self {
            public_url: public_url.map_or_else(unknown, |url| url.expose_secret().to_owned()),
            dashboard_url: None,
            seals: Arc::default(),
            test_webhook_secret: None,
            live_webhook_secret: None,
            store,
        })
    }

    /// The origin by which the dashboard is reached.
    pub(super) fn dashboard_url(&self) -> String {
        named(self.dashboard_url.as_ref().unwrap_or(&self.public_url))
    }

    /// What the provider signs with for every merchant of that mode.
    pub(super) const fn webhook_secret(&self, mode: Mode) -> Option<&SecretString> {
        match mode {
            Mode::Test => self.test_webhook_secret.as_ref(),
            Mode::Live => self.live_webhook_secret.as_ref(),
        }
    }
}
