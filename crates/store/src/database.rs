//! The one place that knows which database engine is underneath.

use std::{path::Path, sync::Arc, time::Duration};

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};

use crate::StoreError;

pub(crate) type Database = sqlx::Sqlite;
pub(crate) type Connection = sqlx::SqliteConnection;
pub(crate) type Pool = sqlx::SqlitePool;
pub(crate) type PoolOptions = sqlx::sqlite::SqlitePoolOptions;

/// How long to wait for another process that is writing, such as an administration command.
const PATIENCE: Duration = Duration::from_secs(5);

/// What went wrong, by SQLite's primary result code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Busy,
    ReadOnly,
    Damaged,
    Full,
    CannotOpen,
    NotADatabase,
    Other,
}

pub(crate) fn writer_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(PATIENCE)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
}

pub(crate) fn reader_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(PATIENCE)
        .pragma("query_only", "ON")
}

pub(crate) fn reader_pool(path: &Path) -> Pool {
    PoolOptions::new()
        .max_connections(4)
        .acquire_timeout(PATIENCE)
        .connect_lazy_with(reader_options(path))
}

pub(crate) fn fault(error: &sqlx::Error) -> Fault {
    let code = error
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code)
        .and_then(|code| code.parse::<u32>().ok());
    // The low byte is the primary code; the rest says where exactly.
    match code.map(|code| code & 0xff) {
        Some(5 | 6) => Fault::Busy,
        Some(8) => Fault::ReadOnly,
        Some(11) => Fault::Damaged,
        Some(13) => Fault::Full,
        Some(14) => Fault::CannotOpen,
        Some(26) => Fault::NotADatabase,
        Some(_) | None => Fault::Other,
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match (&error, fault(&error)) {
            (sqlx::Error::PoolClosed, _) => Self::Closed,
            (sqlx::Error::PoolTimedOut, _) | (_, Fault::Busy) => Self::Busy,
            (_, Fault::Full) => Self::DiskFull,
            (
                _,
                Fault::ReadOnly
                | Fault::Damaged
                | Fault::CannotOpen
                | Fault::NotADatabase
                | Fault::Other,
            ) => Self::Database(Arc::new(error)),
        }
    }
}

/// Whether a row points at another that is not there.
pub(crate) fn is_orphan(error: &sqlx::Error) -> bool {
    error
        .as_database_error()
        .is_some_and(sqlx::error::DatabaseError::is_foreign_key_violation)
}
