use std::path::Path;

use sqlx::Connection as _;

use crate::{Store, StoreError, database::sqlite};

/// A file up to this size is written anew in a few seconds, in bytes.
const SOON: u64 = 1024 * 1024 * 1024;

/// What became of what a file still held of rows that are gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scrubbed {
    /// It is gone too.
    Gone,
    /// It is still there: the file is so large that writing it anew is for its owner to time.
    TooLarge,
    /// It may still be in the file or beside it, for somebody else was at it.
    InUse,
    /// A database server looks after its own files.
    NotOurs,
}

impl Store {
    /// Writes a file anew, without the pages and the remains in pages that nothing refers to any
    /// more: what was kept in the clear there before it was sealed. Nothing else may be under way
    /// in this store meanwhile.
    pub async fn scrub(&self) -> Result<Scrubbed, StoreError> {
        let Some(path) = self.file() else {
            return Ok(Scrubbed::NotOurs);
        };
        let is_small = std::fs::metadata(path).is_ok_and(|file| file.len() <= SOON);
        if !is_small {
            return Ok(Scrubbed::TooLarge);
        }
        let written = anew(path).await;
        self.noticed(written)
    }
}

async fn anew(path: &Path) -> Result<Scrubbed, sqlx::Error> {
    let mut connection = sqlite::writer(path).await?;
    sqlx::raw_sql("VACUUM").execute(&mut connection).await?;
    // What was there before is in the file itself until then.
    let (busy, _, _): (i64, i64, i64) = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)")
        .fetch_one(&mut connection)
        .await?;
    connection.close().await?;
    Ok(match busy {
        0 => Scrubbed::Gone,
        _ => Scrubbed::InUse,
    })
}
