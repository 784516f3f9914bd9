//! Lists of checkouts, each of which goes to one place of one index.

use payment::{
    CheckoutId, MerchantId, Method, Mode, Money, PaymentLinkId, Reference, Status, Timestamp,
};

use super::{CheckoutRow, Row};
use crate::{Store, StoreError, database::Statement};

/// Whether it matters that somebody has to look at a checkout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cases {
    /// It does not.
    #[default]
    Any,
    /// Only those with a case.
    Some,
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
    /// Only those whose order's name begins like this. They come in the order of these names
    /// then, oldest first.
    pub reference_prefix: Option<Reference>,
    /// Only those that ask for this much.
    pub amount: Option<Money>,
    /// Only those that ask for this much or more.
    pub amount_from: Option<Money>,
    /// Only those that ask for this much or less.
    pub amount_to: Option<Money>,
    /// Only those that were paid, or last tried to be, by this method.
    pub method: Option<Method>,
    /// Whether somebody has to look at them.
    pub cases: Cases,
    /// Only those that came by this payment link.
    pub payment_link: Option<PaymentLinkId>,
    /// Only those made then or later.
    pub created_from: Option<Timestamp>,
    /// Only those made before.
    pub created_before: Option<Timestamp>,
    /// Only those of this status.
    pub status: Option<Status>,
    /// The most to list.
    pub limit: u32,
    /// Only those that come after this one: the last of the page before.
    pub after: Option<CheckoutId>,
}

impl ListFilter {
    /// The newest of a merchant's checkouts, so many at most.
    #[must_use]
    pub const fn newest(merchant: MerchantId, mode: Mode, limit: u32) -> Self {
        Self {
            merchant,
            mode,
            reference: None,
            reference_prefix: None,
            amount: None,
            amount_from: None,
            amount_to: None,
            method: None,
            cases: Cases::Any,
            payment_link: None,
            created_from: None,
            created_before: None,
            status: None,
            limit,
            after: None,
        }
    }
}

impl Store {
    /// A merchant's checkouts, newest first. After a checkout that is not the merchant's
    /// there are none.
    pub async fn list(&self, filter: &ListFilter) -> Result<Vec<CheckoutRow>, StoreError> {
        let rows = self.listed(filter).await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// The ids alone, whatever else their rows say: for whoever loads each by itself, and goes
    /// on where one of them cannot be read.
    pub async fn list_ids(&self, filter: &ListFilter) -> Result<Vec<CheckoutId>, StoreError> {
        let rows = self.listed(filter).await?;
        let id = |row: Row| row.id.parse();
        let ids: Result<_, _> = rows.into_iter().map(id).collect();
        ids.map_err(|_| StoreError::corrupt("checkout", "id"))
    }

    async fn listed(&self, filter: &ListFilter) -> Result<Vec<Row>, StoreError> {
        let ListFilter {
            merchant,
            mode,
            reference,
            reference_prefix,
            amount,
            amount_from,
            amount_to,
            method,
            cases,
            payment_link,
            created_from,
            created_before,
            status,
            limit,
            after,
        } = filter;
        // Looked up first: no database goes to the middle of an index by a comparison with
        // what it has yet to look up.
        let after = match after {
            None => None,
            Some(after) => match self.checkout_place(merchant, after).await? {
                Some(place) => Some((place, after)),
                None => return Ok(Vec::new()),
            },
        };
        let mut query = Statement::new(
            "SELECT id, merchant, mode, token, version, status, reference, amount, created_at,
                 expires_at, method, paid, paid_at, cases
             FROM checkout WHERE merchant = ",
        );
        query
            .bind(merchant.as_str())
            .push(" AND mode = ")
            .bind(mode.as_str());
        if let Some(reference) = reference {
            query.push(" AND reference = ").bind(reference.as_str());
        }
        if let Some(status) = status {
            query.push(" AND status = ").bind(status.as_str());
        }
        if let Some(amount) = amount {
            query.push(" AND amount = ").bind(amount.cents());
        }
        if let Some(link) = payment_link {
            query.push(" AND payment_link = ").bind(link.as_str());
        }
        if let Some(method) = method {
            query.push(" AND method = ").bind(method.as_str());
        }
        match cases {
            Cases::Any => {}
            Cases::Some => {
                query.push(" AND cases > 0");
            }
        }
        // The sign keeps SQLite from looking up a range of amounts and sorting what it finds:
        // in the order of age, a page is found soon, or without leaving the index.
        if let Some(from) = amount_from {
            query.push(" AND +amount >= ").bind(from.cents());
        }
        if let Some(to) = amount_to {
            query.push(" AND +amount <= ").bind(to.cents());
        }
        if let Some(from) = created_from {
            query.push(" AND created_at >= ").bind(from.as_micros());
        }
        // Of two ends, an index goes to one: to the one that is nearer, which a page in the
        // middle of a list knows.
        if let Some(before) = created_before {
            let mut end = before.as_micros();
            if let (Some((place, _)), None) = (&after, reference_prefix) {
                end = end.min(place.created_at.saturating_add(1));
            }
            query.push(" AND created_at < ").bind(end);
        }
        if let Some(prefix) = reference_prefix {
            let mut begin = prefix.as_str();
            if let Some((place, _)) = &after {
                begin = begin.max(place.reference.as_deref().unwrap_or_default());
            }
            query.push(" AND reference >= ").bind(begin.to_owned());
            if let Some(end) = after_prefix(prefix.as_str()) {
                query.push(" AND reference < ").bind(end);
            }
            if let Some((place, after)) = after {
                query
                    .push(" AND (reference, created_at, id) > (")
                    .bind(place.reference)
                    .push(", ")
                    .bind(place.created_at)
                    .push(", ")
                    .bind(after.as_str())
                    .push(")");
            }
            query.push(" ORDER BY reference, created_at, id LIMIT ");
        } else {
            if let Some((place, after)) = after {
                query
                    .push(" AND (created_at, id) < (")
                    .bind(place.created_at)
                    .push(", ")
                    .bind(after.as_str())
                    .push(")");
            }
            query.push(" ORDER BY created_at DESC, id DESC LIMIT ");
        }
        query.bind(i64::from(*limit));
        Ok(query.fetch_all(self.readers()).await?)
    }

    /// Where a merchant's checkout stands in its lists.
    async fn checkout_place(
        &self,
        merchant: &MerchantId,
        id: &CheckoutId,
    ) -> Result<Option<Place>, StoreError> {
        let place = sqlx::query_as(
            "SELECT created_at, reference FROM checkout WHERE id = $1 AND merchant = $2",
        )
        .bind(id.as_str())
        .bind(merchant.as_str())
        .fetch_optional(self.readers())
        .await?;
        Ok(place)
    }
}

/// What lists are in the order of.
#[derive(sqlx::FromRow)]
struct Place {
    created_at: i64,
    reference: Option<String>,
}

/// The first text, in the order of characters, that comes after all that begin like this one.
/// `None` where there is none.
fn after_prefix(prefix: &str) -> Option<String> {
    let mut chars: Vec<char> = prefix.chars().collect();
    while let Some(last) = chars.pop() {
        let next = match last {
            '\u{d7ff}' => Some('\u{e000}'),
            last => char::from_u32(u32::from(last) + 1),
        };
        if let Some(next) = next {
            chars.push(next);
            return Some(chars.into_iter().collect());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_after_a_prefix_comes_after_all_that_begin_with_it() {
        for (prefix, after) in [
            ("ORDER-1", Some("ORDER-2")),
            ("a\u{d7ff}", Some("a\u{e000}")),
            ("a\u{10ffff}", Some("b")),
            ("\u{10ffff}", None),
        ] {
            assert_eq!(after_prefix(prefix).as_deref(), after, "{prefix:?}");
        }
    }
}
