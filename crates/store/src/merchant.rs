use std::fmt;

use payment::{MerchantId, Timestamp};
use secrecy::{ExposeSecret, SecretString};

use crate::{Store, StoreError, database::Connection, writer::Write};

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
    /// What the provider signs its notifications for this merchant with.
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
    created_at: i64,
}

impl Row {
    fn read(self) -> Result<Merchant, StoreError> {
        Ok(Merchant {
            id: self
                .id
                .parse()
                .map_err(|_| StoreError::corrupt("merchant", "id"))?,
            name: self.name,
            brand: self.brand,
            webhook_secret: self.webhook_secret.map(SecretString::from),
            created_at: Timestamp::from_micros(self.created_at),
        })
    }
}

impl Store {
    /// Makes a merchant.
    pub async fn create_merchant(&self, new: NewMerchant) -> Result<(), MerchantError> {
        self.write(Create(new)).await
    }

    /// The merchant of that id.
    pub async fn merchant(&self, id: &MerchantId) -> Result<Option<Merchant>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "SELECT id, name, brand, webhook_secret, created_at FROM merchant WHERE id = $1",
        )
        .bind(id.as_str())
        .fetch_optional(self.readers())
        .await?;
        row.map(Row::read).transpose()
    }

    /// Every merchant, oldest first.
    pub async fn merchants(&self) -> Result<Vec<Merchant>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT id, name, brand, webhook_secret, created_at FROM merchant
             ORDER BY created_at, id",
        )
        .fetch_all(self.readers())
        .await?;
        rows.into_iter().map(Row::read).collect()
    }
}

struct Create(NewMerchant);

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
        } = &self.0;
        let done = sqlx::query(
            "INSERT INTO merchant (id, name, brand, webhook_secret, created_at)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (id) DO NOTHING",
        )
        .bind(id.as_str())
        .bind(name)
        .bind(brand)
        .bind(webhook_secret.as_ref().map(ExposeSecret::expose_secret))
        .bind(created_at.as_micros())
        .execute(db)
        .await?;
        if done.rows_affected() == 0 {
            return Err(MerchantError::Taken);
        }
        Ok(())
    }
}
