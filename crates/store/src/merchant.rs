mod webhook_secret;

use std::fmt;

use payment::{MerchantId, Timestamp};
use secrecy::{ExposeSecret, SecretString};

use crate::{
    Store, StoreError,
    database::{Connection, Engine},
    seal::{SealPlace, Sealed},
    sealing::Sealing,
    writer::Write,
};

macro_rules! turn {
    ($lock:literal) => {
        concat!("SELECT id FROM merchant WHERE id = $1 ", $lock)
    };
}

/// Waits, on PostgreSQL, until nobody else is at what a merchant has one after the other, and
/// keeps others waiting until all of this is written. On SQLite there is one writer anyway.
pub(crate) async fn take_turn(
    db: &mut Connection,
    merchant: &MerchantId,
) -> Result<(), sqlx::Error> {
    sqlx::query(match Engine::of(db) {
        Engine::Sqlite => turn!(""),
        Engine::Postgres => turn!("FOR NO KEY UPDATE"),
    })
    .bind(merchant.as_str())
    .execute(db)
    .await?;
    Ok(())
}

/// A merchant to be made.
#[derive(Clone, Debug)]
pub struct NewMerchant {
    /// Its id.
    pub id: MerchantId,
    /// What customers know it as.
    pub name: String,
    /// How its page looks: JSON that the store does not look into.
    pub brand: String,
    /// What the provider signs its notifications for this merchant with.
    pub webhook_secret: Option<SecretString>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A merchant.
#[derive(Clone)]
pub struct Merchant {
    /// Its id.
    pub id: MerchantId,
    /// What customers know it as.
    pub name: String,
    /// How its page looks: JSON that the store does not look into.
    pub brand: String,
    /// What the provider signs its notifications for this merchant with. None, too, where the
    /// seal that it is under cannot be opened.
    pub webhook_secret: Option<SecretString>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Without the secret, and without the name, which may be a person's.
impl fmt::Debug for Merchant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Merchant")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// Why a merchant was not made.
#[derive(Clone, Debug, thiserror::Error)]
pub enum MerchantError {
    /// There is a merchant of that id.
    #[error("the merchant's id is taken")]
    Taken,
    /// Any other reason.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for MerchantError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    name: String,
    brand: String,
    webhook_secret: Option<String>,
    webhook_sealed: Option<Vec<u8>>,
    created_at: i64,
}

/// What a merchant's own webhook secret is bound to when it is sealed.
pub(crate) fn webhook_place(id: &MerchantId) -> SealPlace<'_> {
    SealPlace {
        what: "merchant",
        owner: id.as_str(),
        which: "webhook_secret",
    }
}

impl Row {
    fn read(self, sealing: &Sealing) -> Result<Merchant, StoreError> {
        let corrupt = |column| StoreError::corrupt("merchant", column);
        let id: MerchantId = self.id.parse().map_err(|_| corrupt("id"))?;
        let opened = self.webhook_sealed.and_then(|sealed| {
            sealing.open_or_tell(webhook_place(&id), &Sealed::from_bytes(sealed))
        });
        let opened = opened
            .map(|secret| String::from_utf8(secret.expose_secret().to_vec()))
            .transpose()
            .map_err(|_| corrupt("webhook_sealed"))?;
        Ok(Merchant {
            name: self.name,
            brand: self.brand,
            webhook_secret: opened.or(self.webhook_secret).map(SecretString::from),
            id,
            created_at: Timestamp::from_micros(self.created_at),
        })
    }
}

impl Store {
    /// Makes a merchant.
    pub async fn create_merchant(&self, new: NewMerchant) -> Result<(), MerchantError> {
        let secret = new.webhook_secret.as_ref().map(ExposeSecret::expose_secret);
        let sealed = secret.and_then(|secret| {
            self.sealing()
                .seal(webhook_place(&new.id), secret.as_bytes())
        });
        self.write(Create { new, sealed }).await
    }

    /// The merchant of that id.
    pub async fn merchant(&self, id: &MerchantId) -> Result<Option<Merchant>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "SELECT id, name, brand, webhook_secret, webhook_sealed, created_at FROM merchant WHERE id = $1",
        )
        .bind(id.as_str())
        .fetch_optional(self.readers())
        .await?;
        row.map(|row| row.read(self.sealing())).transpose()
    }

    /// Every merchant, oldest first.
    pub async fn merchants(&self) -> Result<Vec<Merchant>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT id, name, brand, webhook_secret, webhook_sealed, created_at FROM merchant
             ORDER BY created_at, id",
        )
        .fetch_all(self.readers())
        .await?;
        rows.into_iter()
            .map(|row| row.read(self.sealing()))
            .collect()
    }
}

struct Create {
    new: NewMerchant,
    sealed: Option<Sealed>,
}

impl Write for Create {
    type Output = ();
    type Error = MerchantError;

    async fn write(&self, db: &mut Connection) -> Result<(), MerchantError> {
        let NewMerchant {
            id,
            name,
            brand,
            webhook_secret,
            created_at,
        } = &self.new;
        let clear = match &self.sealed {
            Some(_) => None,
            None => webhook_secret.as_ref().map(ExposeSecret::expose_secret),
        };
        let done = sqlx::query(
            "INSERT INTO merchant (id, name, brand, webhook_secret, webhook_sealed, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (id) DO NOTHING",
        )
        .bind(id.as_str())
        .bind(name)
        .bind(brand)
        .bind(clear)
        .bind(self.sealed.as_ref().map(Sealed::as_bytes))
        .bind(created_at.as_micros())
        .execute(db)
        .await?;
        if done.rows_affected() == 0 {
            return Err(MerchantError::Taken);
        }
        Ok(())
    }
}
