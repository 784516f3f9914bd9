use std::fmt;

use payment::{EndpointId, MerchantId, Mode, Timestamp};

use super::super::{
    EndpointSecret, Kinds,
    secret::{self, Written},
};
use crate::{
    AnswerError, NewAudit, Remember, Store, StoreError,
    database::{self, Connection},
    idempotency::Answered,
    merchant::take_turn,
    people::Noted,
    writer::Write,
};

/// The most endpoints that a merchant can have in one mode.
pub const MAX_ENDPOINTS: u32 = 50;

/// An endpoint to be made.
#[derive(Clone)]
pub struct NewEndpoint {
    /// Its id.
    pub id: EndpointId,
    /// Whose.
    pub merchant: MerchantId,
    /// Of which checkouts it is told.
    pub mode: Mode,
    /// Where it is. The caller has seen to it that it may be asked.
    pub url: String,
    /// What its owner tells it by.
    pub description: String,
    /// What it wants to be told of.
    pub kinds: Kinds,
    /// What its deliveries are signed with.
    pub secret: EndpointSecret,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Without the address, which may hold a secret, and what its owner wrote beside it.
impl fmt::Debug for NewEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewEndpoint")
            .field("id", &self.id)
            .field("merchant", &self.merchant)
            .field("mode", &self.mode)
            .field("kinds", &self.kinds)
            .finish_non_exhaustive()
    }
}

/// Why an endpoint was not made.
#[derive(Clone, Debug, thiserror::Error)]
pub enum EndpointError {
    /// There is no such merchant.
    #[error("no such merchant")]
    NoSuchMerchant,
    /// There is an endpoint of that id.
    #[error("the endpoint's id is taken")]
    Taken,
    /// The merchant has [`MAX_ENDPOINTS`] already.
    #[error("the merchant has {MAX_ENDPOINTS} endpoints, and can have no more")]
    TooMany,
    /// Any other reason.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for EndpointError {
    fn from(error: sqlx::Error) -> Self {
        if database::is_orphan(&error) {
            return Self::NoSuchMerchant;
        }
        Self::Store(error.into())
    }
}

impl Store {
    /// Makes an endpoint. It is told of what happens from then on.
    pub async fn create_endpoint(&self, new: NewEndpoint) -> Result<(), EndpointError> {
        self.write(self.creation(new)).await
    }

    /// The same, with the answer to whoever asked for it.
    pub async fn create_endpoint_and_answer(
        &self,
        new: NewEndpoint,
        answer: Option<Remember>,
    ) -> Result<(), AnswerError<EndpointError>> {
        self.write(Answered {
            merchant: new.merchant.clone(),
            write: self.creation(new),
            answer,
            is_done: |()| true,
        })
        .await
    }

    /// The same, with what the audit log says of it.
    pub async fn create_endpoint_and_note(
        &self,
        new: NewEndpoint,
        note: NewAudit,
    ) -> Result<(), EndpointError> {
        self.write(Noted::always(self.creation(new), vec![note]))
            .await
    }

    fn creation(&self, new: NewEndpoint) -> Create {
        let secret = Written::of(self.sealing(), &new.id, new.secret.clone());
        Create { new, secret }
    }
}

struct Create {
    new: NewEndpoint,
    secret: Written,
}

impl Write for Create {
    type Output = ();
    type Error = EndpointError;

    async fn write(&self, db: &mut Connection) -> Result<(), EndpointError> {
        let NewEndpoint {
            id,
            merchant,
            mode,
            url,
            description,
            kinds,
            secret: _,
            created_at,
        } = &self.new;
        // One after the other, so that none is made past the limit.
        take_turn(&mut *db, merchant).await?;
        let count: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM endpoint
             WHERE merchant = $1 AND mode = $2 AND deleted_at IS NULL",
        )
        .bind(merchant.as_str())
        .bind(mode.as_str())
        .fetch_one(&mut *db)
        .await?;
        if count >= i64::from(MAX_ENDPOINTS) {
            return Err(EndpointError::TooMany);
        }
        let done = sqlx::query(
            "INSERT INTO endpoint (id, merchant, mode, url, description, kinds, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (id) DO NOTHING",
        )
        .bind(id.as_str())
        .bind(merchant.as_str())
        .bind(mode.as_str())
        .bind(url)
        .bind(description)
        .bind(kinds.to_sql())
        .bind(created_at.as_micros())
        .execute(&mut *db)
        .await?;
        if done.rows_affected() == 0 {
            return Err(EndpointError::Taken);
        }
        secret::insert(db, id, &self.secret).await?;
        Ok(())
    }
}
