//! A store of its own for a test, on the engine that the environment names.

mod cable;

use std::{
    env, fmt,
    hash::{BuildHasher as _, RandomState},
    path::{Path, PathBuf},
    thread,
};

use secrecy::{ExposeSecret, SecretString};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};
use tempfile::TempDir;

pub use self::cable::{Cable, Lost};
use crate::{
    StoreUrl,
    database::{Connection, postgres, sqlite},
    url::{Place, PostgresUrl},
};

/// The variable that names the PostgreSQL database to run tests on. Without it, they run on
/// SQLite.
pub const TEST_STORE: &str = "GUICHET_TEST_STORE";

/// The place of a store that nobody else has: a file in a folder of its own, or a schema of
/// its own in the database that [`TEST_STORE`] names. It is gone with this.
#[derive(Debug)]
pub struct Fresh {
    text: SecretString,
    url: StoreUrl,
    /// A place for files, whichever engine it is.
    folder: TempDir,
    /// Dropped from its database when this goes.
    _schema: Option<Schema>,
}

struct Schema {
    database: PostgresUrl,
    name: String,
}

/// Why there is no such place.
#[derive(Debug, thiserror::Error)]
pub enum FreshError {
    /// The folder cannot be made.
    #[error("no folder for a test's store")]
    Folder(#[from] std::io::Error),
    /// What [`TEST_STORE`] holds is no address of a PostgreSQL database.
    #[error("{TEST_STORE} has to be the address of a PostgreSQL database")]
    Address,
    /// The database does not do what is asked.
    #[error("no schema for a test's store")]
    Database(#[from] sqlx::Error),
}

impl Fresh {
    /// A new place, with nothing in it.
    pub fn new() -> Result<Self, FreshError> {
        match env::var(TEST_STORE) {
            Ok(database) => Self::in_database(&database),
            Err(_) => Self::in_folder(),
        }
    }

    /// A file, whatever the environment says.
    pub fn in_folder() -> Result<Self, FreshError> {
        let folder = TempDir::new()?;
        let url = StoreUrl::sqlite(folder.path().join("guichet.db"));
        Ok(Self {
            text: url.to_string().into(),
            url,
            folder,
            _schema: None,
        })
    }

    fn in_database(database: &str) -> Result<Self, FreshError> {
        let server: PostgresUrl = database.parse().map_err(|_| FreshError::Address)?;
        let name = format!("test_{:016x}", RandomState::new().hash_one(database));
        let sign = if database.contains('?') { '&' } else { '?' };
        let text = format!("{database}{sign}options[search_path]={name}");
        let schema = Schema {
            database: server,
            name,
        };
        schema.run(format!("CREATE SCHEMA {}", schema.name))?;
        Ok(Self {
            url: text.parse().map_err(|_| FreshError::Address)?,
            text: text.into(),
            folder: TempDir::new()?,
            _schema: Some(schema),
        })
    }

    /// Its address.
    #[must_use]
    pub const fn url(&self) -> &StoreUrl {
        &self.url
    }

    /// Its whole address, as a configuration has it.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.expose_secret()
    }

    /// A folder of its own.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The database's file, where it is one.
    #[must_use]
    pub fn file(&self) -> Option<PathBuf> {
        self.url.path().map(Path::to_owned)
    }

    /// A connection past the store, to look at or to spoil what it keeps.
    pub async fn back_door(&self) -> Result<sqlx::AnyConnection, sqlx::Error> {
        match self.url.place() {
            Place::File(path) => sqlite::back_door(path).await,
            Place::Server(url) => postgres::connect(url).await,
        }
    }
}

impl Schema {
    /// On a thread of its own, so that it can be called from anywhere.
    fn run(&self, statement: String) -> Result<(), sqlx::Error> {
        let url = self.database.clone();
        let work = async move {
            let mut connection: Connection = postgres::connect(&url).await?;
            connection.execute("SET lock_timeout = '10s'").await?;
            connection
                .execute(sqlx::raw_sql(AssertSqlSafe(statement)))
                .await?;
            connection.close().await
        };
        let done = thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?
                .block_on(work)
        });
        done.join().map_err(|_| sqlx::Error::WorkerCrashed)?
    }
}

impl Drop for Schema {
    fn drop(&mut self) {
        // Whoever threw the database away already has done more than this.
        drop(self.run(format!("DROP SCHEMA IF EXISTS {} CASCADE", self.name)));
    }
}

impl fmt::Debug for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}
