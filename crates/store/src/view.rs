//! One row for each checkout: what lists are read from, written with the events it follows
//! from.

use payment::{
    Checkout, CheckoutId, MerchantId, Mode, Money, PageToken, Reference, Status, Timestamp,
};
use sqlx::QueryBuilder;

use crate::{
    Digest, Store, StoreError, Version,
    database::{Connection, Database},
};

/// A checkout in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckoutRow {
    /// Its id.
    pub id: CheckoutId,
    /// Who is paid.
    pub merchant: MerchantId,
    /// Whether money moves.
    pub mode: Mode,
    /// What its page's address ends in.
    pub token: PageToken,
    /// How far its log goes.
    pub version: Version,
    /// Its status in the API.
    pub status: Status,
    /// The merchant's own name for the order.
    pub reference: Option<Reference>,
    /// How much was asked for; `None` when the customer says how much.
    pub amount: Option<Money>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When its page closes.
    pub expires_at: Timestamp,
}

/// Which checkouts to list.
#[derive(Clone, Debug)]
pub struct ListFilter {
    /// Whose.
    pub merchant: MerchantId,
    /// A test key never shows what is real, nor a live key what is not.
    pub mode: Mode,
    /// Only those of this order.
    pub reference: Option<Reference>,
    /// Only those of this status.
    pub status: Option<Status>,
    /// The most to list.
    pub limit: u32,
    /// Only those older than this one: the last of the page before.
    pub after: Option<CheckoutId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    merchant: String,
    mode: String,
    token: String,
    version: i64,
    status: String,
    reference: Option<String>,
    amount: Option<i64>,
    created_at: i64,
    expires_at: i64,
}

impl Store {
    /// A merchant's checkouts, newest first. After a checkout that is not the merchant's
    /// there are none.
    pub async fn list(&self, filter: &ListFilter) -> Result<Vec<CheckoutRow>, StoreError> {
        let ListFilter {
            merchant,
            mode,
            reference,
            status,
            limit,
            after,
        } = filter;
        let mut query = QueryBuilder::<Database>::new(
            "SELECT id, merchant, mode, token, version, status, reference, amount, created_at, expires_at
             FROM checkout WHERE merchant = ",
        );
        query
            .push_bind(merchant.as_str())
            .push(" AND mode = ")
            .push_bind(mode.as_str());
        if let Some(reference) = reference {
            query
                .push(" AND reference = ")
                .push_bind(reference.as_str());
        }
        if let Some(status) = status {
            query.push(" AND status = ").push_bind(status.as_str());
        }
        if let Some(after) = after {
            query
                .push(" AND (created_at, id) < (SELECT created_at, id FROM checkout WHERE id = ")
                .push_bind(after.as_str())
                .push(" AND merchant = ")
                .push_bind(merchant.as_str())
                .push(")");
        }
        query
            .push(" ORDER BY created_at DESC, id DESC LIMIT ")
            .push_bind(i64::from(*limit));
        let rows: Vec<Row> = query.build_query_as().fetch_all(self.readers()).await?;
        rows.into_iter().map(Row::read).collect()
    }
}

impl Row {
    fn read(self) -> Result<CheckoutRow, StoreError> {
        let corrupt = |column| StoreError::corrupt("checkout", column);
        Ok(CheckoutRow {
            id: self.id.parse().map_err(|_| corrupt("id"))?,
            merchant: self.merchant.parse().map_err(|_| corrupt("merchant"))?,
            mode: self.mode.parse().map_err(|_| corrupt("mode"))?,
            token: self.token.parse().map_err(|_| corrupt("token"))?,
            version: Version::from_sql(self.version).ok_or(corrupt("version"))?,
            status: Status::ALL
                .into_iter()
                .find(|status| status.as_str() == self.status)
                .ok_or(corrupt("status"))?,
            reference: self
                .reference
                .map(|reference| reference.parse())
                .transpose()
                .map_err(|_| corrupt("reference"))?,
            amount: self
                .amount
                .map(Money::from_cents)
                .transpose()
                .map_err(|_| corrupt("amount"))?,
            created_at: Timestamp::from_micros(self.created_at),
            expires_at: Timestamp::from_micros(self.expires_at),
        })
    }
}

/// Whether there was none with that id or token.
pub(crate) async fn insert(
    db: &mut Connection,
    checkout: &Checkout,
    version: Version,
    token: &PageToken,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "INSERT INTO checkout
             (id, merchant, mode, token, token_digest, version, status, reference, amount,
              created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT DO NOTHING",
    )
    .bind(checkout.id.as_str())
    .bind(checkout.merchant.as_str())
    .bind(checkout.order.mode.as_str())
    .bind(token.as_str())
    .bind(Digest::of(token.as_str()).as_sql())
    .bind(version.as_sql())
    .bind(checkout.status().as_str())
    .bind(checkout.order.reference.as_ref().map(Reference::as_str))
    .bind(checkout.order.amount.map(Money::cents))
    .bind(checkout.created_at.as_micros())
    .bind(checkout.expires_at.as_micros())
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether the checkout was at the version `expected`; then it is at `version`.
pub(crate) async fn advance(
    db: &mut Connection,
    checkout: &CheckoutId,
    expected: Version,
    version: Version,
    status: Status,
) -> Result<bool, sqlx::Error> {
    let done =
        sqlx::query("UPDATE checkout SET version = $3, status = $4 WHERE id = $1 AND version = $2")
            .bind(checkout.as_str())
            .bind(expected.as_sql())
            .bind(version.as_sql())
            .bind(status.as_str())
            .execute(db)
            .await?;
    Ok(done.rows_affected() == 1)
}
