//! What receipts are signed with: one key that signs, and the public halves of all before it.

use payment::Timestamp;
use secrecy::{ExposeSecret as _, SecretSlice};

use crate::{
    Store, StoreError,
    database::Connection,
    seal::{SealPlace, Sealed},
    writer::Write,
};

/// A key to sign with.
#[derive(Debug)]
pub struct NewReceiptKey {
    /// What codes call it by.
    pub id: String,
    /// The half that everybody may know.
    pub public: [u8; 32],
    /// The half that signs.
    pub seed: SecretSlice<u8>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// The key that signs.
#[derive(Debug)]
pub struct ReceiptSigner {
    /// What codes call it by.
    pub id: String,
    /// The half that signs; `None` where its seal does not open.
    pub seed: Option<SecretSlice<u8>>,
}

/// A key as everybody may know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptKeyRow {
    /// What codes call it by.
    pub id: String,
    /// Its 32 bytes.
    pub public: Vec<u8>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Since when it signs no more.
    pub retired_at: Option<Timestamp>,
    /// Since when nothing is proved by it, whenever it was signed.
    pub revoked_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    public: Vec<u8>,
    created_at: i64,
    retired_at: Option<i64>,
    revoked_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
pub(crate) struct SecretRow {
    pub(crate) id: String,
    pub(crate) seed: Option<Vec<u8>>,
    pub(crate) sealed: Option<Vec<u8>>,
}

/// What a receipt key is bound to when it is sealed.
pub(crate) const fn receipt_place(id: &str) -> SealPlace<'_> {
    SealPlace {
        what: "receipt_key",
        owner: id,
        which: "seed",
    }
}

impl Store {
    /// The key that signs, once there is one.
    pub async fn receipt_signer(&self) -> Result<Option<ReceiptSigner>, StoreError> {
        let Some(row) = self.receipt_secret().await? else {
            return Ok(None);
        };
        let seed = match (row.seed, row.sealed) {
            (Some(seed), _) => Some(seed.into()),
            (None, Some(sealed)) => {
                let sealed = Sealed::from_bytes(sealed);
                self.sealing().open_or_tell(receipt_place(&row.id), &sealed)
            }
            (None, None) => return Err(StoreError::corrupt("receipt_key", "seed")),
        };
        Ok(Some(ReceiptSigner { id: row.id, seed }))
    }

    pub(crate) async fn receipt_secret(&self) -> Result<Option<SecretRow>, StoreError> {
        let row = sqlx::query_as("SELECT id, seed, sealed FROM receipt_key WHERE signs = 1")
            .fetch_optional(self.readers())
            .await?;
        Ok(row)
    }

    /// Every key that there ever was, newest first.
    pub async fn receipt_keys(&self) -> Result<Vec<ReceiptKeyRow>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT id, public, created_at, retired_at, revoked_at FROM receipt_key
             ORDER BY retired_at IS NULL DESC, created_at DESC, id",
        )
        .fetch_all(self.readers())
        .await?;
        let read = |row: Row| ReceiptKeyRow {
            id: row.id,
            public: row.public,
            created_at: Timestamp::from_micros(row.created_at),
            retired_at: row.retired_at.map(Timestamp::from_micros),
            revoked_at: row.revoked_at.map(Timestamp::from_micros),
        };
        Ok(rows.into_iter().map(read).collect())
    }

    /// Has this key sign, unless one does already: of several servers that start at once, one
    /// brings it. Answers whether it is this one.
    pub async fn begin_receipt_key(&self, new: NewReceiptKey) -> Result<bool, StoreError> {
        self.keep_receipt_key(new, None).await
    }

    /// Has this key sign in the place of the one before, whose secret half is forgotten.
    pub async fn rotate_receipt_key(&self, new: NewReceiptKey) -> Result<(), StoreError> {
        let at = new.created_at;
        self.keep_receipt_key(new, Some(at)).await?;
        Ok(())
    }

    /// Has nothing proved any more by the key of that name; `new` signs in its place where it is
    /// the one that signs. Says whether there was such a key that was not revoked.
    pub async fn revoke_receipt_key(
        &self,
        id: &str,
        new: NewReceiptKey,
    ) -> Result<bool, StoreError> {
        let keep = self.keep(new, None);
        let id = id.to_owned();
        self.write(Revoke { id, keep }).await
    }

    async fn keep_receipt_key(
        &self,
        new: NewReceiptKey,
        retire_at: Option<Timestamp>,
    ) -> Result<bool, StoreError> {
        self.write(self.keep(new, retire_at)).await
    }

    fn keep(&self, new: NewReceiptKey, retire_at: Option<Timestamp>) -> Keep {
        let place = receipt_place(&new.id);
        let sealed = self.sealing().seal(place, new.seed.expose_secret());
        Keep {
            new,
            sealed,
            retire_at,
        }
    }
}

struct Revoke {
    id: String,
    /// What signs in its place, where it signs.
    keep: Keep,
}

impl Write for Revoke {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let now = self.keep.new.created_at.as_micros();
        let row: Option<(Option<i64>,)> = sqlx::query_as(
            "UPDATE receipt_key SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL
             RETURNING signs",
        )
        .bind(&self.id)
        .bind(now)
        .fetch_optional(&mut *db)
        .await?;
        let Some((signs,)) = row else {
            return Ok(false);
        };
        if signs.is_some() {
            sqlx::query(
                "UPDATE receipt_key
                 SET signs = NULL, seed = NULL, sealed = NULL, retired_at = $2
                 WHERE id = $1",
            )
            .bind(&self.id)
            .bind(now)
            .execute(&mut *db)
            .await?;
            self.keep.write(db).await?;
        }
        Ok(true)
    }
}

struct Keep {
    new: NewReceiptKey,
    sealed: Option<Sealed>,
    retire_at: Option<Timestamp>,
}

impl Write for Keep {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        if let Some(at) = self.retire_at {
            sqlx::query(
                "UPDATE receipt_key
                 SET signs = NULL, seed = NULL, sealed = NULL, retired_at = $1
                 WHERE signs = 1",
            )
            .bind(at.as_micros())
            .execute(&mut *db)
            .await?;
        }
        let clear = match &self.sealed {
            Some(_) => None,
            None => Some(self.new.seed.expose_secret()),
        };
        let done = sqlx::query(
            "INSERT INTO receipt_key (id, public, seed, sealed, signs, created_at)
             VALUES ($1, $2, $3, $4, 1, $5)
             ON CONFLICT DO NOTHING",
        )
        .bind(&self.new.id)
        .bind(self.new.public.as_slice())
        .bind(clear)
        .bind(self.sealed.as_ref().map(Sealed::as_bytes))
        .bind(self.new.created_at.as_micros())
        .execute(db)
        .await?;
        Ok(done.rows_affected() == 1)
    }
}
