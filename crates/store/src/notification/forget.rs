use payment::{EndpointId, Timestamp};

use super::{
    endpoint::{GiveUp, SweepEndpoint},
    kept_after,
    page::{self, PAGE},
};
use crate::{
    Store, StoreError,
    database::{Connection, Engine, Statement},
    writer::Write,
};

impl Store {
    /// Forgets deliveries that ended before that moment, and the notifications and secrets
    /// that nothing needs any more; gives up what waits for an endpoint that was disabled, and
    /// throws away what is left of one that was deleted. Says how many deliveries were
    /// forgotten. Dead letters are to be kept for 90 days.
    ///
    /// Several servers can do it at once: what one is at, the others pass over.
    pub async fn forget_deliveries(
        &self,
        before: Timestamp,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        for endpoint in self.endpoints_left(DELETED).await? {
            while self.write(SweepEndpoint(endpoint.clone())).await? {}
        }
        for endpoint in self.endpoints_left(DISABLED).await? {
            while self.write(GiveUp::of(&endpoint, now)).await? == PAGE {}
        }
        let mut count = 0;
        loop {
            let deliveries = self.write(Deliveries { before }).await?;
            count += deliveries;
            if deliveries < PAGE {
                break;
            }
        }
        while self.write(Notifications { before }).await? == PAGE {}
        self.forget_secrets(now).await?;
        Ok(count)
    }

    /// Throws away what no longer signs.
    pub(crate) async fn forget_secrets(&self, now: Timestamp) -> Result<(), StoreError> {
        while self.write(Secrets { now }).await? == PAGE {}
        Ok(())
    }

    async fn endpoints_left(&self, which: &'static str) -> Result<Vec<EndpointId>, StoreError> {
        let ids: Vec<String> = sqlx::query_scalar(which).fetch_all(self.readers()).await?;
        let corrupt = |_| StoreError::corrupt("endpoint", "id");
        ids.into_iter()
            .map(|id| id.parse().map_err(corrupt))
            .collect()
    }
}

const DELETED: &str = "SELECT id FROM endpoint WHERE deleted_at IS NOT NULL ORDER BY id";

const DISABLED: &str = "SELECT id FROM endpoint e
                        WHERE disabled_at IS NOT NULL
                          AND EXISTS (SELECT 1 FROM delivery d
                                      WHERE d.endpoint = e.id AND d.state = 'waiting')
                        ORDER BY id";

/// Deliveries that ended long ago, with their tries. Answers how many.
struct Deliveries {
    before: Timestamp,
}

macro_rules! ended {
    ($lock:literal) => {
        concat!(
            "SELECT id FROM delivery WHERE ended_at < $1 ORDER BY ended_at, id LIMIT $2 ",
            $lock
        )
    };
}

impl Write for Deliveries {
    type Output = u64;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<u64, StoreError> {
        let ids: Vec<String> = sqlx::query_scalar(match Engine::of(db) {
            Engine::Sqlite => ended!(""),
            Engine::Postgres => ended!("FOR UPDATE SKIP LOCKED"),
        })
        .bind(self.before.as_micros())
        .bind(page::limit())
        .fetch_all(&mut *db)
        .await?;
        page::delete_deliveries(db, &ids).await?;
        Ok(u64::try_from(ids.len()).unwrap_or(u64::MAX))
    }
}

/// Notifications of long ago that nothing delivers any more. Answers how many were looked at.
struct Notifications {
    before: Timestamp,
}

macro_rules! undelivered {
    ($lock:literal) => {
        concat!(
            "SELECT n.id FROM notification n
             WHERE n.created_at < $1
               AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.notification = n.id)
             ORDER BY n.created_at LIMIT $2 ",
            $lock
        )
    };
}

impl Write for Notifications {
    type Output = u64;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<u64, StoreError> {
        let ids: Vec<String> = sqlx::query_scalar(match Engine::of(db) {
            Engine::Sqlite => undelivered!(""),
            Engine::Postgres => undelivered!("FOR UPDATE OF n SKIP LOCKED"),
        })
        .bind(self.before.as_micros())
        .bind(page::limit())
        .fetch_all(&mut *db)
        .await?;
        if ids.is_empty() {
            return Ok(0);
        }
        // Held now; one may have been replayed since it was found.
        let mut delete = Statement::new("DELETE FROM notification WHERE id IN (");
        delete.bind_all(ids.iter().map(String::as_str)).push(
            ") AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.notification = notification.id)",
        );
        delete.execute(&mut *db).await?;
        kept_after(db, self.before.as_micros()).await?;
        Ok(u64::try_from(ids.len()).unwrap_or(u64::MAX))
    }
}

/// Secrets that no longer sign. Answers how many.
struct Secrets {
    now: Timestamp,
}

impl Write for Secrets {
    type Output = u64;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<u64, StoreError> {
        let done = sqlx::query(
            "DELETE FROM endpoint_secret WHERE (endpoint, number) IN (
                 SELECT endpoint, number FROM endpoint_secret
                 WHERE expires_at <= $1 ORDER BY endpoint, number LIMIT $2)",
        )
        .bind(self.now.as_micros())
        .bind(page::limit())
        .execute(db)
        .await?;
        Ok(done.rows_affected())
    }
}
