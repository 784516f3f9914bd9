//! How a database is opened: made where it is not there, and brought up to date.

mod error;
mod file;
mod server;

use std::path::PathBuf;

use sqlx::migrate::Migrator;

pub use self::error::OpenError;
use self::error::migrating;
use crate::{
    StoreUrl,
    database::{Connection, Pool, Readers, TimeLimits},
    health::Health,
    url::{Place, PostgresUrl},
};

/// A database that is up to date.
pub(crate) struct Opened {
    pub(crate) writing: Writing,
    pub(crate) readers: Readers,
    pub(crate) health: Health,
    /// What other servers can be heard by, where there can be others.
    pub(crate) neighbours: Option<Neighbours>,
}

/// How a database is written to.
pub(crate) enum Writing {
    /// Through one connection.
    Alone {
        path: PathBuf,
        connection: Connection,
    },
    /// Through many.
    Together(Pool),
}

/// The other servers on the same tables.
pub(crate) struct Neighbours {
    pub(crate) url: PostgresUrl,
    pub(crate) schema: String,
}

pub(crate) async fn open(url: &StoreUrl, limits: TimeLimits) -> Result<Opened, OpenError> {
    match url.place() {
        Place::File(path) => file::open(url, path).await,
        Place::Server(server) => server::open(url, server, limits).await,
    }
}

async fn run(
    url: &StoreUrl,
    steps: &Migrator,
    connection: &mut Connection,
) -> Result<(), OpenError> {
    steps
        .run_direct(None, connection, false)
        .await
        .map_err(|error| migrating(url, steps, error))
}
