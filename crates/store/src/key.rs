use payment::{KeyId, MerchantId, Mode, Timestamp};

use crate::{
    Digest, Store, StoreError,
    database::{self, Connection},
    writer::Write,
};

/// The last four characters of a key: enough for its owner to tell it from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyHint(String);

impl KeyHint {
    /// The hint for this key.
    #[must_use]
    pub fn of(key: &str) -> Self {
        let from = key.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
        Self(key[from..].to_owned())
    }

    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An API key to be made. The key itself is shown once and kept nowhere.
#[derive(Clone, Debug)]
pub struct NewKey {
    /// Its public name.
    pub id: KeyId,
    /// Whose.
    pub merchant: MerchantId,
    /// The digest of the whole key.
    pub digest: Digest,
    /// What its owner tells it by.
    pub hint: KeyHint,
    /// What it acts on.
    pub mode: Mode,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Whom a key acts for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its public name.
    pub id: KeyId,
    /// Whose.
    pub merchant: MerchantId,
    /// What it acts on.
    pub mode: Mode,
}

/// A key in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedKey {
    /// Its public name.
    pub id: KeyId,
    /// What its owner tells it by.
    pub hint: KeyHint,
    /// What it acts on.
    pub mode: Mode,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

/// Why a key was not made.
#[derive(Clone, Debug, thiserror::Error)]
pub enum KeyError {
    /// There is no such merchant.
    #[error("no such merchant")]
    NoSuchMerchant,
    /// There is a key of that id, or that very key.
    #[error("the key is taken")]
    Taken,
    /// Any other reason.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for KeyError {
    fn from(error: sqlx::Error) -> Self {
        if database::is_orphan(&error) {
            return Self::NoSuchMerchant;
        }
        Self::Store(error.into())
    }
}

impl Store {
    /// Makes an API key.
    pub async fn create_key(&self, new: NewKey) -> Result<(), KeyError> {
        self.write(Create(new)).await
    }

    /// The key with that digest, unless it was revoked.
    pub async fn key_by_digest(&self, digest: &Digest) -> Result<Option<Key>, StoreError> {
        let row: Option<(String, String, String)> = sqlx::query_as(
            "SELECT id, merchant, mode FROM api_key WHERE digest = $1 AND revoked_at IS NULL",
        )
        .bind(digest.as_sql())
        .fetch_optional(self.readers())
        .await?;
        row.map(|(id, merchant, mode)| {
            Ok(Key {
                id: id
                    .parse()
                    .map_err(|_| StoreError::corrupt("api_key", "id"))?,
                merchant: merchant
                    .parse()
                    .map_err(|_| StoreError::corrupt("api_key", "merchant"))?,
                mode: mode
                    .parse()
                    .map_err(|_| StoreError::corrupt("api_key", "mode"))?,
            })
        })
        .transpose()
    }

    /// A merchant's keys, revoked ones too, oldest first.
    pub async fn keys(&self, merchant: &MerchantId) -> Result<Vec<ListedKey>, StoreError> {
        let rows: Vec<(String, String, String, i64, Option<i64>)> = sqlx::query_as(
            "SELECT id, hint, mode, created_at, revoked_at FROM api_key
             WHERE merchant = $1 ORDER BY created_at, id",
        )
        .bind(merchant.as_str())
        .fetch_all(self.readers())
        .await?;
        rows.into_iter()
            .map(|(id, hint, mode, created_at, revoked_at)| {
                Ok(ListedKey {
                    id: id
                        .parse()
                        .map_err(|_| StoreError::corrupt("api_key", "id"))?,
                    hint: KeyHint(hint),
                    mode: mode
                        .parse()
                        .map_err(|_| StoreError::corrupt("api_key", "mode"))?,
                    created_at: Timestamp::from_micros(created_at),
                    revoked_at: revoked_at.map(Timestamp::from_micros),
                })
            })
            .collect()
    }

    /// Ends a key. Whether there was such a key to end: a key is revoked once.
    pub async fn revoke_key(&self, id: &KeyId, at: Timestamp) -> Result<bool, StoreError> {
        self.write(Revoke { id: id.clone(), at }).await
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
            created_at,
        } = &self.0;
        let done = sqlx::query(
            "INSERT INTO api_key (id, merchant, digest, hint, mode, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT DO NOTHING",
        )
        .bind(id.as_str())
        .bind(merchant.as_str())
        .bind(digest.as_sql())
        .bind(hint.as_str())
        .bind(mode.as_str())
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
