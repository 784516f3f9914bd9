use std::{fmt, sync::Arc, time::Duration};

use payment::{EndpointId, MerchantId, Timestamp};
use secrecy::{ExposeSecret, SecretBox};

use crate::{
    AnswerError, NewAudit, Remember, Store, StoreError,
    database::Connection,
    idempotency::Answered,
    people::Noted,
    seal::{SealPlace, Sealed},
    sealing::Sealing,
    writer::Write,
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

/// What the secrets of an endpoint are bound to when they are sealed.
pub(crate) fn secret_place(endpoint: &EndpointId) -> SealPlace<'_> {
    SealPlace {
        what: "endpoint",
        owner: endpoint.as_str(),
        which: "signing",
    }
}

/// A secret as it is written down.
pub(super) struct Written {
    secret: EndpointSecret,
    sealed: Option<Sealed>,
}

impl Written {
    /// Sealed, where there is something to seal with.
    pub(super) fn of(sealing: &Sealing, endpoint: &EndpointId, secret: EndpointSecret) -> Self {
        let both: SecretBox<[u8]> = [*secret.hmac_key(), *secret.seed()].concat().into();
        Self {
            sealed: sealing.seal(secret_place(endpoint), both.expose_secret()),
            secret,
        }
    }
}

/// What deliveries to an endpoint are signed with at some moment.
#[derive(Clone, Debug)]
pub enum Signing {
    /// With these, newest first.
    By(Vec<EndpointSecret>),
    /// With nothing until the sealing key is back or the secret is rotated: the newest, which
    /// the merchant may know as the only one, stays closed.
    Closed,
    /// There is no such endpoint.
    Gone,
}

#[derive(sqlx::FromRow)]
struct Row {
    hmac_key: Vec<u8>,
    seed: Vec<u8>,
    sealed: Option<Vec<u8>>,
}

impl Row {
    /// None, where the seal stays closed.
    fn read(
        self,
        sealing: &Sealing,
        endpoint: &EndpointId,
    ) -> Result<Option<EndpointSecret>, StoreError> {
        let corrupt = |column| StoreError::corrupt("endpoint_secret", column);
        let Some(sealed) = self.sealed else {
            return Ok(Some(EndpointSecret::new(
                self.hmac_key.try_into().map_err(|_| corrupt("hmac_key"))?,
                self.seed.try_into().map_err(|_| corrupt("seed"))?,
            )));
        };
        let sealed = Sealed::from_bytes(sealed);
        let Some(both) = sealing.open_or_tell(secret_place(endpoint), &sealed) else {
            return Ok(None);
        };
        let (hmac_key, rest) = both
            .expose_secret()
            .split_first_chunk()
            .ok_or(corrupt("sealed"))?;
        let seed = rest.try_into().map_err(|_| corrupt("sealed"))?;
        Ok(Some(EndpointSecret::new(*hmac_key, seed)))
    }
}

impl Store {
    /// What is signed with at that moment, newest first. None for an endpoint that is not
    /// there, and none where the newest stays closed.
    pub async fn endpoint_secrets(
        &self,
        endpoint: &EndpointId,
        now: Timestamp,
    ) -> Result<Vec<EndpointSecret>, StoreError> {
        Ok(match self.signing(endpoint, now).await? {
            Signing::By(secrets) => secrets,
            Signing::Closed | Signing::Gone => Vec::new(),
        })
    }

    /// The same, and why there is nothing where there is nothing. An older secret whose seal
    /// cannot be opened is left out; that it stays closed is logged.
    pub async fn signing(
        &self,
        endpoint: &EndpointId,
        now: Timestamp,
    ) -> Result<Signing, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT hmac_key, seed, sealed FROM endpoint_secret
             WHERE endpoint = $1 AND (expires_at IS NULL OR expires_at > $2)
             ORDER BY number DESC",
        )
        .bind(endpoint.as_str())
        .bind(now.as_micros())
        .fetch_all(self.readers())
        .await?;
        let mut rows = rows.into_iter();
        let Some(newest) = rows.next() else {
            return Ok(Signing::Gone);
        };
        let Some(newest) = newest.read(self.sealing(), endpoint)? else {
            return Ok(Signing::Closed);
        };
        let mut secrets = vec![newest];
        for row in rows {
            secrets.extend(row.read(self.sealing(), endpoint)?);
        }
        Ok(Signing::By(secrets))
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
                secret: Written::of(self.sealing(), endpoint, secret),
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
            secret: Written::of(self.sealing(), endpoint, secret),
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
    written: &Written,
) -> Result<(), sqlx::Error> {
    let Written { secret, sealed } = written;
    let (hmac_key, seed): (&[u8], &[u8]) = match sealed {
        Some(_) => (&[], &[]),
        None => (secret.hmac_key(), secret.seed()),
    };
    sqlx::query(
        "INSERT INTO endpoint_secret (endpoint, number, hmac_key, seed, sealed)
         VALUES ($1, COALESCE((SELECT MAX(number) FROM endpoint_secret WHERE endpoint = $1), 0) + 1, $2, $3, $4)",
    )
    .bind(endpoint.as_str())
    .bind(hmac_key)
    .bind(seed)
    .bind(sealed.as_ref().map(Sealed::as_bytes))
    .execute(db)
    .await?;
    Ok(())
}

struct Rotate {
    endpoint: EndpointId,
    secret: Written,
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
