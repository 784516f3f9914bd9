use std::{
    fs::{self, OpenOptions},
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use sqlx::{
    Connection as _,
    migrate::{MigrateError, Migrator},
};

use crate::{
    StoreUrl,
    database::{Connection, Fault, Pool, cause, postgres, sqlite},
    log,
    url::{Place, PostgresUrl},
};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = Migrator {
    // Ours is held until all is committed, and works through a pooler.
    locking: false,
    ..sqlx::migrate!("migrations/postgres")
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

/// A database that is up to date.
pub(crate) struct Opened {
    pub(crate) writing: Writing,
    pub(crate) readers: Pool,
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

pub(crate) async fn open(url: &StoreUrl) -> Result<Opened, OpenError> {
    match url.place() {
        Place::File(path) => open_file(url, path).await,
        Place::Server(server) => open_server(url, server).await,
    }
}

async fn open_file(url: &StoreUrl, path: &Path) -> Result<Opened, OpenError> {
    let failed = |error| opening(url, error);
    make(url, path)?;
    let mut connection = sqlite::writer(path).await.map_err(failed)?;
    migrate_file(url, &mut connection).await?;
    log::chain_older(&mut connection).await.map_err(failed)?;
    Ok(Opened {
        writing: Writing::Alone {
            path: path.to_owned(),
            connection,
        },
        readers: sqlite::readers(path).map_err(failed)?,
        neighbours: None,
    })
}

async fn open_server(url: &StoreUrl, server: &PostgresUrl) -> Result<Opened, OpenError> {
    let failed = |error| opening(url, error);
    let mut connection = postgres::connect(server).await.map_err(failed)?;
    let schema = migrate_server(url, &mut connection).await?;
    connection.close().await.map_err(failed)?;
    Ok(Opened {
        writing: Writing::Together(postgres::writers(server).map_err(failed)?),
        readers: postgres::readers(server).map_err(failed)?,
        neighbours: Some(Neighbours {
            url: server.clone(),
            schema,
        }),
    })
}

/// Makes the file before the database does, because only its owner may read it. The
/// database gives its companion files the same permissions.
fn make(url: &StoreUrl, path: &Path) -> Result<(), OpenError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        |source| OpenError::Create { path, source }
    };
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder).map_err(failed(folder))?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => writable(url, path),
        Err(error) => Err(failed(path)(error)),
    }
}

/// A file that nobody may write is left alone even by a superuser, who could.
fn writable(url: &StoreUrl, path: &Path) -> Result<(), OpenError> {
    let url = url.clone();
    match fs::metadata(path) {
        Ok(file) if !file.is_file() => Err(OpenError::Unreachable { url, source: None }),
        Ok(file) if file.permissions().readonly() => Err(OpenError::ReadOnly { url }),
        // What is written goes through files beside it first.
        Ok(_) if is_in_read_only_folder(path) => Err(OpenError::ReadOnly { url }),
        Ok(_) => Ok(()),
        Err(error) => Err(OpenError::Unreachable {
            url,
            source: Some(Arc::new(error)),
        }),
    }
}

fn is_in_read_only_folder(path: &Path) -> bool {
    let folder = path.parent();
    folder
        .and_then(|folder| fs::metadata(folder).ok())
        .is_some_and(|folder| folder.permissions().readonly())
}

/// Runs inside one transaction that holds the writer's turn from its beginning, so that two
/// processes that start at once do not both make the tables.
async fn migrate_file(url: &StoreUrl, connection: &mut Connection) -> Result<(), OpenError> {
    let failed = |error| opening(url, error);
    let mut transaction = connection.begin_with(sqlite::BEGIN).await.map_err(failed)?;
    let (tables, ours): (i64, i64) = sqlx::query_as(
        "SELECT COUNT(*), COALESCE(SUM(name = '_sqlx_migrations'), 0)
         FROM sqlite_master WHERE type = 'table'",
    )
    .fetch_one(&mut *transaction)
    .await
    .map_err(failed)?;
    if tables > 0 && ours == 0 {
        return Err(OpenError::Foreign { url: url.clone() });
    }
    run(url, &SQLITE, &mut transaction).await?;
    transaction.commit().await.map_err(failed)
}

/// What servers that start at once take turns by. The number is the first eight letters of
/// our name; a lock belongs to one database, so other programs are not in the way.
const TURN: i64 = i64::from_be_bytes(*b"guichet\0");

/// Runs inside one transaction, too. Answers with the schema that the tables are in.
async fn migrate_server(url: &StoreUrl, connection: &mut Connection) -> Result<String, OpenError> {
    let failed = |error| opening(url, error);
    let mut transaction = connection.begin().await.map_err(failed)?;
    let standby: i64 = sqlx::query_scalar("SELECT CASE WHEN pg_is_in_recovery() THEN 1 ELSE 0 END")
        .fetch_one(&mut *transaction)
        .await
        .map_err(failed)?;
    if standby == 1 {
        return Err(OpenError::ReadOnly { url: url.clone() });
    }
    sqlx::query("SELECT pg_advisory_xact_lock($1)")
        .bind(TURN)
        .execute(&mut *transaction)
        .await
        .map_err(failed)?;
    let schema: Option<String> = sqlx::query_scalar("SELECT CAST(current_schema() AS TEXT)")
        .fetch_one(&mut *transaction)
        .await
        .map_err(failed)?;
    let Some(schema) = schema else {
        return Err(OpenError::NoSchema { url: url.clone() });
    };
    let (tables, ours): (i64, i64) = sqlx::query_as(
        "SELECT COUNT(*), COUNT(*) FILTER (WHERE tablename = '_sqlx_migrations')
         FROM pg_tables WHERE schemaname = current_schema()",
    )
    .fetch_one(&mut *transaction)
    .await
    .map_err(failed)?;
    if tables > 0 && ours == 0 {
        return Err(OpenError::Foreign { url: url.clone() });
    }
    run(url, &POSTGRES, &mut transaction).await?;
    transaction.commit().await.map_err(failed)?;
    Ok(schema)
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

fn migrating(url: &StoreUrl, steps: &Migrator, error: MigrateError) -> OpenError {
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

fn opening(url: &StoreUrl, error: sqlx::Error) -> OpenError {
    let url = url.clone();
    match Fault::of(&error) {
        Fault::Busy | Fault::Contended => OpenError::Locked { url },
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
