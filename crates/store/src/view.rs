//! One row for each checkout: what lists are read from, written with the events it follows
//! from.

mod find;
mod list;
mod outline;

use payment::{
    Checkout, CheckoutId, MerchantId, Method, Mode, Money, PageToken, PaymentLinkId, Reference,
    Status, Timestamp,
};

pub use self::list::{Cases, ListFilter};
pub(crate) use self::outline::Outline;
use crate::{Digest, LogFault, StoreError, Version, chain::Origin, database::Connection};

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
    /// The method of the attempt that paid, else of the last.
    pub method: Option<Method>,
    /// How much was paid, and when that was known.
    pub paid: Option<(Money, Timestamp)>,
    /// How many cases somebody has to look at.
    pub cases: u32,
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
    method: Option<String>,
    paid: Option<i64>,
    paid_at: Option<i64>,
    cases: i64,
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
            method: self
                .method
                .map(|method| method.parse())
                .transpose()
                .map_err(|_| corrupt("method"))?,
            paid: match (self.paid, self.paid_at) {
                (Some(cents), Some(at)) => Some((
                    Money::from_cents(cents).map_err(|_| corrupt("paid"))?,
                    Timestamp::from_micros(at),
                )),
                (None, None) => None,
                (Some(_), None) | (None, Some(_)) => return Err(corrupt("paid_at")),
            },
            cases: u32::try_from(self.cases).map_err(|_| corrupt("cases"))?,
        })
    }
}

/// What the log of a checkout with this token starts from.
pub(crate) fn origin(checkout: &Checkout, token: &PageToken) -> Digest {
    Origin {
        id: checkout.id.as_str().as_bytes(),
        merchant: checkout.merchant.as_str().as_bytes(),
        mode: checkout.order.mode.as_str().as_bytes(),
        token_digest: Digest::of(token.as_str()).as_sql(),
    }
    .hash()
}

/// Whether there was none with that id or token.
pub(crate) async fn insert(
    db: &mut Connection,
    checkout: &Checkout,
    version: Version,
    token: &PageToken,
    head: &Digest,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "INSERT INTO checkout
             (id, merchant, mode, token, token_digest, version, status, reference, amount,
              created_at, expires_at, head, payment_link)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
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
    .bind(head.as_sql())
    .bind(
        checkout
            .order
            .payment_link
            .as_ref()
            .map(PaymentLinkId::as_str),
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A step of a checkout's row along its log.
pub(crate) struct Advance {
    /// Where it has to stand.
    pub(crate) expected: Version,
    /// The hash that it has to have there.
    pub(crate) before: Digest,
    /// Where it stands afterwards.
    pub(crate) version: Version,
    /// The hash that it has then.
    pub(crate) head: Digest,
    /// The status that it has then.
    pub(crate) status: Status,
    /// When its page closes then.
    pub(crate) expires_at: Timestamp,
    /// What lists show of it then.
    pub(crate) outline: Outline,
}

/// Whether the checkout stood where it was expected; then it stands one step further.
pub(crate) async fn advance(
    db: &mut Connection,
    checkout: &CheckoutId,
    step: &Advance,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE checkout SET version = $4, head = $5, status = $6, method = $7, paid = $8,
             paid_at = $9, cases = $10, expires_at = $11
         WHERE id = $1 AND version = $2 AND head = $3",
    )
    .bind(checkout.as_str())
    .bind(step.expected.as_sql())
    .bind(step.before.as_sql())
    .bind(step.version.as_sql())
    .bind(step.head.as_sql())
    .bind(step.status.as_str())
    .bind(step.outline.method())
    .bind(step.outline.paid())
    .bind(step.outline.paid_at())
    .bind(step.outline.cases())
    .bind(step.expires_at.as_micros())
    .execute(&mut *db)
    .await?;
    if done.rows_affected() == 1 {
        return Ok(true);
    }
    // Nobody else's step leaves the version and takes the head.
    let version: Option<i64> = sqlx::query_scalar("SELECT version FROM checkout WHERE id = $1")
        .bind(checkout.as_str())
        .fetch_optional(db)
        .await?;
    if version == Some(step.expected.as_sql()) {
        return Err(StoreError::CorruptEvent {
            checkout: checkout.clone(),
            seq: step.expected,
            fault: LogFault::Altered,
        });
    }
    Ok(false)
}
