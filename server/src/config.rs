//! What the program is told: defaults, a TOML file and the environment, in that order,
//! each key on its own. Everything that is wrong is told at once, and no value is repeated
//! while doing so, because it may be a secret.

mod api;
mod checkout;
mod dashboard;
mod domains;
mod fault;
mod flinks;
mod key;
mod log;
mod mail;
mod notifications;
mod payment_links;
mod public_url;
mod reader;
mod server;
mod source;
mod store;
mod trusted_proxies;
mod warning;

use std::{ffi::OsString, path::Path};

pub(crate) use self::{
    api::ApiConfig,
    checkout::CheckoutConfig,
    dashboard::DashboardConfig,
    domains::{DomainsConfig, Resolvers},
    fault::{ConfigError, Fault},
    flinks::{EftRoute, FlinksConfig, Section},
    log::{Level, LogConfig, LogFormat},
    mail::{Mail, MailConfig, MailRoute, MailTls, SmtpConfig},
    notifications::NotificationsConfig,
    payment_links::PaymentLinksConfig,
    public_url::PublicUrl,
    server::ServerConfig,
    store::StoreConfig,
    trusted_proxies::{ProxyHeader, TrustedProxies},
    warning::Warning,
};

use self::{reader::Reader, source::Settings};

/// Everything that can be told.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    /// Where to listen and how to be reached.
    pub(crate) server: ServerConfig,
    /// How much the merchant API takes from one caller.
    pub(crate) api: ApiConfig,
    /// What customers' pages tell of what nobody can know.
    pub(crate) checkout: CheckoutConfig,
    /// How many checkouts are made by payment links.
    pub(crate) payment_links: PaymentLinksConfig,
    /// Where merchants' people sign in.
    pub(crate) dashboard: DashboardConfig,
    /// How it is found out whose a host is.
    pub(crate) domains: DomainsConfig,
    /// Where to keep what has to be remembered.
    pub(crate) store: StoreConfig,
    /// The account at the provider behind test keys.
    pub(crate) flinks: Option<FlinksConfig>,
    /// The account at the provider behind live keys.
    pub(crate) flinks_live: Option<FlinksConfig>,
    /// How merchants are notified.
    pub(crate) notifications: NotificationsConfig,
    /// How customers are written to.
    pub(crate) mail: Mail,
    /// What to say while running.
    pub(crate) log: LogConfig,
}

/// A configuration without a fault, and what is risky about it.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) config: Config,
    pub(crate) warnings: Vec<Warning>,
}

/// What could be made of a configuration, its faults beside it. A part is missing where a
/// fault says why.
#[derive(Debug)]
pub(crate) struct Examined {
    pub(crate) log: Option<LogConfig>,
    pub(crate) server: Option<ServerConfig>,
    pub(crate) api: Option<ApiConfig>,
    pub(crate) checkout: Option<CheckoutConfig>,
    pub(crate) payment_links: Option<PaymentLinksConfig>,
    pub(crate) dashboard: Option<DashboardConfig>,
    pub(crate) domains: Option<DomainsConfig>,
    pub(crate) store: Option<StoreConfig>,
    pub(crate) flinks: Section,
    pub(crate) flinks_live: Section,
    pub(crate) notifications: Option<NotificationsConfig>,
    pub(crate) mail: Option<Mail>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) warnings: Vec<Warning>,
}

impl Config {
    /// Reads the defaults, then `file`, then the environment of this process.
    pub(crate) fn load(file: Option<&Path>) -> Result<Loaded, ConfigError> {
        Self::examine(file).into_result()
    }

    /// The same, faults and all: for whoever wants to look at the sound parts too.
    pub(crate) fn examine(file: Option<&Path>) -> Examined {
        Examined::read(file, std::env::vars_os())
    }
}

impl Examined {
    fn read(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> Self {
        let mut faults = Vec::new();
        let settings = Settings::collect(file, environment, &mut faults);
        let mut reader = Reader::new(settings, faults);

        let log = LogConfig::read(&mut reader);
        let server = ServerConfig::read(&mut reader);
        let api = ApiConfig::read(&mut reader);
        let checkout = CheckoutConfig::read(&mut reader);
        let payment_links = PaymentLinksConfig::read(&mut reader);
        let dashboard = DashboardConfig::read(&mut reader);
        let domains = DomainsConfig::read(&mut reader);
        let store = StoreConfig::read(&mut reader);
        let flinks = FlinksConfig::read(&mut reader, "flinks");
        let flinks_live = FlinksConfig::read(&mut reader, "flinks_live");
        if flinks.is_absent() && flinks_live.is_absent() {
            reader.warn(Warning::NoProvider);
        }
        let notifications = NotificationsConfig::read(&mut reader);
        let mail = Mail::read(&mut reader);

        let (faults, warnings) = reader.finish();
        Self {
            log,
            server,
            api,
            checkout,
            payment_links,
            dashboard,
            domains,
            store,
            flinks,
            flinks_live,
            notifications,
            mail,
            faults,
            warnings,
        }
    }

    fn into_result(self) -> Result<Loaded, ConfigError> {
        let Self {
            log,
            server,
            api,
            checkout,
            payment_links,
            dashboard,
            domains,
            store,
            flinks,
            flinks_live,
            notifications,
            mail,
            faults,
            warnings,
        } = self;
        let (
            Some(log),
            Some(server),
            Some(api),
            Some(checkout),
            Some(payment_links),
            Some(dashboard),
            Some(domains),
            Some(store),
            Ok(flinks),
            Ok(flinks_live),
            Some(notifications),
            Some(mail),
            true,
        ) = (
            log,
            server,
            api,
            checkout,
            payment_links,
            dashboard,
            domains,
            store,
            flinks.into_result(),
            flinks_live.into_result(),
            notifications,
            mail,
            faults.is_empty(),
        )
        else {
            return Err(ConfigError { faults });
        };
        Ok(Loaded {
            config: Config {
                server,
                api,
                checkout,
                payment_links,
                dashboard,
                domains,
                store,
                flinks,
                flinks_live,
                notifications,
                mail,
                log,
            },
            warnings,
        })
    }
}

#[cfg(test)]
mod tests;
