use payment::{CheckoutId, Event, MerchantId, Recorded, Status};

use super::format;
use crate::{
    Change, NewTask, Remember, RememberError, Store, StoreError, Version, change::News,
    database::Connection, idempotency, session, task, view, writer::Write,
};

/// Why events were not appended. Nothing was written.
#[derive(Clone, Debug, thiserror::Error)]
pub enum AppendError {
    /// The log has moved on since it was loaded: load it again, and decide anew.
    #[error("the checkout's log has moved on")]
    Conflict,
    /// There is no such checkout.
    #[error("no such checkout")]
    NoSuchCheckout,
    /// The session belongs to another attempt: what is paid in it must not count twice.
    #[error("the session belongs to another attempt")]
    SessionTaken,
    /// The idempotency key has an answer already:
    /// [`Store::idempotency`] has it.
    #[error("the idempotency key has been used")]
    KeyUsed,
    /// Any other reason.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for AppendError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl From<RememberError> for AppendError {
    fn from(error: RememberError) -> Self {
        match error {
            // The merchant is the checkout's own.
            RememberError::NoSuchMerchant => Self::NoSuchCheckout,
            RememberError::KeyUsed => Self::KeyUsed,
            RememberError::Store(error) => Self::Store(error),
        }
    }
}

impl Store {
    /// Appends events to a log that is at the version `expected`, with the tasks that they
    /// make necessary, together or not at all. Answers with the version after them.
    pub async fn append(
        &self,
        checkout: &CheckoutId,
        expected: Version,
        events: &[Recorded],
        tasks: &[NewTask],
    ) -> Result<Version, AppendError> {
        let append = self.prepare(checkout, expected, events, tasks).await?;
        self.write(append).await
    }

    /// Like [`append`](Self::append), and remembers the answer to the request that caused
    /// it.
    pub async fn append_and_remember(
        &self,
        checkout: &CheckoutId,
        expected: Version,
        events: &[Recorded],
        tasks: &[NewTask],
        answer: Remember,
    ) -> Result<Version, AppendError> {
        let append = self.prepare(checkout, expected, events, tasks).await?;
        self.write(Append {
            answer: Some(answer),
            ..append
        })
        .await
    }

    /// Works out where the checkout will stand. This needs no turn at the writer: a log up
    /// to a version never changes, and the writer takes nothing for another version.
    pub(crate) async fn prepare(
        &self,
        checkout: &CheckoutId,
        expected: Version,
        events: &[Recorded],
        tasks: &[NewTask],
    ) -> Result<Append, AppendError> {
        let loaded = self
            .load(checkout)
            .await?
            .ok_or(AppendError::NoSuchCheckout)?;
        if loaded.version != expected {
            return Err(AppendError::Conflict);
        }
        let merchant = loaded.checkout.merchant.clone();
        let after = events.iter().fold(loaded.checkout, payment::apply);
        Ok(Append {
            checkout: checkout.clone(),
            merchant,
            expected,
            status: after.status(),
            events: events.to_vec(),
            tasks: tasks.to_vec(),
            answer: None,
        })
    }
}

pub(crate) struct Append {
    pub(crate) checkout: CheckoutId,
    merchant: MerchantId,
    expected: Version,
    status: Status,
    events: Vec<Recorded>,
    tasks: Vec<NewTask>,
    answer: Option<Remember>,
}

impl Write for Append {
    type Output = Version;
    type Error = AppendError;

    async fn write(&self, db: &mut Connection) -> Result<Version, AppendError> {
        let mut version = self.expected;
        for _ in &self.events {
            version = version.next();
        }
        if !view::advance(db, &self.checkout, self.expected, version, self.status).await? {
            return Err(AppendError::Conflict);
        }
        let mut seq = self.expected;
        for recorded in &self.events {
            seq = seq.next();
            format::insert(db, &self.checkout, seq, recorded).await?;
            if let Event::SessionOpened { attempt, session } = &recorded.event
                && !session::insert(db, &session.id, &self.checkout, attempt).await?
            {
                return Err(AppendError::SessionTaken);
            }
        }
        for task in &self.tasks {
            task::schedule(db, &self.checkout, task).await?;
        }
        if let Some(answer) = &self.answer {
            idempotency::insert(db, &self.merchant, answer).await?;
        }
        Ok(version)
    }

    fn news(&self, version: &Version) -> News {
        News {
            change: (*version != self.expected).then(|| Change {
                checkout: self.checkout.clone(),
                version: *version,
            }),
            tasks: !self.tasks.is_empty(),
        }
    }
}
