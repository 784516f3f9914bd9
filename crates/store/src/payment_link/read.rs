use std::collections::HashMap;

use payment::{LinkUses, MerchantId, Mode, PageToken, PaymentLinkId, PaymentLinkToken, Status};

use super::row::{Row, StoredPaymentLink, select};
use crate::{
    Digest, Store, StoreError,
    database::{Connection, Statement},
};

/// Which links to list.
#[derive(Clone, Debug)]
pub struct PaymentLinkFilter {
    /// Whose.
    pub merchant: MerchantId,
    /// A test key never shows what is real, nor a live key what is not.
    pub mode: Mode,
    /// The most to list.
    pub limit: u32,
    /// Only those that come after this one: the last of the page before.
    pub after: Option<PaymentLinkId>,
}

impl Store {
    /// The link of that id.
    pub async fn payment_link(
        &self,
        id: &PaymentLinkId,
    ) -> Result<Option<StoredPaymentLink>, StoreError> {
        let row: Option<Row> = sqlx::query_as(select!("WHERE id = $1"))
            .bind(id.as_str())
            .fetch_optional(self.readers())
            .await?;
        row.map(Row::read).transpose()
    }

    /// The link whose address ends in that.
    pub async fn payment_link_by_token(
        &self,
        token: &PaymentLinkToken,
    ) -> Result<Option<StoredPaymentLink>, StoreError> {
        let row: Option<Row> = sqlx::query_as(select!("WHERE token_digest = $1"))
            .bind(Digest::of(token.as_str()).as_sql())
            .fetch_optional(self.readers())
            .await?;
        row.map(Row::read).transpose()
    }

    /// A merchant's links, newest first. After one that is not the merchant's there are none.
    pub async fn payment_links(
        &self,
        filter: &PaymentLinkFilter,
    ) -> Result<Vec<StoredPaymentLink>, StoreError> {
        let PaymentLinkFilter {
            merchant,
            mode,
            limit,
            after,
        } = filter;
        let mut query = Statement::new(select!("WHERE merchant = "));
        query
            .bind(merchant.as_str())
            .push(" AND mode = ")
            .bind(mode.as_str());
        if let Some(after) = after {
            let place: Option<i64> = sqlx::query_scalar(
                "SELECT created_at FROM payment_link WHERE id = $1 AND merchant = $2",
            )
            .bind(after.as_str())
            .bind(merchant.as_str())
            .fetch_optional(self.readers())
            .await?;
            let Some(place) = place else {
                return Ok(Vec::new());
            };
            query
                .push(" AND (created_at, id) < (")
                .bind(place)
                .push(", ")
                .bind(after.as_str())
                .push(")");
        }
        query
            .push(" ORDER BY created_at DESC, id DESC LIMIT ")
            .bind(i64::from(*limit));
        let rows: Vec<Row> = query.fetch_all(self.readers()).await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// How often a link is used.
    pub async fn payment_link_uses(&self, id: &PaymentLinkId) -> Result<LinkUses, StoreError> {
        let counts: Vec<(String, i64)> = sqlx::query_as(COUNT)
            .bind(id.as_str())
            .fetch_all(self.readers())
            .await?;
        counted(counts)
    }

    /// How often each of several links is used. One that is used by nobody is not among them.
    pub async fn payment_links_uses(
        &self,
        ids: &[PaymentLinkId],
    ) -> Result<HashMap<PaymentLinkId, LinkUses>, StoreError> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let mut query = Statement::new(
            "SELECT payment_link, status, COUNT(*) FROM checkout
             WHERE status IN ('open', 'processing', 'paid') AND payment_link IN (",
        );
        query
            .bind_all(ids.iter().map(PaymentLinkId::as_str))
            .push(") GROUP BY payment_link, status");
        let counts: Vec<(String, String, i64)> = query.fetch_all(self.readers()).await?;
        let mut uses: HashMap<_, LinkUses> = HashMap::new();
        for (link, name, count) in counts {
            let link: Result<PaymentLinkId, _> = link.parse();
            let link = link.map_err(|_| StoreError::corrupt("checkout", "payment_link"))?;
            add(uses.entry(link).or_default(), &name, count)?;
        }
        Ok(uses)
    }

    /// Where the checkout with this token stands, if it came by this link.
    pub async fn came_by_payment_link(
        &self,
        id: &PaymentLinkId,
        token: &PageToken,
    ) -> Result<Option<Status>, StoreError> {
        let found: Option<String> = sqlx::query_scalar(
            "SELECT status FROM checkout WHERE token_digest = $1 AND payment_link = $2",
        )
        .bind(Digest::of(token.as_str()).as_sql())
        .bind(id.as_str())
        .fetch_optional(self.readers())
        .await?;
        found.as_deref().map(status).transpose()
    }
}

/// What has ended unpaid takes no use, so it is not counted at all.
const COUNT: &str = "SELECT status, COUNT(*) FROM checkout
     WHERE payment_link = $1 AND status IN ('open', 'processing', 'paid') GROUP BY status";

/// The same in the middle of a write.
pub(super) async fn uses(db: &mut Connection, id: &PaymentLinkId) -> Result<LinkUses, StoreError> {
    let counts: Vec<(String, i64)> = sqlx::query_as(COUNT)
        .bind(id.as_str())
        .fetch_all(db)
        .await?;
    counted(counts)
}

fn counted(counts: Vec<(String, i64)>) -> Result<LinkUses, StoreError> {
    let mut uses = LinkUses::default();
    for (name, count) in counts {
        add(&mut uses, &name, count)?;
    }
    Ok(uses)
}

fn add(uses: &mut LinkUses, name: &str, count: i64) -> Result<(), StoreError> {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    match status(name)? {
        Status::Open | Status::Processing => uses.open = uses.open.saturating_add(count),
        Status::Paid => uses.paid = uses.paid.saturating_add(count),
        Status::Canceled | Status::Expired => {}
    }
    Ok(())
}

fn status(name: &str) -> Result<Status, StoreError> {
    let known = Status::ALL.into_iter().find(|it| it.as_str() == name);
    known.ok_or(StoreError::corrupt("checkout", "status"))
}
