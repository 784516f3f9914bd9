use payment::{CheckoutId, Event, MerchantId, Mode};

use super::{
    Entry, Loaded,
    format::{self, Line},
};
use crate::{
    Change, RememberError, Store, StoreError, Version,
    change::News,
    database::Connection,
    idempotency, notification, people, session, task,
    view::{self, Advance, Outline},
    writer::Write,
};

/// Why events were not appended. Nothing was written.
#[derive(Clone, Debug, thiserror::Error)]
pub enum AppendError {
    /// The log has moved on since it was loaded: load it again, and decide anew.
    #[error("the checkout's log has moved on")]
    Conflict,
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
            RememberError::NoSuchMerchant => StoreError::corrupt("checkout", "merchant").into(),
            RememberError::KeyUsed => Self::KeyUsed,
            RememberError::Store(error) => Self::Store(error),
        }
    }
}

impl Store {
    /// Appends events to a checkout's log as it was loaded, with everything that follows from
    /// them, together or not at all. Answers with the version after them.
    pub async fn append(&self, loaded: &Loaded, entry: Entry) -> Result<Version, AppendError> {
        self.write(Append::to(loaded, entry)?).await
    }
}

pub(crate) struct Append {
    pub(crate) checkout: CheckoutId,
    merchant: MerchantId,
    mode: Mode,
    advance: Advance,
    lines: Vec<Line>,
    entry: Entry,
}

impl Append {
    /// Works out where the checkout will stand, and the hashes of its events. This needs no
    /// turn at the writer: a log up to a version never changes, and the writer takes nothing
    /// for another version.
    pub(crate) fn to(loaded: &Loaded, entry: Entry) -> Result<Self, StoreError> {
        let Loaded {
            checkout,
            version: expected,
            head: before,
            token: _,
        } = loaded;
        let after = entry.events.iter().fold(checkout.clone(), payment::apply);
        let (lines, head) = format::lines(
            &checkout.id,
            *expected,
            *before,
            &entry.events,
            &entry.notifications,
        )?;
        Ok(Self {
            checkout: checkout.id.clone(),
            merchant: checkout.merchant.clone(),
            mode: checkout.order.mode,
            advance: Advance {
                expected: *expected,
                before: *before,
                version: lines.last().map_or(*expected, Line::seq),
                head,
                status: after.status(),
                expires_at: after.expires_at,
                outline: Outline::of(&after),
            },
            lines,
            entry,
        })
    }
}

impl Write for Append {
    type Output = Version;
    type Error = AppendError;

    async fn write(&self, db: &mut Connection) -> Result<Version, AppendError> {
        let Entry {
            events,
            tasks,
            notifications,
            answer,
            note,
        } = &self.entry;
        if !view::advance(db, &self.checkout, &self.advance).await? {
            return Err(AppendError::Conflict);
        }
        format::insert(db, &self.checkout, &self.lines).await?;
        for recorded in events {
            if let Event::SessionOpened { attempt, session } = &recorded.event
                && !session::insert(db, &session.id, &self.checkout, attempt).await?
            {
                return Err(AppendError::SessionTaken);
            }
        }
        let subject = notification::Subject {
            merchant: &self.merchant,
            mode: self.mode,
            checkout: &self.checkout,
            before: self.advance.expected,
        };
        notification::record(db, subject, events, notifications).await?;
        for task in tasks {
            task::schedule(db, &self.checkout, task).await?;
        }
        if let Some(answer) = answer {
            idempotency::insert(db, &self.merchant, answer).await?;
        }
        if let Some(note) = note {
            people::note(db, note).await?;
        }
        Ok(self.advance.version)
    }

    fn news(&self, version: &Version) -> News {
        News {
            change: (*version != self.advance.expected).then(|| Change {
                checkout: self.checkout.clone(),
                version: *version,
            }),
            tasks: !self.entry.tasks.is_empty(),
            deliveries: !self.entry.notifications.is_empty(),
            letters: false,
        }
    }
}
