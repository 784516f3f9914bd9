//! A file of one server: made, and brought up to date.

use std::{
    fs::{self, OpenOptions},
    io,
    path::Path,
    sync::Arc,
};

use sqlx::{Connection as _, migrate::Migrator};

use super::{OpenError, Opened, Writing, error::opening, run};
use crate::{
    StoreUrl,
    database::{Connection, Readers, room, sqlite},
    health::Health,
    log,
};

static STEPS: Migrator = sqlx::migrate!("migrations/sqlite");

pub(super) async fn open(url: &StoreUrl, path: &Path) -> Result<Opened, OpenError> {
    let opened = try_open(url, path).await;
    opened.map_err(|error| match error {
        OpenError::Create { source, .. } if room::says_full(&source) => full(url),
        OpenError::Unreachable { .. } if path.is_file() && room::is_full(path) => full(url),
        error => error,
    })
}

fn full(url: &StoreUrl) -> OpenError {
    OpenError::DiskFull { url: url.clone() }
}

async fn try_open(url: &StoreUrl, path: &Path) -> Result<Opened, OpenError> {
    let failed = |error| opening(url, error);
    make(url, path)?;
    let mut connection = sqlite::writer(path).await.map_err(failed)?;
    migrate(url, &mut connection).await?;
    log::chain_older(&mut connection).await.map_err(failed)?;
    let health = Health::of_file();
    Ok(Opened {
        writing: Writing::Alone {
            path: path.to_owned(),
            connection,
        },
        readers: Readers::of_file(sqlite::readers(path).map_err(failed)?, health.clone()),
        health,
        neighbours: None,
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
async fn migrate(url: &StoreUrl, connection: &mut Connection) -> Result<(), OpenError> {
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
    run(url, &STEPS, &mut transaction).await?;
    transaction.commit().await.map_err(failed)
}
