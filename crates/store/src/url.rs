use std::{
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
};

use secrecy::{ExposeSecret, SecretString};
use sqlx::postgres::PgConnectOptions;

/// Where the store is.
///
/// - `sqlite://` and a path: `sqlite:///var/lib/guichet.db` is absolute,
///   `sqlite://guichet.db` relative to the working directory. The path is taken as it is
///   written; nothing in it is decoded.
/// - `postgres://user:password@host:port/database` (or `postgresql://`), with the
///   parameters that PostgreSQL's own programs take: `sslmode`, `sslrootcert`, `sslcert`,
///   `sslkey`, `host` (a folder for a socket), `options`, `application_name`, and
///   `statement-cache-capacity=0` for a pooler that hands out another connection for each
///   transaction. What it leaves open comes from the `PG…` variables of the environment.
///
/// What is shown of it never has a password, nor any parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreUrl(Place);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    File(PathBuf),
    Server(PostgresUrl),
}

/// The address of a PostgreSQL database. It can hold a password.
#[derive(Clone)]
pub(crate) struct PostgresUrl {
    text: SecretString,
    shown: Arc<str>,
}

/// Why a text is no address of a store. The text itself is left out: an address of a
/// database can hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidStoreUrl {
    /// Neither `sqlite:` nor `postgres:`.
    #[error("a store's address starts with sqlite:// or postgres://")]
    UnknownScheme,
    /// No path.
    #[error("a store's address names a file, as in sqlite:///var/lib/guichet/guichet.db")]
    NoPath,
    /// A database that would be gone with the process.
    #[error("a store is a file; one in memory would lose payments")]
    InMemory,
    /// Parameters after a `?`, for a file.
    #[error("the address of a file takes no parameters")]
    Parameters,
    /// PostgreSQL's own parser does not take it.
    #[error(
        "a store's address on a server is postgres://user:password@host:port/database, with \
         everything in it percent-encoded that is neither letter nor digit"
    )]
    NotAServer,
    /// A parameter that is not known. It would be passed over, whatever was hoped for.
    #[error("the address of the store has a parameter that is not known")]
    UnknownParameter,
}

impl StoreUrl {
    /// A SQLite database in this file.
    pub fn sqlite(path: impl Into<PathBuf>) -> Self {
        Self(Place::File(path.into()))
    }

    /// The database file, where it is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.0 {
            Place::File(path) => Some(path),
            Place::Server(_) => None,
        }
    }

    pub(crate) const fn place(&self) -> &Place {
        &self.0
    }
}

impl FromStr for StoreUrl {
    type Err = InvalidStoreUrl;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return PostgresUrl::from_str(text).map(|url| Self(Place::Server(url)));
        }
        let rest = text
            .strip_prefix("sqlite:")
            .ok_or(InvalidStoreUrl::UnknownScheme)?;
        let path = rest.strip_prefix("//").unwrap_or(rest);
        if path.contains('?') {
            return Err(InvalidStoreUrl::Parameters);
        }
        if path.starts_with(":memory:") {
            return Err(InvalidStoreUrl::InMemory);
        }
        if path.is_empty() || path.ends_with('/') {
            return Err(InvalidStoreUrl::NoPath);
        }
        Ok(Self::sqlite(path))
    }
}

impl fmt::Display for StoreUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Place::File(path) => write!(f, "sqlite://{}", path.display()),
            Place::Server(url) => f.write_str(&url.shown),
        }
    }
}

/// What the driver reads out of an address. It passes over anything else.
const PARAMETERS: [&str; 17] = [
    "application_name",
    "dbname",
    "host",
    "hostaddr",
    "options",
    "password",
    "port",
    "ssl-ca",
    "ssl-cert",
    "ssl-key",
    "ssl-mode",
    "ssl-root-cert",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "user",
];

impl PostgresUrl {
    /// The whole address, password and all: for the driver alone.
    pub(crate) fn expose(&self) -> &str {
        self.text.expose_secret()
    }

    fn takes(parameter: &str) -> bool {
        PARAMETERS.contains(&parameter)
            || parameter == "statement-cache-capacity"
            || (parameter.starts_with("options[") && parameter.ends_with(']'))
    }
}

impl FromStr for PostgresUrl {
    type Err = InvalidStoreUrl;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = url::Url::parse(text).map_err(|_| InvalidStoreUrl::NotAServer)?;
        if !url.query_pairs().all(|(name, _)| Self::takes(&name)) {
            return Err(InvalidStoreUrl::UnknownParameter);
        }
        let options: PgConnectOptions = text.parse().map_err(|_| InvalidStoreUrl::NotAServer)?;
        let user = options.get_username();
        let shown = match options.get_socket() {
            Some(folder) => format!("postgres://{user}@{}", folder.display()),
            None => format!(
                "postgres://{user}@{}:{}",
                options.get_host(),
                options.get_port()
            ),
        };
        let database = options.get_database().unwrap_or(user);
        Ok(Self {
            text: text.into(),
            shown: format!("{shown}/{database}").into(),
        })
    }
}

impl PartialEq for PostgresUrl {
    fn eq(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }
}

impl Eq for PostgresUrl {}

/// Without the password.
impl fmt::Debug for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}
