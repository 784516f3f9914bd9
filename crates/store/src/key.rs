//! API keys: what the store knows a key by, and what a key may do. The key itself it never has.

mod scope;
mod write;

use payment::{KeyId, MerchantId, Mode, Timestamp};

pub use self::{
    scope::{Scope, UnknownScope},
    write::KEY_USE_KNOWN_WITHIN,
};
use crate::{Digest, Store, StoreError, database};

/// The most keys that a merchant can have in one mode, revoked ones not counted.
pub const MAX_KEYS: u32 = 100;

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
    /// What it may do.
    pub scope: Scope,
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
    /// What it may do.
    pub scope: Scope,
    /// When it was used last, give or take [`KEY_USE_KNOWN_WITHIN`].
    pub used_at: Option<Timestamp>,
}

/// A key in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedKey {
    /// Its public name.
    pub id: KeyId,
    /// Whose.
    pub merchant: MerchantId,
    /// What its owner tells it by.
    pub hint: KeyHint,
    /// What it acts on.
    pub mode: Mode,
    /// What it may do.
    pub scope: Scope,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was used last, give or take [`KEY_USE_KNOWN_WITHIN`].
    pub used_at: Option<Timestamp>,
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
    /// The merchant has [`MAX_KEYS`] already.
    #[error("the merchant has {MAX_KEYS} keys in that mode, and can have no more")]
    TooMany,
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

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    merchant: String,
    hint: String,
    mode: String,
    scope: String,
    created_at: i64,
    used_at: Option<i64>,
    revoked_at: Option<i64>,
}

impl Row {
    fn read(self) -> Result<ListedKey, StoreError> {
        let corrupt = |column| move || StoreError::corrupt("api_key", column);
        Ok(ListedKey {
            id: self.id.parse().ok().ok_or_else(corrupt("id"))?,
            merchant: self.merchant.parse().ok().ok_or_else(corrupt("merchant"))?,
            hint: KeyHint(self.hint),
            mode: self.mode.parse().ok().ok_or_else(corrupt("mode"))?,
            scope: self.scope.parse().ok().ok_or_else(corrupt("scope"))?,
            created_at: Timestamp::from_micros(self.created_at),
            used_at: self.used_at.map(Timestamp::from_micros),
            revoked_at: self.revoked_at.map(Timestamp::from_micros),
        })
    }
}

/// A key as lists show it.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, merchant, hint, mode, scope, created_at, used_at, revoked_at
             FROM api_key WHERE ",
            $rest
        )
    };
}

impl Store {
    /// The key with that digest, unless it was revoked.
    pub async fn key_by_digest(&self, digest: &Digest) -> Result<Option<Key>, StoreError> {
        let row: Option<Row> = sqlx::query_as(select!("digest = $1 AND revoked_at IS NULL"))
            .bind(digest.as_sql())
            .fetch_optional(self.readers())
            .await?;
        let key = row.map(Row::read).transpose()?;
        Ok(key.map(|key| Key {
            id: key.id,
            merchant: key.merchant,
            mode: key.mode,
            scope: key.scope,
            used_at: key.used_at,
        }))
    }

    /// The key of that name, revoked or not.
    pub async fn key(&self, id: &KeyId) -> Result<Option<ListedKey>, StoreError> {
        let row: Option<Row> = sqlx::query_as(select!("id = $1"))
            .bind(id.as_str())
            .fetch_optional(self.readers())
            .await?;
        row.map(Row::read).transpose()
    }

    /// A merchant's keys, revoked ones too, oldest first.
    pub async fn keys(&self, merchant: &MerchantId) -> Result<Vec<ListedKey>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(select!("merchant = $1 ORDER BY created_at, id"))
            .bind(merchant.as_str())
            .fetch_all(self.readers())
            .await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// Whether a merchant has a key of that mode that was not revoked.
    pub async fn has_key(&self, merchant: &MerchantId, mode: Mode) -> Result<bool, StoreError> {
        let found: Option<String> = sqlx::query_scalar(
            "SELECT id FROM api_key WHERE merchant = $1 AND mode = $2 AND revoked_at IS NULL LIMIT 1",
        )
        .bind(merchant.as_str())
        .bind(mode.as_str())
        .fetch_optional(self.readers())
        .await?;
        Ok(found.is_some())
    }

    /// A page of a merchant's keys of one mode, revoked ones too, newest first: those that
    /// were made before the key `after`, where one is given.
    pub async fn keys_page(
        &self,
        merchant: &MerchantId,
        mode: Mode,
        after: Option<&ListedKey>,
        limit: u32,
    ) -> Result<Vec<ListedKey>, StoreError> {
        let (at, id) = after.map_or((i64::MAX, ""), |key| {
            (key.created_at.as_micros(), key.id.as_str())
        });
        let rows: Vec<Row> = sqlx::query_as(select!(
            "merchant = $1 AND mode = $2 AND (created_at, id) < ($3, $4)
             ORDER BY created_at DESC, id DESC LIMIT $5"
        ))
        .bind(merchant.as_str())
        .bind(mode.as_str())
        .bind(at)
        .bind(id)
        .bind(i64::from(limit))
        .fetch_all(self.readers())
        .await?;
        rows.into_iter().map(Row::read).collect()
    }
}
