use std::{
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
};

/// Where the store is: `sqlite://` and a path. `sqlite:///var/lib/guichet.db` is absolute,
/// `sqlite://guichet.db` relative to the working directory. The path is taken as it is
/// written; nothing in it is decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreUrl(PathBuf);

/// Why a text is no address of a store. The text itself is left out: an address of a
/// database can hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidStoreUrl {
    /// Neither `sqlite:` nor anything else that is known.
    #[error("a store's address starts with sqlite://")]
    UnknownScheme,
    /// PostgreSQL.
    #[error("this version keeps its store in SQLite; PostgreSQL is not supported yet")]
    PostgresNotYet,
    /// No path.
    #[error("a store's address names a file, as in sqlite:///var/lib/guichet/guichet.db")]
    NoPath,
    /// A database that would be gone with the process.
    #[error("a store is a file; one in memory would lose payments")]
    InMemory,
    /// Parameters after a `?`.
    #[error("a store's address takes no parameters")]
    Parameters,
}

impl StoreUrl {
    /// A SQLite database in this file.
    pub fn sqlite(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// The database file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl FromStr for StoreUrl {
    type Err = InvalidStoreUrl;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Err(InvalidStoreUrl::PostgresNotYet);
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
        write!(f, "sqlite://{}", self.0.display())
    }
}
