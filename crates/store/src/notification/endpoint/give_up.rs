use payment::{EndpointId, Timestamp};

use super::super::page::{self, PAGE};
use crate::{
    Store, StoreError,
    database::{Connection, Engine},
    writer::Write,
};

impl Store {
    /// Gives up everything that waits for an endpoint, if it is disabled.
    pub(super) async fn give_up_all(
        &self,
        endpoint: &EndpointId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        while self.write(GiveUp::of(endpoint, now)).await? == PAGE {}
        Ok(())
    }

    /// Gives up what waits for an endpoint that was disabled, unless it is so much that
    /// somebody would wait for it. The rest goes when the house is kept.
    pub(in super::super) async fn begin_to_give_up(&self, endpoint: &EndpointId, now: Timestamp) {
        for _ in 0..page::AT_ONCE {
            match self.write(GiveUp::of(endpoint, now)).await {
                Ok(PAGE) => {}
                Ok(_) => return,
                Err(error) => return page::left(endpoint, &error),
            }
        }
    }
}

/// Makes dead letters of a page of what waits for an endpoint, if it is disabled. What is
/// under way may yet arrive. Answers how many it were.
pub(in super::super) struct GiveUp {
    endpoint: EndpointId,
    now: Timestamp,
}

impl GiveUp {
    pub(in super::super) fn of(endpoint: &EndpointId, now: Timestamp) -> Self {
        Self {
            endpoint: endpoint.clone(),
            now,
        }
    }
}

/// On PostgreSQL, it must not be enabled meanwhile.
macro_rules! is_disabled {
    ($lock:literal) => {
        concat!(
            "SELECT id FROM endpoint WHERE id = $1 AND disabled_at IS NOT NULL ",
            $lock
        )
    };
}

macro_rules! give_up {
    ($lock:literal) => {
        concat!(
            "UPDATE delivery SET state = 'dead', leased = 0, ended_at = $2 WHERE id IN (
                 SELECT id FROM delivery
                 WHERE endpoint = $1 AND state = 'waiting' AND (leased = 0 OR next_at <= $2)
                 LIMIT $3 ",
            $lock,
            ")"
        )
    };
}

impl Write for GiveUp {
    type Output = u64;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<u64, StoreError> {
        let engine = Engine::of(db);
        let disabled: Option<(String,)> = sqlx::query_as(match engine {
            Engine::Sqlite => is_disabled!(""),
            Engine::Postgres => is_disabled!("FOR SHARE"),
        })
        .bind(self.endpoint.as_str())
        .fetch_optional(&mut *db)
        .await?;
        if disabled.is_none() {
            return Ok(0);
        }
        let done = sqlx::query(match engine {
            Engine::Sqlite => give_up!(""),
            Engine::Postgres => give_up!("FOR UPDATE SKIP LOCKED"),
        })
        .bind(self.endpoint.as_str())
        .bind(self.now.as_micros())
        .bind(page::limit())
        .execute(db)
        .await?;
        Ok(done.rows_affected())
    }
}
