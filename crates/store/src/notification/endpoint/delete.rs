use payment::{EndpointId, MerchantId, Timestamp};

use super::super::page;
use crate::{
    AnswerError, NewAudit, Remember, Store, StoreError,
    database::{Connection, Engine},
    idempotency::Answered,
    people::Noted,
    writer::Write,
};

impl Store {
    /// Forgets an endpoint, with its secrets, its deliveries and their tries. Answers whether
    /// there was such a one. It is gone for everybody when this returns; where there is much
    /// of it, the rest is thrown away when the house is kept, and its id is taken until then.
    pub async fn delete_endpoint(
        &self,
        merchant: &MerchantId,
        id: &EndpointId,
        now: Timestamp,
        answer: Option<Remember>,
    ) -> Result<bool, AnswerError<StoreError>> {
        let is_gone = self
            .write(Answered {
                write: Delete {
                    id: id.clone(),
                    now,
                },
                merchant: merchant.clone(),
                answer,
                is_done: |found| *found,
            })
            .await?;
        if is_gone {
            self.begin_to_sweep(id).await;
        }
        Ok(is_gone)
    }

    /// The same, with what the audit log says of it.
    pub async fn delete_endpoint_and_note(
        &self,
        id: &EndpointId,
        now: Timestamp,
        note: NewAudit,
    ) -> Result<bool, StoreError> {
        let delete = Delete {
            id: id.clone(),
            now,
        };
        let noted = Noted::when(|found| *found, delete, vec![note]);
        let is_gone = self.write(noted).await?;
        if is_gone {
            self.begin_to_sweep(id).await;
        }
        Ok(is_gone)
    }

    async fn begin_to_sweep(&self, id: &EndpointId) {
        for _ in 0..page::AT_ONCE {
            match self.write(SweepEndpoint(id.clone())).await {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    page::left(id, &error);
                    break;
                }
            }
        }
    }
}

/// Has an endpoint be gone, whatever is left of it. Nothing signs for it any more.
struct Delete {
    id: EndpointId,
    now: Timestamp,
}

impl Write for Delete {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let id = self.id.as_str();
        let done = sqlx::query(
            "UPDATE endpoint SET deleted_at = $2, disabled_at = COALESCE(disabled_at, $2),
                 disabled_reason = COALESCE(disabled_reason, 'merchant')
             WHERE id = $1 AND deleted_at IS NULL",
        )
        .bind(id)
        .bind(self.now.as_micros())
        .execute(&mut *db)
        .await?;
        sqlx::query("DELETE FROM endpoint_secret WHERE endpoint = $1")
            .bind(id)
            .execute(db)
            .await?;
        Ok(done.rows_affected() == 1)
    }
}

/// Throws away a page of what is left of an endpoint that was deleted, and at last itself.
/// Answers whether there is more to throw away just now.
pub(in super::super) struct SweepEndpoint(pub(in super::super) EndpointId);

macro_rules! deliveries {
    ($lock:literal) => {
        concat!(
            "SELECT id FROM delivery WHERE endpoint = $1
               AND EXISTS (SELECT 1 FROM endpoint e WHERE e.id = $1 AND e.deleted_at IS NOT NULL)
             ORDER BY created_at, id LIMIT $2 ",
            $lock
        )
    };
}

/// On PostgreSQL, who is just writing to it is waited for at another time.
macro_rules! deleted {
    ($lock:literal) => {
        concat!(
            "SELECT id FROM endpoint WHERE id = $1 AND deleted_at IS NOT NULL ",
            $lock
        )
    };
}

impl Write for SweepEndpoint {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let (engine, id) = (Engine::of(db), self.0.as_str());
        let ids: Vec<String> = sqlx::query_scalar(match engine {
            Engine::Sqlite => deliveries!(""),
            Engine::Postgres => deliveries!("FOR UPDATE SKIP LOCKED"),
        })
        .bind(id)
        .bind(page::limit())
        .fetch_all(&mut *db)
        .await?;
        if !ids.is_empty() {
            page::delete_deliveries(db, &ids).await?;
            return Ok(true);
        }
        let mine: Option<(String,)> = sqlx::query_as(match engine {
            Engine::Sqlite => deleted!(""),
            Engine::Postgres => deleted!("FOR UPDATE SKIP LOCKED"),
        })
        .bind(id)
        .fetch_optional(&mut *db)
        .await?;
        if mine.is_none() {
            return Ok(false);
        }
        // From here on nobody else writes to it.
        for statement in [
            "DELETE FROM endpoint_secret WHERE endpoint = $1",
            "DELETE FROM endpoint_test WHERE endpoint = $1",
            "DELETE FROM endpoint WHERE id = $1
                 AND NOT EXISTS (SELECT 1 FROM delivery WHERE endpoint = $1)",
        ] {
            sqlx::query(statement).bind(id).execute(&mut *db).await?;
        }
        Ok(false)
    }
}
