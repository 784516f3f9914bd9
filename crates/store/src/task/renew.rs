use payment::Timestamp;

use super::{Claimed, Released, release::Hold};
use crate::{Store, StoreError, change::News, database::Connection, writer::Write};

/// Whose a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lease {
    /// Still this worker's, and now until the moment that was asked for.
    Held,
    /// It ran out, and another worker has taken the task on or done it since.
    Lost,
}

impl Store {
    /// Keeps a task until that moment. A lease that ran out is good again as long as nobody
    /// else has taken the task on.
    pub async fn renew(&self, task: &Claimed, until: Timestamp) -> Result<Lease, StoreError> {
        self.write(Renew {
            hold: Hold::of(task),
            until,
        })
        .await
    }

    /// Lets go of a task whose work was not begun, or was cut short for no fault of its own: it
    /// is due as it was, and counts no try.
    pub async fn give_back(&self, task: &Claimed) -> Result<Released, StoreError> {
        self.write(GiveBack(Hold::of(task))).await
    }
}

struct Renew {
    hold: Hold,
    until: Timestamp,
}

impl Write for Renew {
    type Output = Lease;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<Lease, StoreError> {
        let kept = sqlx::query(
            "UPDATE task SET leased_until = CASE WHEN leased_until < $3 THEN $3 ELSE leased_until END
             WHERE id = $1 AND lease = $2 AND leased_until IS NOT NULL",
        )
        .bind(self.hold.id)
        .bind(self.hold.lease)
        .bind(self.until.as_micros())
        .execute(db)
        .await?;
        Ok(match kept.rows_affected() {
            0 => Lease::Lost,
            _ => Lease::Held,
        })
    }
}

struct GiveBack(Hold);

impl Write for GiveBack {
    type Output = Released;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<Released, StoreError> {
        let freed = sqlx::query(
            "UPDATE task SET leased_until = NULL, leased_generation = NULL
             WHERE id = $1 AND lease = $2 AND leased_until IS NOT NULL",
        )
        .bind(self.0.id)
        .bind(self.0.lease)
        .execute(db)
        .await?;
        Ok(match freed.rows_affected() {
            0 => Released::NotHeld,
            _ => Released::Waiting,
        })
    }

    fn news(&self, released: &Released) -> News {
        News {
            change: None,
            tasks: matches!(released, Released::Waiting),
            deliveries: false,
            letters: false,
        }
    }
}
