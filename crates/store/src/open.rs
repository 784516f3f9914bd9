use std::{
    fs::{self, OpenOptions},
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use sqlx::{
    ConnectOptions, Connection as _,
    migrate::{MigrateError, Migrator},
};

use crate::{
    database::{self, Connection, Fault, Pool},
    writer,
};

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

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
    /// The file is there and cannot be opened, or is no file.
    #[error("cannot open {}", path.display())]
    Unreachable {
        /// The file.
        path: PathBuf,
    },
    /// The file or its folder is read-only.
    #[error("cannot write to {}", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{} is not a database", path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// A database, and not one of ours.
    #[error("{} is the database of another program", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A newer program has used the file.
    #[error(
        "{} was written by a newer version of this program (its tables are at {found}, this program knows {known})",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The newest step that its tables have been through.
        found: i64,
        /// The newest step that this program knows.
        known: i64,
    },
    /// The file's tables were made by steps that are not the ones this program knows.
    #[error("{} has tables made by other steps than this program's (step {step} differs)", path.display())]
    Altered {
        /// The file.
        path: PathBuf,
        /// The step that differs.
        step: i64,
    },
    /// Another process holds the file.
    #[error("{} is locked by another process", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// The file is damaged.
    #[error("{} is damaged", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// There is no room for it.
    #[error("no room on the disk of {}", path.display())]
    DiskFull {
        /// The file.
        path: PathBuf,
    },
    /// Anything else.
    #[error("{} does not open", path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Arc<dyn std::error::Error + Send + Sync>,
    },
}

pub(crate) struct Opened {
    pub(crate) connection: Connection,
    pub(crate) readers: Pool,
}

pub(crate) async fn open(path: &Path) -> Result<Opened, OpenError> {
    make(path)?;
    let mut connection = database::writer_options(path)
        .connect()
        .await
        .map_err(|error| opening(path, error))?;
    migrate(path, &mut connection).await?;
    Ok(Opened {
        connection,
        readers: database::reader_pool(path),
    })
}

/// Makes the file before the database does, because only its owner may read it. The
/// database gives its companion files the same permissions.
fn make(path: &Path) -> Result<(), OpenError> {
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
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => writable(path),
        Err(error) => Err(failed(path)(error)),
    }
}

/// A file that nobody may write is left alone even by a superuser, who could.
fn writable(path: &Path) -> Result<(), OpenError> {
    match fs::metadata(path) {
        Ok(file) if !file.is_file() => Err(OpenError::Unreachable {
            path: path.to_owned(),
        }),
        Ok(file) if file.permissions().readonly() => Err(OpenError::ReadOnly {
            path: path.to_owned(),
        }),
        Ok(_) => Ok(()),
        Err(_) => Err(OpenError::Unreachable {
            path: path.to_owned(),
        }),
    }
}

/// Runs inside one transaction that holds the writer's turn from its beginning, so that two
/// processes that start at once do not both make the tables.
async fn migrate(path: &Path, connection: &mut Connection) -> Result<(), OpenError> {
    let failed = |error| opening(path, error);
    let mut transaction = connection.begin_with(writer::BEGIN).await.map_err(failed)?;
    let (tables, ours): (i64, i64) = sqlx::query_as(
        "SELECT COUNT(*), COALESCE(SUM(name = '_sqlx_migrations'), 0)
         FROM sqlite_master WHERE type = 'table'",
    )
    .fetch_one(&mut *transaction)
    .await
    .map_err(failed)?;
    if tables > 0 && ours == 0 {
        return Err(OpenError::Foreign {
            path: path.to_owned(),
        });
    }
    MIGRATIONS
        .run_direct(None, &mut *transaction, false)
        .await
        .map_err(|error| migrating(path, error))?;
    transaction.commit().await.map_err(failed)
}

fn migrating(path: &Path, error: MigrateError) -> OpenError {
    let known = MIGRATIONS
        .iter()
        .map(|migration| migration.version)
        .max()
        .unwrap_or(0);
    match error {
        MigrateError::VersionMissing(found) if found > known => OpenError::Newer {
            path: path.to_owned(),
            found,
            known,
        },
        MigrateError::VersionMissing(step)
        | MigrateError::VersionMismatch(step)
        | MigrateError::Dirty(step) => OpenError::Altered {
            path: path.to_owned(),
            step,
        },
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => {
            opening(path, error)
        }
        other => OpenError::Database {
            path: path.to_owned(),
            source: Arc::new(other),
        },
    }
}

fn opening(path: &Path, error: sqlx::Error) -> OpenError {
    let path = path.to_owned();
    match database::fault(&error) {
        Fault::Busy => OpenError::Locked { path },
        Fault::ReadOnly => OpenError::ReadOnly { path },
        Fault::Damaged => OpenError::Damaged { path },
        Fault::Full => OpenError::DiskFull { path },
        Fault::CannotOpen => OpenError::Unreachable { path },
        Fault::NotADatabase => OpenError::NotADatabase { path },
        Fault::Other => OpenError::Database {
            path,
            source: Arc::new(error),
        },
    }
}
