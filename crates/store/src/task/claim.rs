use std::time::Duration;

use payment::{CheckoutId, Timestamp, Work};

use crate::{
    Store, StoreError,
    database::{Connection, Engine},
    writer::Write,
};

/// A task that a worker has taken on until its lease ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// For which checkout.
    pub checkout: CheckoutId,
    /// What to do.
    pub work: Work,
    /// When it was due.
    pub due_at: Timestamp,
    /// How often it was tried before. A lease that ran out counts as a try.
    pub tries: u32,
    /// Until when no other worker takes it.
    pub leased_until: Timestamp,
    pub(super) id: i64,
    pub(super) lease: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    checkout: String,
    work: String,
    due_at: i64,
    tries: i64,
    lease: i64,
}

impl Store {
    /// Takes on what is due at `now`, longest overdue first, for as long as `lease`.
    ///
    /// What is neither finished nor rescheduled by then is given to the next who claims.
    pub async fn claim_due(
        &self,
        now: Timestamp,
        lease: Duration,
        limit: u32,
    ) -> Result<Vec<Claimed>, StoreError> {
        self.write(ClaimDue {
            now,
            until: now.plus(lease),
            limit,
        })
        .await
    }

    /// How many tasks are written down and not done yet, those for later included.
    pub async fn pending_tasks(&self) -> Result<u32, StoreError> {
        let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM task")
            .fetch_one(self.readers())
            .await?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// When the next task is due, or the next lease ends. `None` when there is no task.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let next: Option<i64> = sqlx::query_scalar(
            "SELECT COALESCE(leased_until, due_at) FROM task
             ORDER BY COALESCE(leased_until, due_at), id LIMIT 1",
        )
        .fetch_optional(self.readers())
        .await?;
        Ok(next.map(Timestamp::from_micros))
    }
}

/// SQLite has one writer, so nobody else can be taking on the same rows. On PostgreSQL those
/// that another transaction is just taking on are passed over.
macro_rules! claim {
    ($lock:literal) => {
        concat!(
            "WITH due AS (
                 SELECT id FROM task WHERE COALESCE(leased_until, due_at) <= $1
                 ORDER BY COALESCE(leased_until, due_at), id LIMIT $3 ",
            $lock,
            ")
             UPDATE task SET
                 tries = CASE WHEN leased_until IS NULL THEN tries ELSE tries + 1 END,
                 lease = lease + 1,
                 leased_until = $2,
                 leased_generation = generation
             WHERE id IN (SELECT id FROM due)
             RETURNING id, checkout, work, due_at, tries, lease"
        )
    };
}

struct ClaimDue {
    now: Timestamp,
    until: Timestamp,
    limit: u32,
}

impl Write for ClaimDue {
    type Output = Vec<Claimed>;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<Vec<Claimed>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(match Engine::of(db) {
            Engine::Sqlite => claim!(""),
            Engine::Postgres => claim!("FOR UPDATE SKIP LOCKED"),
        })
        .bind(self.now.as_micros())
        .bind(self.until.as_micros())
        .bind(i64::from(self.limit))
        .fetch_all(db)
        .await?;
        let mut claimed: Vec<Claimed> = rows
            .into_iter()
            .filter_map(|row| {
                let task = row.read(self.until);
                if task.is_none() {
                    // It stays leased, so that it neither blocks the others nor is lost.
                    tracing::error!(checkout = %row.checkout, "a task cannot be read");
                }
                task
            })
            .collect();
        claimed.sort_by_key(|task| (task.due_at, task.id));
        Ok(claimed)
    }
}

impl Row {
    fn read(&self, leased_until: Timestamp) -> Option<Claimed> {
        Some(Claimed {
            checkout: self.checkout.parse().ok()?,
            work: serde_json::from_str(&self.work).ok()?,
            due_at: Timestamp::from_micros(self.due_at),
            tries: u32::try_from(self.tries).ok()?,
            leased_until,
            id: self.id,
            lease: self.lease,
        })
    }
}
