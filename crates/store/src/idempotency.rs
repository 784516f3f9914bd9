use std::{fmt, str::FromStr};

use payment::{MerchantId, Timestamp};

use crate::{
    Digest, Store, StoreError,
    database::{self, Connection},
    writer::Write,
};

/// A merchant's own name for one request: 1 to 255 characters, none of them a control
/// character.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(String);

/// The text is no idempotency key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an idempotency key is 1 to 255 printable characters")]
pub struct InvalidIdempotencyKey;

impl IdempotencyKey {
    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for IdempotencyKey {
    type Err = InvalidIdempotencyKey;

    fn from_str(text: &str) -> Result<Self, InvalidIdempotencyKey> {
        let fits = (1..=255).contains(&text.chars().count()) && !text.contains(char::is_control);
        fits.then(|| Self(text.to_owned()))
            .ok_or(InvalidIdempotencyKey)
    }
}

/// An answer to remember, written with what it answers for.
#[derive(Clone)]
pub struct Remember {
    /// The request's name.
    pub key: IdempotencyKey,
    /// The digest of the request: of everything in it that makes it another request.
    pub request: Digest,
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
    /// The digest of the request that it was given to. Another request under the same key
    /// is a mistake of the caller's.
    pub request: Digest,
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

/// Why an answer was not remembered.
#[derive(Clone, Debug, thiserror::Error)]
pub enum RememberError {
    /// There is no such merchant.
    #[error("no such merchant")]
    NoSuchMerchant,
    /// The key has an answer already.
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
    /// The answer that was given to this request before.
    pub async fn idempotency(
        &self,
        merchant: &MerchantId,
        key: &IdempotencyKey,
    ) -> Result<Option<Remembered>, StoreError> {
        let row: Option<(Vec<u8>, i64, Vec<u8>)> = sqlx::query_as(
            "SELECT request_digest, status, body FROM idempotency
             WHERE merchant = $1 AND key = $2",
        )
        .bind(merchant.as_str())
        .bind(key.as_str())
        .fetch_optional(self.readers())
        .await?;
        row.map(|(request, status, body)| {
            let request: [u8; 32] = request
                .try_into()
                .map_err(|_| StoreError::corrupt("idempotency", "request_digest"))?;
            Ok(Remembered {
                request: request.into(),
                status: u16::try_from(status)
                    .map_err(|_| StoreError::corrupt("idempotency", "status"))?,
                body,
            })
        })
        .transpose()
    }

    /// Remembers an answer that changed nothing else, such as a refusal.
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

    /// Forgets the answers that were given before that moment, and says how many. They are
    /// to be kept for at least 31 days.
    pub async fn forget_before(&self, moment: Timestamp) -> Result<u64, StoreError> {
        self.write(Forget(moment)).await
    }
}

pub(crate) async fn insert(
    db: &mut Connection,
    merchant: &MerchantId,
    answer: &Remember,
) -> Result<(), RememberError> {
    let Remember {
        key,
        request,
        status,
        body,
        answered_at,
    } = answer;
    let done = sqlx::query(
        "INSERT INTO idempotency (merchant, key, request_digest, status, body, answered_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (merchant, key) DO NOTHING",
    )
    .bind(merchant.as_str())
    .bind(key.as_str())
    .bind(request.as_sql())
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
        let done = sqlx::query("DELETE FROM idempotency WHERE answered_at < $1")
            .bind(self.0.as_micros())
            .execute(db)
            .await?;
        Ok(done.rows_affected())
    }
}
