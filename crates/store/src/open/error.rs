use std::{io, path::PathBuf, sync::Arc};

use sqlx::migrate::{MigrateError, Migrator};

use crate::{
    StoreUrl,
    database::{Fault, cause},
};

/// Why a store cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file, or the folder it is to be in, cannot be made.
    #[error("cannot make {}", path.display())]
    Create {
        /// What could not be made.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is there and cannot be opened, or is no file; or the server does not answer.
    #[error("cannot reach {url}")]
    Unreachable {
        /// Where.
        url: StoreUrl,
        /// Why, where more is known.
        source: Option<Arc<dyn std::error::Error + Send + Sync>>,
    },
    /// The server does not let us in: the user or the password is wrong, or may not come
    /// from here.
    #[error("{url} refuses the user or the password")]
    Refused {
        /// Where.
        url: StoreUrl,
        /// What the server said.
        source: Arc<dyn std::error::Error + Send + Sync>,
    },
    /// The server has no such database.
    #[error("there is no database {url}")]
    NoDatabase {
        /// Where.
        url: StoreUrl,
    },
    /// The database has none of the schemas that the address looks in.
    #[error("{url} has no schema to keep tables in")]
    NoSchema {
        /// Where.
        url: StoreUrl,
    },
    /// The user may not make tables, or may not use those that are there.
    #[error("{url} does not allow its user to make or use the tables")]
    Denied {
        /// Where.
        url: StoreUrl,
        /// What the server said.
        source: Arc<dyn std::error::Error + Send + Sync>,
    },
    /// The file or its folder is read-only, or the server is a standby.
    #[error("cannot write to {url}")]
    ReadOnly {
        /// Where.
        url: StoreUrl,
    },
    /// The file is something else.
    #[error("{url} is not a database")]
    NotADatabase {
        /// Where.
        url: StoreUrl,
    },
    /// A database, and not one of ours.
    #[error("{url} holds the tables of another program")]
    Foreign {
        /// Where.
        url: StoreUrl,
    },
    /// A newer program has used the database.
    #[error(
        "{url} was written by a newer version of this program (its tables are at {found}, \
         this program knows {known})"
    )]
    Newer {
        /// Where.
        url: StoreUrl,
        /// The newest step that its tables have been through.
        found: i64,
        /// The newest step that this program knows.
        known: i64,
    },
    /// The tables were made by steps that are not the ones this program knows.
    #[error("{url} has tables made by other steps than this program's (step {step} differs)")]
    Altered {
        /// Where.
        url: StoreUrl,
        /// The step that differs.
        step: i64,
    },
    /// Another process holds the database.
    #[error("{url} is locked by another process")]
    Locked {
        /// Where.
        url: StoreUrl,
    },
    /// The server takes no more connections.
    #[error("{url} takes no more connections")]
    Crowded {
        /// Where.
        url: StoreUrl,
    },
    /// The database is damaged.
    #[error("{url} is damaged")]
    Damaged {
        /// Where.
        url: StoreUrl,
    },
    /// There is no room for it.
    #[error("no room on the disk of {url}")]
    DiskFull {
        /// Where.
        url: StoreUrl,
    },
    /// Anything else.
    #[error("{url} does not open")]
    Database {
        /// Where.
        url: StoreUrl,
        /// Why.
        source: Arc<dyn std::error::Error + Send + Sync>,
    },
}

/// What keeps the tables from being brought up to date.
pub(super) fn migrating(url: &StoreUrl, steps: &Migrator, error: MigrateError) -> OpenError {
    let known = steps
        .iter()
        .map(|migration| migration.version)
        .max()
        .unwrap_or(0);
    let url = url.clone();
    match error {
        MigrateError::VersionMissing(found) if found > known => {
            OpenError::Newer { url, found, known }
        }
        MigrateError::VersionMissing(step)
        | MigrateError::VersionMismatch(step)
        | MigrateError::Dirty(step) => OpenError::Altered { url, step },
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => {
            opening(&url, error)
        }
        other => OpenError::Database {
            url,
            source: Arc::new(other),
        },
    }
}

/// What keeps the database from being opened.
pub(super) fn opening(url: &StoreUrl, error: sqlx::Error) -> OpenError {
    let url = url.clone();
    match Fault::of(&error) {
        Fault::Busy | Fault::Contended => OpenError::Locked { url },
        Fault::Crowded => OpenError::Crowded { url },
        Fault::ReadOnly => OpenError::ReadOnly { url },
        Fault::Damaged => OpenError::Damaged { url },
        Fault::Full => OpenError::DiskFull { url },
        Fault::CannotOpen => OpenError::Unreachable { url, source: None },
        Fault::Unreachable => OpenError::Unreachable {
            url,
            source: Some(cause(error)),
        },
        Fault::Refused => OpenError::Refused {
            url,
            source: cause(error),
        },
        Fault::NoDatabase => OpenError::NoDatabase { url },
        Fault::Denied => OpenError::Denied {
            url,
            source: cause(error),
        },
        Fault::NotADatabase => OpenError::NotADatabase { url },
        Fault::Other => OpenError::Database {
            url,
            source: cause(error),
        },
    }
}
