use std::{fmt, sync::Arc, time::Duration};

use payment::{EndpointId, MerchantId, Timestamp};
use secrecy::{ExposeSecret, SecretBox};

use crate::{
    AnswerError, NewAudit, Remember, Store, StoreError, database::Connection,
    idempotency::Answered, people::Noted, writer::Write,
};

/// What deliveries to one endpoint are signed with. It never prints itself.
#[derive(Clone)]
pub struct EndpointSecret {
    hmac_key: Arc<SecretBox<[u8; 32]>>,
    seed: Arc<SecretBox<[u8; 32]>>,
}

impl EndpointSecret {
    /// A secret made of random bytes: the key that both sides share, and the seed of the
    /// Ed25519 key whose public half the merchant is given.
    #[must_use]
    pub fn new(hmac_key: [u8; 32], seed: [u8; 32]) -> Self {
        Self {
            hmac_key: Arc::new(SecretBox::new(Box::new(hmac_key))),
            seed: Arc::new(SecretBox::new(Box::new(seed))),
        }
    }

    /// The key that both sides share.
    #[must_use]
    pub fn hmac_key(&self) -> &[u8; 32] {
        self.hmac_key.expose_secret()
    }

    /// The seed of the Ed25519 key.
    #[must_use]
    pub fn seed(&self) -> &[u8; 32] {
        self.seed.expose_secret()
    }
}

impl fmt::Debug for EndpointSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EndpointSecret(***)")
    }
}

impl Store {
    /// What is signed with at that moment, newest first. None for an endpoint that is not
    /// there.
    pub async fn endpoint_secrets(
        &self,
        endpoint: &EndpointId,
        now: Timestamp,
    ) -> Result<Vec<EndpointSecret>, StoreError> {
        let rows: Vec<(Vec<u8>, Vec<u8>)> = sqlx::query_as(
            "SELECT hmac_key, seed FROM endpoint_secret
             WHERE endpoint = $1 AND (expires_at IS NULL OR expires_at > $2)
             ORDER BY number DESC",
        )
        .bind(endpoint.as_str())
        .bind(now.as_micros())
        .fetch_all(self.readers())
        .await?;
        rows.into_iter()
            .map(|(hmac_key, seed)| {
                let corrupt = |column| move |_| StoreError::corrupt("endpoint_secret", column);
                Ok(EndpointSecret::new(
                    hmac_key.try_into().map_err(corrupt("hmac_key"))?,
                    seed.try_into().map_err(corrupt("seed"))?,
                ))
            })
            .collect()
    }

    /// Gives an endpoint another secret. The ones before it sign beside it for as long as
    /// `overlap`, or as they were to anyway. Answers whether there is such an endpoint.
    pub async fn rotate_secret(
        &self,
        merchant: &MerchantId,
        endpoint: &EndpointId,
        secret: EndpointSecret,
        overlap: Duration,
        now: Timestamp,
        answer: Option<Remember>,
    ) -> Result<bool, AnswerError<StoreError>> {
        self.write(Answered {
            write: Rotate {
                endpoint: endpoint.clone(),
                secret,
                until: now.plus(overlap),
                now,
            },
            merchant: merchant.clone(),
            answer,
            is_done: |found| *found,
        })
        .await
    }

    /// The same, with what the audit log says of it.
    pub async fn rotate_secret_and_note(
        &self,
        endpoint: &EndpointId,
        secret: EndpointSecret,
        overlap: Duration,
        now: Timestamp,
        note: NewAudit,
    ) -> Result<bool, StoreError> {
        let rotate = Rotate {
            endpoint: endpoint.clone(),
            secret,
            until: now.plus(overlap),
            now,
        };
        self.write(Noted::when(|found| *found, rotate, vec![note]))
            .await
    }
}

/// Gives an endpoint its newest secret.
pub(super) async fn insert(
    db: &mut Connection,
    endpoint: &EndpointId,
    secret: &EndpointSecret,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO endpoint_secret (endpoint, number, hmac_key, seed)
         VALUES ($1, COALESCE((SELECT MAX(number) FROM endpoint_secret WHERE endpoint = $1), 0) + 1, $2, $3)",
    )
    .bind(endpoint.as_str())
    .bind(secret.hmac_key().as_slice())
    .bind(secret.seed().as_slice())
    .execute(db)
    .await?;
    Ok(())
}

struct Rotate {
    endpoint: EndpointId,
    secret: EndpointSecret,
    until: Timestamp,
    now: Timestamp,
}

impl Write for Rotate {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        // Two rotations at once take their turns here.
        let found =
            sqlx::query("UPDATE endpoint SET url = url WHERE id = $1 AND deleted_at IS NULL")
                .bind(self.endpoint.as_str())
                .execute(&mut *db)
                .await?;
        if found.rows_affected() == 0 {
            return Ok(false);
        }
        sqlx::query(
            "UPDATE endpoint_secret SET expires_at = $2
             WHERE endpoint = $1 AND (expires_at IS NULL OR expires_at > $2)",
        )
        .bind(self.endpoint.as_str())
        .bind(self.until.as_micros())
        .execute(&mut *db)
        .await?;
        sqlx::query("DELETE FROM endpoint_secret WHERE endpoint = $1 AND expires_at <= $2")
            .bind(self.endpoint.as_str())
            .bind(self.now.as_micros())
            .execute(&mut *db)
            .await?;
        insert(db, &self.endpoint, &self.secret).await?;
        Ok(true)
    }
}
