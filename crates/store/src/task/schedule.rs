use payment::{CheckoutId, Timestamp, Work};

use crate::{
    Store, StoreError,
    change::News,
    database::{self, Connection},
    writer::Write,
};

/// Work to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTask {
    /// What.
    pub work: Work,
    /// When, at the earliest.
    pub due_at: Timestamp,
}

/// Why a task was not scheduled.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ScheduleError {
    /// There is no such checkout.
    #[error("no such checkout")]
    NoSuchCheckout,
    /// Any other reason.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for ScheduleError {
    fn from(error: sqlx::Error) -> Self {
        if database::is_orphan(&error) {
            return Self::NoSuchCheckout;
        }
        Self::Store(error.into())
    }
}

impl Store {
    /// Sees to it that the work is done, and no later than that moment (or as soon after it
    /// as a worker comes to it).
    ///
    /// A checkout has one task for the same work. When it is waiting already, the earlier
    /// of both moments counts, and its tries start again from none. When a worker is at it
    /// just now, it is done once more after that.
    pub async fn schedule(
        &self,
        checkout: &CheckoutId,
        task: NewTask,
    ) -> Result<(), ScheduleError> {
        self.write(Schedule {
            checkout: checkout.clone(),
            task,
        })
        .await
    }
}

struct Schedule {
    checkout: CheckoutId,
    task: NewTask,
}

impl Write for Schedule {
    type Output = ();
    type Error = ScheduleError;

    async fn write(&self, db: &mut Connection) -> Result<(), ScheduleError> {
        insert(db, &self.checkout, &self.task)
            .await
            .map_err(ScheduleError::from)
    }

    fn news(&self, (): &()) -> News {
        News {
            change: None,
            tasks: true,
        }
    }
}

/// While a lease covers everything that was asked for, the row's moment is spent, and a new
/// one takes its place; otherwise the earlier of both counts.
pub(crate) async fn insert(
    db: &mut Connection,
    checkout: &CheckoutId,
    task: &NewTask,
) -> Result<(), sqlx::Error> {
    let work =
        serde_json::to_string(&task.work).map_err(|error| sqlx::Error::Encode(Box::new(error)))?;
    sqlx::query(
        "INSERT INTO task (checkout, work, due_at) VALUES ($1, $2, $3)
         ON CONFLICT (checkout, work) DO UPDATE SET
             due_at = CASE
                 WHEN task.leased_generation = task.generation THEN excluded.due_at
                 WHEN excluded.due_at < task.due_at THEN excluded.due_at
                 ELSE task.due_at
             END,
             tries = 0,
             generation = task.generation + 1",
    )
    .bind(checkout.as_str())
    .bind(work)
    .bind(task.due_at.as_micros())
    .execute(db)
    .await?;
    Ok(())
}
