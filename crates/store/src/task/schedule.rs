use payment::{CheckoutId, Timestamp, Work};

use crate::{
    Store, StoreError,
    change::News,
    database::{self, Connection, Statement},
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
            deliveries: false,
            letters: false,
        }
    }
}

/// While a lease covers everything that was asked for, the row's moment is spent, and a new
/// one takes its place; otherwise the earlier of both counts.
const ON_CONFLICT: &str = " ON CONFLICT (checkout, work) DO UPDATE SET
     due_at = CASE
         WHEN task.leased_generation = task.generation THEN excluded.due_at
         WHEN excluded.due_at < task.due_at THEN excluded.due_at
         ELSE task.due_at
     END,
     tries = 0,
     generation = task.generation + 1";

pub(crate) async fn insert(
    db: &mut Connection,
    checkout: &CheckoutId,
    task: &NewTask,
) -> Result<(), sqlx::Error> {
    insert_for_all(db, &[checkout], task).await
}

/// The same task for each of several checkouts, none of them twice.
pub(crate) async fn insert_for_all(
    db: &mut Connection,
    checkouts: &[&CheckoutId],
    task: &NewTask,
) -> Result<(), sqlx::Error> {
    let work =
        serde_json::to_string(&task.work).map_err(|error| sqlx::Error::Encode(Box::new(error)))?;
    let mut insert = Statement::new("INSERT INTO task (checkout, work, due_at) VALUES ");
    for (place, checkout) in checkouts.iter().enumerate() {
        insert.push(if place == 0 { "(" } else { ", (" });
        insert.bind(checkout.as_str()).push(", ");
        insert.bind(work.as_str()).push(", ");
        insert.bind(task.due_at.as_micros()).push(")");
    }
    insert.push(ON_CONFLICT);
    insert.execute(db).await.map(drop)
}
