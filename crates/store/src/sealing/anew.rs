use payment::{EndpointId, MerchantId, Timestamp};
use secrecy::{ExposeSecret as _, SecretSlice};

use super::Sealing;
use crate::{
    Store, StoreError,
    database::Connection,
    merchant::webhook_place,
    notification::secret_place,
    receipt_key::{SecretRow, receipt_place},
    seal::{SealError, SealPlace, Sealed, SealedWith},
    writer::Write,
};

/// How many are written in one transaction.
const BATCH: usize = 500;

/// Which secrets are sealed anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reseal {
    /// Those that are kept in the clear.
    Clear,
    /// Those, and those under the seal of an old key.
    ClearAndOld,
}

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Resealed {
    /// How many have another seal than before.
    pub sealed: u32,
    /// How many stay closed.
    pub closed: u32,
}

/// How the secrets that the store needs itself are kept: what deliveries and receipts are signed
/// with, and merchants' own webhook secrets. What is over is not among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecretsKept {
    /// In the clear.
    pub clear: u32,
    /// Under the seal of the current key.
    pub current: u32,
    /// Under the seal of an old key.
    pub old: u32,
    /// Under a seal that none of the keys opens: whose, one for each such secret.
    pub closed: Vec<SecretOwner>,
}

/// Whose secret it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretOwner {
    /// What deliveries to an endpoint are signed with.
    Endpoint {
        /// Which endpoint.
        id: EndpointId,
        /// Of which merchant.
        merchant: MerchantId,
    },
    /// What the provider signs with for that merchant.
    Merchant(MerchantId),
    /// What receipts are signed with: the key of that name.
    ReceiptKey(String),
}

/// Which secret it is.
#[derive(Clone, Debug)]
enum Owner {
    Endpoint {
        id: EndpointId,
        merchant: MerchantId,
        number: i64,
    },
    Merchant(MerchantId),
    ReceiptKey(String),
}

impl Owner {
    fn place(&self) -> SealPlace<'_> {
        match self {
            Self::Endpoint { id, .. } => secret_place(id),
            Self::Merchant(id) => webhook_place(id),
            Self::ReceiptKey(id) => receipt_place(id),
        }
    }

    fn named(self) -> SecretOwner {
        match self {
            Self::Endpoint {
                id,
                merchant,
                number: _,
            } => SecretOwner::Endpoint { id, merchant },
            Self::Merchant(id) => SecretOwner::Merchant(id),
            Self::ReceiptKey(id) => SecretOwner::ReceiptKey(id),
        }
    }
}

/// A secret as it is kept.
struct Kept {
    owner: Owner,
    value: Value,
}

enum Value {
    Clear(SecretSlice<u8>),
    Sealed(Sealed),
}

impl Kept {
    /// What is inside, and with which key it opened, where it is sealed.
    fn open(&self, by: &Sealing) -> Result<(SecretSlice<u8>, Option<SealedWith>), SealError> {
        match &self.value {
            Value::Clear(secret) => Ok((secret.clone(), None)),
            Value::Sealed(sealed) => {
                let (secret, with) = by.open(self.owner.place(), sealed)?;
                Ok((secret, Some(with)))
            }
        }
    }
}

#[derive(sqlx::FromRow)]
struct EndpointRow {
    endpoint: String,
    merchant: String,
    number: i64,
    hmac_key: Vec<u8>,
    seed: Vec<u8>,
    sealed: Option<Vec<u8>>,
}

#[derive(sqlx::FromRow)]
struct MerchantRow {
    id: String,
    webhook_secret: Option<String>,
    webhook_sealed: Option<Vec<u8>>,
}

impl EndpointRow {
    fn read(self) -> Result<Kept, StoreError> {
        let corrupt = |column| move |_| StoreError::corrupt("endpoint_secret", column);
        Ok(Kept {
            owner: Owner::Endpoint {
                id: self.endpoint.parse().map_err(corrupt("endpoint"))?,
                merchant: self.merchant.parse().map_err(corrupt("merchant"))?,
                number: self.number,
            },
            value: match self.sealed {
                Some(sealed) => Value::Sealed(Sealed::from_bytes(sealed)),
                None => Value::Clear([self.hmac_key, self.seed].concat().into()),
            },
        })
    }
}

impl MerchantRow {
    fn read(self) -> Result<Option<Kept>, StoreError> {
        let corrupt = |_| StoreError::corrupt("merchant", "id");
        let value = match (self.webhook_sealed, self.webhook_secret) {
            (Some(sealed), _) => Value::Sealed(Sealed::from_bytes(sealed)),
            (None, Some(secret)) => Value::Clear(secret.into_bytes().into()),
            (None, None) => return Ok(None),
        };
        Ok(Some(Kept {
            owner: Owner::Merchant(self.id.parse().map_err(corrupt)?),
            value,
        }))
    }
}

impl SecretRow {
    fn read(self) -> Result<Kept, StoreError> {
        let value = match (self.sealed, self.seed) {
            (Some(sealed), _) => Value::Sealed(Sealed::from_bytes(sealed)),
            (None, Some(seed)) => Value::Clear(seed.into()),
            (None, None) => return Err(StoreError::corrupt("receipt_key", "seed")),
        };
        Ok(Kept {
            owner: Owner::ReceiptKey(self.id),
            value,
        })
    }
}

impl Store {
    /// How the secrets are kept that the store needs itself.
    pub async fn secrets_kept(&self, now: Timestamp) -> Result<SecretsKept, StoreError> {
        let mut count = SecretsKept::default();
        for kept in self.kept(now).await? {
            let counted = match kept.open(self.sealing()) {
                Ok((_, None)) => &mut count.clear,
                Ok((_, Some(SealedWith::Current))) => &mut count.current,
                Ok((_, Some(SealedWith::Old))) => &mut count.old,
                Err(SealError::KeyMissing | SealError::Altered) => {
                    count.closed.push(kept.owner.named());
                    continue;
                }
            };
            *counted = counted.saturating_add(1);
        }
        Ok(count)
    }

    /// Seals secrets with the current key. Does nothing where there is none, and nothing the
    /// second time. One that is changed meanwhile is left as it then is: who changed it has sealed
    /// it. One that is over is thrown away.
    pub async fn reseal_secrets(
        &self,
        which: Reseal,
        now: Timestamp,
    ) -> Result<Resealed, StoreError> {
        self.forget_secrets(now).await?;
        let (mut done, mut batch) = (Resealed::default(), Vec::new());
        for kept in self.kept(now).await? {
            let secret = match kept.open(self.sealing()) {
                Ok((secret, None)) => secret,
                Ok((secret, Some(SealedWith::Old))) if which == Reseal::ClearAndOld => secret,
                Ok((_, Some(SealedWith::Old | SealedWith::Current))) => continue,
                Err(SealError::KeyMissing | SealError::Altered) => {
                    done.closed = done.closed.saturating_add(1);
                    continue;
                }
            };
            let place = kept.owner.place();
            let Some(sealed) = self.sealing().seal(place, secret.expose_secret()) else {
                continue;
            };
            batch.push((kept, sealed));
            if batch.len() == BATCH {
                let written = self.write(Anew(std::mem::take(&mut batch))).await?;
                done.sealed = done.sealed.saturating_add(written);
            }
        }
        if !batch.is_empty() {
            let written = self.write(Anew(batch)).await?;
            done.sealed = done.sealed.saturating_add(written);
        }
        Ok(done)
    }

    async fn kept(&self, now: Timestamp) -> Result<Vec<Kept>, StoreError> {
        let endpoints: Vec<EndpointRow> = sqlx::query_as(
            "SELECT endpoint, merchant, number, hmac_key, seed, sealed
             FROM endpoint_secret JOIN endpoint ON endpoint.id = endpoint_secret.endpoint
             WHERE expires_at IS NULL OR expires_at > $1
             ORDER BY endpoint, number",
        )
        .bind(now.as_micros())
        .fetch_all(self.readers())
        .await?;
        let merchants: Vec<MerchantRow> = sqlx::query_as(
            "SELECT id, webhook_secret, webhook_sealed FROM merchant
             WHERE webhook_secret IS NOT NULL OR webhook_sealed IS NOT NULL
             ORDER BY id",
        )
        .fetch_all(self.readers())
        .await?;
        let merchants = merchants
            .into_iter()
            .filter_map(|row| row.read().transpose());
        let endpoints = endpoints.into_iter().map(EndpointRow::read);
        let receipts = self.receipt_secret().await?.map(SecretRow::read);
        endpoints.chain(merchants).chain(receipts).collect()
    }
}

struct Anew(Vec<(Kept, Sealed)>);

impl Write for Anew {
    type Output = u32;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<u32, StoreError> {
        let mut count = 0_u32;
        for (kept, sealed) in &self.0 {
            let changed = match &kept.owner {
                Owner::Endpoint { id, number, .. } => {
                    endpoint(db, id, *number, &kept.value, sealed).await?
                }
                Owner::Merchant(id) => merchant(db, id, &kept.value, sealed).await?,
                Owner::ReceiptKey(id) => receipt_key(db, id, &kept.value, sealed).await?,
            };
            count = count.saturating_add(u32::from(changed));
        }
        Ok(count)
    }
}

/// Whether it still was what it had been. Its secret never changes: only its seal does.
async fn endpoint(
    db: &mut Connection,
    id: &EndpointId,
    number: i64,
    before: &Value,
    sealed: &Sealed,
) -> Result<bool, sqlx::Error> {
    let update = match before {
        Value::Clear(_) => sqlx::query(
            "UPDATE endpoint_secret SET hmac_key = $4, seed = $4, sealed = $3
             WHERE endpoint = $1 AND number = $2 AND sealed IS NULL",
        )
        .bind(id.as_str())
        .bind(number)
        .bind(sealed.as_bytes())
        .bind([0_u8; 0].as_slice()),
        Value::Sealed(before) => sqlx::query(
            "UPDATE endpoint_secret SET sealed = $3
             WHERE endpoint = $1 AND number = $2 AND sealed = $4",
        )
        .bind(id.as_str())
        .bind(number)
        .bind(sealed.as_bytes())
        .bind(before.as_bytes()),
    };
    Ok(update.execute(db).await?.rows_affected() == 1)
}

async fn merchant(
    db: &mut Connection,
    id: &MerchantId,
    before: &Value,
    sealed: &Sealed,
) -> Result<bool, sqlx::Error> {
    let update = match before {
        Value::Clear(_) => sqlx::query(
            "UPDATE merchant SET webhook_secret = NULL, webhook_sealed = $2
             WHERE id = $1 AND webhook_sealed IS NULL",
        )
        .bind(id.as_str())
        .bind(sealed.as_bytes()),
        Value::Sealed(before) => sqlx::query(
            "UPDATE merchant SET webhook_sealed = $2 WHERE id = $1 AND webhook_sealed = $3",
        )
        .bind(id.as_str())
        .bind(sealed.as_bytes())
        .bind(before.as_bytes()),
    };
    Ok(update.execute(db).await?.rows_affected() == 1)
}

async fn receipt_key(
    db: &mut Connection,
    id: &str,
    before: &Value,
    sealed: &Sealed,
) -> Result<bool, sqlx::Error> {
    let update = match before {
        Value::Clear(_) => sqlx::query(
            "UPDATE receipt_key SET seed = NULL, sealed = $2
             WHERE id = $1 AND signs = 1 AND sealed IS NULL",
        )
        .bind(id)
        .bind(sealed.as_bytes()),
        Value::Sealed(before) => sqlx::query(
            "UPDATE receipt_key SET sealed = $2 WHERE id = $1 AND signs = 1 AND sealed = $3",
        )
        .bind(id)
        .bind(sealed.as_bytes())
        .bind(before.as_bytes()),
    };
    Ok(update.execute(db).await?.rows_affected() == 1)
}
