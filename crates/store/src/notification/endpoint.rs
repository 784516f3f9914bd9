use payment::{EndpointId, MerchantId, Mode, Timestamp};

use super::{DisabledReason, EndpointSecret, Kinds, Standing, secret};
use crate::{
    Store, StoreError,
    change::News,
    database::{self, Connection, Engine},
    writer::Write,
};

/// The most endpoints that a merchant can have in one mode.
pub const MAX_ENDPOINTS: u32 = 50;

/// An endpoint to be made.
#[derive(Clone, Debug)]
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

/// An address of a merchant that is notified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// Its id.
    pub id: EndpointId,
    /// Whose.
    pub merchant: MerchantId,
    /// Of which checkouts it is told.
    pub mode: Mode,
    /// Where it is.
    pub url: String,
    /// What its owner tells it by.
    pub description: String,
    /// What it wants to be told of.
    pub kinds: Kinds,
    /// Whether it is sent anything.
    pub standing: Standing,
    /// Since when nothing has arrived there, where that is too long to be chance.
    pub failing_since: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// What is to change about an endpoint. What is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct EndpointChange {
    /// Where it is.
    pub url: Option<String>,
    /// What its owner tells it by.
    pub description: Option<String>,
    /// What it wants to be told of, from now on.
    pub kinds: Option<Kinds>,
    /// Whether it is sent anything. Disabling it makes dead letters of what is waiting;
    /// enabling it brings none of them back by itself.
    pub enabled: Option<bool>,
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

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    merchant: String,
    mode: String,
    url: String,
    description: String,
    kinds: String,
    disabled_at: Option<i64>,
    disabled_reason: Option<String>,
    failing_since: Option<i64>,
    created_at: i64,
}

impl Row {
    fn read(self) -> Result<Endpoint, StoreError> {
        let corrupt = |column| StoreError::corrupt("endpoint", column);
        Ok(Endpoint {
            id: self.id.parse().map_err(|_| corrupt("id"))?,
            merchant: self.merchant.parse().map_err(|_| corrupt("merchant"))?,
            mode: self.mode.parse().map_err(|_| corrupt("mode"))?,
            url: self.url,
            description: self.description,
            kinds: Kinds::from_sql(&self.kinds).ok_or_else(|| corrupt("kinds"))?,
            standing: Standing::read(self.disabled_at, self.disabled_reason.as_deref())
                .ok_or_else(|| corrupt("disabled_reason"))?,
            failing_since: self.failing_since.map(Timestamp::from_micros),
            created_at: Timestamp::from_micros(self.created_at),
        })
    }
}

impl Store {
    /// Makes an endpoint. It is told of what happens from then on.
    pub async fn create_endpoint(&self, new: NewEndpoint) -> Result<(), EndpointError> {
        self.write(Create(new)).await
    }

    /// The endpoint of that id, whosever it is.
    pub async fn endpoint(&self, id: &EndpointId) -> Result<Option<Endpoint>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "SELECT id, merchant, mode, url, description, kinds, disabled_at, disabled_reason,
                    failing_since, created_at
             FROM endpoint WHERE id = $1",
        )
        .bind(id.as_str())
        .fetch_optional(self.readers())
        .await?;
        row.map(Row::read).transpose()
    }

    /// A merchant's endpoints in one mode, oldest first. There are at most
    /// [`MAX_ENDPOINTS`].
    pub async fn endpoints(
        &self,
        merchant: &MerchantId,
        mode: Mode,
    ) -> Result<Vec<Endpoint>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT id, merchant, mode, url, description, kinds, disabled_at, disabled_reason,
                    failing_since, created_at
             FROM endpoint WHERE merchant = $1 AND mode = $2 ORDER BY created_at, id",
        )
        .bind(merchant.as_str())
        .bind(mode.as_str())
        .fetch_all(self.readers())
        .await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// Changes an endpoint. Answers whether there is such a one. Another address starts with
    /// a clean slate: what failed at the one before says nothing about it.
    pub async fn update_endpoint(
        &self,
        id: &EndpointId,
        change: EndpointChange,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.write(Update {
            id: id.clone(),
            change,
            now,
        })
        .await
    }

    /// Forgets an endpoint, with its secrets, its deliveries and their tries. Answers
    /// whether there was such a one.
    pub async fn delete_endpoint(&self, id: &EndpointId) -> Result<bool, StoreError> {
        self.write(Delete(id.clone())).await
    }
}

pub(super) struct Create(pub(super) NewEndpoint);

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
            secret,
            created_at,
        } = &self.0;
        let count: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM endpoint WHERE merchant = $1 AND mode = $2")
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
        secret::insert(db, id, secret).await?;
        Ok(())
    }
}

pub(super) struct Update {
    pub(super) id: EndpointId,
    pub(super) change: EndpointChange,
    pub(super) now: Timestamp,
}

impl Write for Update {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let EndpointChange {
            url,
            description,
            kinds,
            enabled,
        } = &self.change;
        let done = sqlx::query(
            "UPDATE endpoint SET
                 url = COALESCE($2, url),
                 description = COALESCE($3, description),
                 kinds = COALESCE($4, kinds),
                 failures = CASE WHEN $2 IS NULL OR $2 = url THEN failures ELSE 0 END,
                 failed_at = CASE WHEN $2 IS NULL OR $2 = url THEN failed_at END,
                 failing_since = CASE WHEN $2 IS NULL OR $2 = url THEN failing_since END
             WHERE id = $1",
        )
        .bind(self.id.as_str())
        .bind(url.as_deref())
        .bind(description.as_deref())
        .bind(kinds.as_ref().map(Kinds::to_sql))
        .execute(&mut *db)
        .await?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        match enabled {
            None => {}
            Some(true) => enable(db, &self.id).await?,
            Some(false) => {
                disable(db, &self.id, DisabledReason::Merchant, self.now).await?;
            }
        }
        Ok(true)
    }

    fn news(&self, _found: &bool) -> News {
        News {
            deliveries: true,
            ..News::default()
        }
    }
}

async fn enable(db: &mut Connection, id: &EndpointId) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE endpoint SET disabled_at = NULL, disabled_reason = NULL, failures = 0,
             failed_at = NULL, failing_since = NULL
         WHERE id = $1 AND disabled_at IS NOT NULL",
    )
    .bind(id.as_str())
    .execute(db)
    .await?;
    Ok(())
}

/// Disables an endpoint, and makes dead letters of what waits for it. What is under way ends
/// by itself. Answers whether it was enabled.
pub(super) async fn disable(
    db: &mut Connection,
    id: &EndpointId,
    reason: DisabledReason,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let disabled = sqlx::query(
        "UPDATE endpoint SET disabled_at = $2, disabled_reason = $3
         WHERE id = $1 AND disabled_at IS NULL",
    )
    .bind(id.as_str())
    .bind(now.as_micros())
    .bind(reason.as_str())
    .execute(&mut *db)
    .await?;
    sqlx::query(
        "UPDATE delivery SET state = 'dead', ended_at = $2
         WHERE endpoint = $1 AND state = 'waiting' AND leased = 0",
    )
    .bind(id.as_str())
    .bind(now.as_micros())
    .execute(db)
    .await?;
    Ok(disabled.rows_affected() == 1)
}

/// On PostgreSQL, nothing may be written to the endpoint between its deliveries' end and its
/// own.
macro_rules! hold {
    ($lock:literal) => {
        concat!("SELECT id FROM endpoint WHERE id = $1 ", $lock)
    };
}

pub(super) struct Delete(pub(super) EndpointId);

impl Write for Delete {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let id = self.0.as_str();
        sqlx::query(match Engine::of(db) {
            Engine::Sqlite => hold!(""),
            Engine::Postgres => hold!("FOR UPDATE"),
        })
        .bind(id)
        .execute(&mut *db)
        .await?;
        for statement in [
            "DELETE FROM delivery_try WHERE delivery IN (SELECT id FROM delivery WHERE endpoint = $1)",
            "DELETE FROM delivery WHERE endpoint = $1",
            "DELETE FROM endpoint_secret WHERE endpoint = $1",
        ] {
            sqlx::query(statement).bind(id).execute(&mut *db).await?;
        }
        let done = sqlx::query("DELETE FROM endpoint WHERE id = $1")
            .bind(id)
            .execute(db)
            .await?;
        Ok(done.rows_affected() == 1)
    }
}
