//! SQLite: how a file is opened for its one writer, and for its readers.

use std::{fmt::Write as _, path::Path};

use sqlx::{ConnectOptions, Executor as _, any::AnyConnectOptions};

use super::{Connection, PATIENCE, Pool, PoolOptions};

/// What it takes to start a transaction that writes: the turn to write is taken at once,
/// so that it cannot be lost to another process in the middle.
pub(crate) const BEGIN: &str = "BEGIN IMMEDIATE";

/// How many reads can be under way. Each has a thread of its own.
const READERS: u32 = 4;

/// In this order: nothing is written before a commit means that the disk has it. What is
/// deleted is overwritten where that costs no further page: a secret that is sealed is gone from
/// the page it was on. The last one counts pages of 4 kB: under load, commits write the same ones again and again, and
/// whoever waits for a checkpoint waits less often.
const WRITER: &str = "PRAGMA busy_timeout = 5000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = FAST;
    PRAGMA wal_autocheckpoint = 4096;";

const READER: &str = "PRAGMA busy_timeout = 5000; PRAGMA query_only = ON;";

pub(crate) async fn writer(path: &Path) -> Result<Connection, sqlx::Error> {
    let mut connection = options(path)?.connect().await?;
    connection.execute(sqlx::raw_sql(WRITER)).await?;
    Ok(connection)
}

pub(crate) fn readers(path: &Path) -> Result<Pool, sqlx::Error> {
    Ok(PoolOptions::new()
        .max_connections(READERS)
        .acquire_timeout(PATIENCE)
        // A file does not hang up.
        .test_before_acquire(false)
        .after_connect(|connection, _| {
            Box::pin(async move {
                connection.execute(sqlx::raw_sql(READER)).await?;
                Ok(())
            })
        })
        .connect_lazy_with(options(path)?))
}

/// A connection that may do what it likes.
#[cfg(feature = "fresh")]
pub(crate) async fn back_door(path: &Path) -> Result<Connection, sqlx::Error> {
    options(path)?.connect().await
}

/// The driver takes addresses only, and finds its parameters in them. Every byte that could
/// mean something there is encoded; and so are the slashes, or `..` would be worked out
/// before the file system could do it better.
fn options(path: &Path) -> Result<AnyConnectOptions, sqlx::Error> {
    let mut url = String::from("sqlite:");
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() {
            url.push(char::from(*byte));
        } else {
            write!(url, "%{byte:02X}").map_err(|error| sqlx::Error::Configuration(error.into()))?;
        }
    }
    sqlx::any::install_default_drivers();
    url.parse()
}
