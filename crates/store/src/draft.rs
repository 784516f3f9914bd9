//! What was typed into a page's form that led nowhere yet. Nobody can read it who has the
//! database alone: it comes sealed, and only the digest of its key is kept beside it.

use std::fmt;

use payment::{CheckoutId, Timestamp};

use crate::{Digest, Store, StoreError, database::Connection, writer::Write};

/// How many are kept of one checkout: whoever sends a form again and again fills no disk.
const MOST: i64 = 16;

/// A form to be kept for the page that answers it.
pub struct NewDraft {
    /// The digest of the key that opens it.
    pub digest: Digest,
    /// Whose page.
    pub checkout: CheckoutId,
    /// What was typed, sealed.
    pub sealed: Vec<u8>,
    /// When it was typed.
    pub kept_at: Timestamp,
}

/// Personal: never prints itself.
impl fmt::Debug for NewDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewDraft")
            .field("checkout", &self.checkout)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Keeps a form, in the place of the oldest where its checkout has sixteen.
    pub async fn keep_draft(&self, new: NewDraft) -> Result<(), StoreError> {
        self.write(Keep(new)).await
    }

    /// A form of that checkout's page, sealed, that was typed at that moment or later.
    pub async fn draft(
        &self,
        digest: Digest,
        checkout: &CheckoutId,
        since: Timestamp,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let sealed = sqlx::query_scalar(
            "SELECT sealed FROM draft WHERE digest = $1 AND checkout = $2 AND kept_at >= $3",
        )
        .bind(digest.as_sql())
        .bind(checkout.as_str())
        .bind(since.as_micros())
        .fetch_optional(self.readers())
        .await?;
        Ok(sealed)
    }

    /// Forgets the forms that were typed before that moment, and says how many.
    pub async fn forget_drafts(&self, moment: Timestamp) -> Result<u64, StoreError> {
        self.write(Forget(moment)).await
    }
}

struct Keep(NewDraft);

impl Write for Keep {
    type Output = ();
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<(), StoreError> {
        let Self(new) = self;
        sqlx::query(
            "DELETE FROM draft WHERE checkout = $1 AND kept_at <=
               (SELECT kept_at FROM draft WHERE checkout = $1
                ORDER BY kept_at DESC LIMIT 1 OFFSET $2)",
        )
        .bind(new.checkout.as_str())
        .bind(MOST - 1)
        .execute(&mut *db)
        .await?;
        sqlx::query(
            "INSERT INTO draft (digest, checkout, sealed, kept_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (digest) DO NOTHING",
        )
        .bind(new.digest.as_sql())
        .bind(new.checkout.as_str())
        .bind(new.sealed.as_slice())
        .bind(new.kept_at.as_micros())
        .execute(db)
        .await?;
        Ok(())
    }
}

struct Forget(Timestamp);

impl Write for Forget {
    type Output = u64;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<u64, StoreError> {
        let done = sqlx::query("DELETE FROM draft WHERE kept_at < $1")
            .bind(self.0.as_micros())
            .execute(db)
            .await?;
        Ok(done.rows_affected())
    }
}
