use payment::Timestamp;

use super::Claimed;
use crate::{Store, StoreError, change::News, database::Connection, writer::Write};

/// What became of a task that a worker let go of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Released {
    /// It is done and gone.
    Gone,
    /// It waits: it was put off, or it was scheduled once more while it was leased.
    Waiting,
    /// It was no longer this worker's: its lease had run out, and another has taken it on
    /// or done it since. Nothing was changed.
    NotHeld,
}

impl Store {
    /// The work is done. When it was scheduled once more in the meantime, the task stays.
    pub async fn finish(&self, task: &Claimed) -> Result<Released, StoreError> {
        self.write(Finish(Hold::of(task))).await
    }

    /// The work is to be tried again at that moment. It then counts one try more, unless it
    /// was scheduled afresh in the meantime: then the earlier of both moments counts.
    pub async fn reschedule(
        &self,
        task: &Claimed,
        due_at: Timestamp,
    ) -> Result<Released, StoreError> {
        self.write(Reschedule {
            hold: Hold::of(task),
            due_at,
        })
        .await
    }
}

/// One claim of one row. Neither number is ever used twice, so a worker that comes late
/// cannot touch what another has taken on.
#[derive(Clone, Copy)]
pub(super) struct Hold {
    pub(super) id: i64,
    pub(super) lease: i64,
}

impl Hold {
    pub(super) const fn of(task: &Claimed) -> Self {
        Self {
            id: task.id,
            lease: task.lease,
        }
    }
}

struct Finish(Hold);

impl Write for Finish {
    type Output = Released;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<Released, StoreError> {
        let Hold { id, lease } = self.0;
        let done = sqlx::query(
            "DELETE FROM task WHERE id = $1 AND lease = $2 AND leased_generation = generation",
        )
        .bind(id)
        .bind(lease)
        .execute(&mut *db)
        .await?;
        if done.rows_affected() == 1 {
            return Ok(Released::Gone);
        }
        let freed = sqlx::query(
            "UPDATE task SET leased_until = NULL, leased_generation = NULL
             WHERE id = $1 AND lease = $2 AND leased_until IS NOT NULL",
        )
        .bind(id)
        .bind(lease)
        .execute(db)
        .await?;
        Ok(waiting(freed.rows_affected()))
    }

    fn news(&self, released: &Released) -> News {
        news(*released)
    }
}

struct Reschedule {
    hold: Hold,
    due_at: Timestamp,
}

impl Write for Reschedule {
    type Output = Released;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<Released, StoreError> {
        let Hold { id, lease } = self.hold;
        let moved = sqlx::query(
            "UPDATE task SET
                 due_at = CASE
                     WHEN leased_generation = generation OR $3 < due_at THEN $3
                     ELSE due_at
                 END,
                 tries = CASE WHEN leased_generation = generation THEN tries + 1 ELSE tries END,
                 leased_until = NULL,
                 leased_generation = NULL
             WHERE id = $1 AND lease = $2 AND leased_until IS NOT NULL",
        )
        .bind(id)
        .bind(lease)
        .bind(self.due_at.as_micros())
        .execute(db)
        .await?;
        Ok(waiting(moved.rows_affected()))
    }

    fn news(&self, released: &Released) -> News {
        news(*released)
    }
}

const fn waiting(rows: u64) -> Released {
    if rows == 1 {
        Released::Waiting
    } else {
        Released::NotHeld
    }
}

const fn news(released: Released) -> News {
    News {
        change: None,
        tasks: matches!(released, Released::Waiting),
        deliveries: false,
        letters: false,
    }
}
