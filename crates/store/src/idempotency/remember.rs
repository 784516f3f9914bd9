use std::fmt;

use payment::{MerchantId, Timestamp};

use super::Reservation;
use crate::{
    Store, StoreError,
    database::{self, Connection},
    notification,
    writer::Write,
};

/// An answer to remember, written with what it answers for.
#[derive(Clone)]
pub struct Remember {
    /// The right to answer.
    pub reservation: Reservation,
    /// The answer's HTTP status.
    pub status: u16,
    /// The answer's body, to be given again byte for byte.
    pub body: Vec<u8>,
    /// When it was answered.
    pub answered_at: Timestamp,
}

/// Without the body, which holds a page's address.
impl fmt::Debug for Remember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Remember")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// An answer that was given before.
#[derive(Clone, PartialEq, Eq)]
pub struct Remembered {
    /// The answer's HTTP status.
    pub status: u16,
    /// The answer's body.
    pub body: Vec<u8>,
}

/// Without the body, which holds a page's address.
impl fmt::Debug for Remembered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Remembered")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// Why a key was not reserved, or an answer not remembered.
#[derive(Clone, Debug, thiserror::Error)]
pub enum RememberError {
    /// There is no such merchant.
    #[error("no such merchant")]
    NoSuchMerchant,
    /// The key is no longer held: it has an answer, was given back, or another holder took
    /// over.
    #[error("the idempotency key has been used")]
    KeyUsed,
    /// Any other reason.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for RememberError {
    fn from(error: sqlx::Error) -> Self {
        if database::is_orphan(&error) {
            return Self::NoSuchMerchant;
        }
        Self::Store(error.into())
    }
}

impl Store {
    /// Remembers an answer that changed nothing else.
    pub async fn remember(
        &self,
        merchant: &MerchantId,
        answer: Remember,
    ) -> Result<(), RememberError> {
        self.write(Insert {
            merchant: merchant.clone(),
            answer,
        })
        .await
    }

    /// Forgets the keys that were reserved before that moment, and says how many. They are to
    /// be kept for at least 31 days.
    pub async fn forget_before(&self, moment: Timestamp) -> Result<u64, StoreError> {
        self.write(Forget(moment)).await
    }
}

/// Writes the answer, if the key is still held: whoever lost it must leave no effect either.
pub(crate) async fn insert(
    db: &mut Connection,
    merchant: &MerchantId,
    answer: &Remember,
) -> Result<(), RememberError> {
    let Remember {
        reservation: Reservation { key, holder },
        status,
        body,
        answered_at,
    } = answer;
    let done = sqlx::query(
        "UPDATE idempotency SET status = $4, body = $5, answered_at = $6, holder = NULL
         WHERE merchant = $1 AND key = $2 AND holder = $3",
    )
    .bind(merchant.as_str())
    .bind(key.as_str())
    .bind(holder.as_slice())
    .bind(i64::from(*status))
    .bind(body.as_slice())
    .bind(answered_at.as_micros())
    .execute(db)
    .await?;
    if done.rows_affected() == 0 {
        return Err(RememberError::KeyUsed);
    }
    Ok(())
}

struct Insert {
    merchant: MerchantId,
    answer: Remember,
}

impl Write for Insert {
    type Output = ();
    type Error = RememberError;

    async fn write(&self, db: &mut Connection) -> Result<(), RememberError> {
        insert(db, &self.merchant, &self.answer).await
    }
}

struct Forget(Timestamp);

impl Write for Forget {
    type Output = u64;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<u64, StoreError> {
        let done = sqlx::query("DELETE FROM idempotency WHERE reserved_at < $1")
            .bind(self.0.as_micros())
            .execute(&mut *db)
            .await?;
        notification::forget_replays(db, self.0).await?;
        Ok(done.rows_affected())
    }
}
