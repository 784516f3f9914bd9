use std::time::Duration;

use payment::{KeyId, MerchantId, Timestamp};

use super::{KeyError, MAX_KEYS, NewKey};
use crate::{
    AnswerError, NewAudit, Remember, Store, StoreError, database::Connection,
    idempotency::Answered, merchant::take_turn, people::Noted, writer::Write,
};

/// How exactly it is known when a key was used last: a key that is used without a pause is
/// written down once in this time.
pub const KEY_USE_KNOWN_WITHIN: Duration = Duration::from_secs(60);

impl Store {
    /// Makes an API key.
    pub async fn create_key(&self, new: NewKey) -> Result<(), KeyError> {
        self.write(Create(new)).await
    }

    /// The same, with the answer to whoever asked for it.
    pub async fn create_key_and_answer(
        &self,
        new: NewKey,
        answer: Option<Remember>,
    ) -> Result<(), AnswerError<KeyError>> {
        self.write(Answered {
            merchant: new.merchant.clone(),
            write: Create(new),
            answer,
            is_done: |()| true,
        })
        .await
    }

    /// The same, with what the audit log says of it.
    pub async fn create_key_and_note(&self, new: NewKey, note: NewAudit) -> Result<(), KeyError> {
        self.write(Noted::always(Create(new), vec![note])).await
    }

    /// Ends a key. Whether there was such a key to end: a key is revoked once.
    pub async fn revoke_key(&self, id: &KeyId, at: Timestamp) -> Result<bool, StoreError> {
        self.write(Revoke { id: id.clone(), at }).await
    }

    /// The same, with the answer to whoever asked for it, also where it was ended before.
    pub async fn revoke_key_and_answer(
        &self,
        merchant: &MerchantId,
        id: &KeyId,
        at: Timestamp,
        answer: Option<Remember>,
    ) -> Result<bool, AnswerError<StoreError>> {
        self.write(Answered {
            write: Revoke { id: id.clone(), at },
            merchant: merchant.clone(),
            answer,
            is_done: |_| true,
        })
        .await
    }

    /// The same, with what the audit log says of it.
    pub async fn revoke_key_and_note(
        &self,
        id: &KeyId,
        at: Timestamp,
        note: NewAudit,
    ) -> Result<bool, StoreError> {
        let write = Revoke { id: id.clone(), at };
        self.write(Noted::when(|done| *done, write, vec![note]))
            .await
    }

    /// Notes that a key was used, unless that is known to within
    /// [`KEY_USE_KNOWN_WITHIN`] already.
    pub async fn note_key_use(&self, id: &KeyId, at: Timestamp) -> Result<(), StoreError> {
        self.write(NoteUse { id: id.clone(), at }).await
    }
}

struct Create(NewKey);

impl Write for Create {
    type Output = ();
    type Error = KeyError;

    async fn write(&self, db: &mut Connection) -> Result<(), KeyError> {
        let NewKey {
            id,
            merchant,
            digest,
            hint,
            mode,
            scope,
            created_at,
        } = &self.0;
        // One after the other, so that none is made past the limit.
        take_turn(&mut *db, merchant).await?;
        let count: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM api_key
             WHERE merchant = $1 AND mode = $2 AND revoked_at IS NULL",
        )
        .bind(merchant.as_str())
        .bind(mode.as_str())
        .fetch_one(&mut *db)
        .await?;
        if count >= i64::from(MAX_KEYS) {
            return Err(KeyError::TooMany);
        }
        let done = sqlx::query(
            "INSERT INTO api_key (id, merchant, digest, hint, mode, scope, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT DO NOTHING",
        )
        .bind(id.as_str())
        .bind(merchant.as_str())
        .bind(digest.as_sql())
        .bind(hint.as_str())
        .bind(mode.as_str())
        .bind(scope.as_str())
        .bind(created_at.as_micros())
        .execute(db)
        .await?;
        if done.rows_affected() == 0 {
            return Err(KeyError::Taken);
        }
        Ok(())
    }
}

struct Revoke {
    id: KeyId,
    at: Timestamp,
}

impl Write for Revoke {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let done =
            sqlx::query("UPDATE api_key SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL")
                .bind(self.id.as_str())
                .bind(self.at.as_micros())
                .execute(db)
                .await?;
        Ok(done.rows_affected() == 1)
    }
}

struct NoteUse {
    id: KeyId,
    at: Timestamp,
}

impl Write for NoteUse {
    type Output = ();
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<(), StoreError> {
        let known = self.at.minus(KEY_USE_KNOWN_WITHIN);
        sqlx::query(
            "UPDATE api_key SET used_at = $2
             WHERE id = $1 AND (used_at IS NULL OR used_at <= $3)",
        )
        .bind(self.id.as_str())
        .bind(self.at.as_micros())
        .bind(known.as_micros())
        .execute(db)
        .await?;
        Ok(())
    }
}
