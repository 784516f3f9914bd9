//! Whether the store can do its work.

use std::sync::Arc;

use crate::{
    Store, StoreError,
    database::{Connection, Engine},
    writer::Write,
};

/// A file up to this size is looked at as a whole in about a second.
const SOON: i64 = 256 * 1024 * 1024;

/// What an engine says of its file when it is not sound.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Unsound(String);

impl Store {
    /// Whether the store can be read and takes writes, as far as is known: a server is looked
    /// after all the time, so nobody waits for one that is away. When a write did not get to
    /// disk, another is tried: what was wrong may be over.
    ///
    /// A file that was found damaged stays so until the store is opened again; nothing is
    /// written to it meanwhile.
    pub async fn check(&self) -> Result<(), StoreError> {
        if self.writer().is_closed() {
            return Err(StoreError::Closed);
        }
        self.writer().health().admit()?;
        if !self.is_shared() {
            let read = sqlx::query("SELECT name FROM setting LIMIT 1")
                .fetch_optional(self.readers())
                .await;
            self.noticed(read)?;
        }
        self.writer().health().verdict().await
    }

    /// Whether the engine finds its file sound, page by page. One that is so large that this
    /// would take long is left to [`verify`](Self::verify); a server looks after its own.
    pub async fn check_pages(&self) -> Result<(), StoreError> {
        let looked = self.unsound_page().await;
        match self.noticed(looked)? {
            None => Ok(()),
            Some(how) => self.noticed(Err(StoreError::Damaged(Arc::new(Unsound(how))))),
        }
    }

    async fn unsound_page(&self) -> Result<Option<String>, sqlx::Error> {
        let mut connection = self.readers().lend().await?;
        match Engine::of(&connection) {
            Engine::Sqlite => {}
            Engine::Postgres => return Ok(None),
        }
        let bytes: i64 = sqlx::query_scalar(
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
        )
        .fetch_one(&mut *connection)
        .await?;
        if bytes > SOON {
            return Ok(None);
        }
        let found: String = sqlx::query_scalar("PRAGMA quick_check(1)")
            .fetch_one(&mut *connection)
            .await?;
        Ok((found != "ok").then(|| found.replace('\n', " ")))
    }

    /// Takes note of an error, so that [`check`](Self::check) tells of it.
    pub(crate) fn noticed<T, E: Into<StoreError>>(
        &self,
        answer: Result<T, E>,
    ) -> Result<T, StoreError> {
        let answer = answer.map_err(Into::into);
        if let Err(error) = &answer {
            self.writer().health().notice(error);
        }
        answer
    }
}

/// The least that can be written.
pub(crate) struct Probe;

impl Probe {
    pub(crate) async fn run(db: &mut Connection) -> Result<(), sqlx::Error> {
        sqlx::query(
            "INSERT INTO setting (name, value) VALUES ('probe', '1')
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )
        .execute(db)
        .await?;
        Ok(())
    }
}

impl Write for Probe {
    type Output = ();
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<(), StoreError> {
        Ok(Self::run(db).await?)
    }
}
