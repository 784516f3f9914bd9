//! The addresses of merchants that are notified.

mod create;
mod delete;
mod disable;
mod give_up;
mod update;

use std::fmt;

use payment::{EndpointId, MerchantId, Mode, Timestamp};

pub use self::{
    create::{EndpointError, MAX_ENDPOINTS, NewEndpoint},
    update::EndpointChange,
};
pub(super) use self::{delete::SweepEndpoint, disable::disable, give_up::GiveUp};
use super::{Kinds, Standing};
use crate::{Store, StoreError};

/// An address of a merchant that is notified.
#[derive(Clone, PartialEq, Eq)]
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

/// Without the address, which may hold a secret, and what its owner wrote beside it.
impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint")
            .field("id", &self.id)
            .field("merchant", &self.merchant)
            .field("mode", &self.mode)
            .field("kinds", &self.kinds)
            .field("standing", &self.standing)
            .finish_non_exhaustive()
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
    /// The endpoint of that id, whosever it is.
    pub async fn endpoint(&self, id: &EndpointId) -> Result<Option<Endpoint>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "SELECT id, merchant, mode, url, description, kinds, disabled_at, disabled_reason,
                    failing_since, created_at
             FROM endpoint WHERE id = $1 AND deleted_at IS NULL",
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
             FROM endpoint WHERE merchant = $1 AND mode = $2 AND deleted_at IS NULL
             ORDER BY created_at, id",
        )
        .bind(merchant.as_str())
        .bind(mode.as_str())
        .fetch_all(self.readers())
        .await?;
        rows.into_iter().map(Row::read).collect()
    }
}
