//! What did not arrive anywhere lately, for whoever looks after it.

use payment::{EndpointId, MerchantId, Mode, Timestamp};

use crate::{Store, StoreError};

/// The most lost deliveries that are counted for an endpoint.
pub const MAX_LOST: u32 = 100;

/// Counts no further than somebody wants to know, on `delivery_by_state`.
const LOST: &str = "SELECT e.id,
         (SELECT COUNT(*) FROM (
              SELECT 1 FROM delivery d
              WHERE d.endpoint = e.id AND d.state = 'dead' AND d.created_at >= $3
              LIMIT $4) AS lost) AS count
     FROM endpoint e
     WHERE e.merchant = $1 AND e.mode = $2 AND e.deleted_at IS NULL
     ORDER BY e.created_at, e.id";

impl Store {
    /// The merchant's endpoints that were not told of something since a moment, with how many
    /// deliveries were given up: [`MAX_LOST`] stands for that many or more.
    pub async fn lost_deliveries(
        &self,
        merchant: &MerchantId,
        mode: Mode,
        since: Timestamp,
    ) -> Result<Vec<(EndpointId, u32)>, StoreError> {
        let rows: Vec<(String, i64)> = sqlx::query_as(LOST)
            .bind(merchant.as_str())
            .bind(mode.as_str())
            .bind(since.as_micros())
            .bind(i64::from(MAX_LOST))
            .fetch_all(self.readers())
            .await?;
        let corrupt = |_| StoreError::corrupt("endpoint", "id");
        rows.into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(id, count)| {
                let count = u32::try_from(count).unwrap_or(MAX_LOST);
                Ok((id.parse().map_err(corrupt)?, count))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::StoreUrl;

    #[tokio::test]
    async fn what_was_lost_is_counted_on_an_index_however_much_has_arrived() {
        let folder = TempDir::new().expect("a folder");
        let url = StoreUrl::sqlite(folder.path().join("guichet.db"));
        let store = Store::open(&url).await.expect("a store");
        let question = format!("EXPLAIN QUERY PLAN {LOST}");
        let plan: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(sqlx::AssertSqlSafe(question.as_str()))
                .bind("")
                .bind("")
                .bind(0_i64)
                .bind(1_i64)
                .fetch_all(store.readers())
                .await
                .expect("a plan");
        for index in ["endpoint_of_merchant", "delivery_by_state"] {
            let uses = plan.iter().any(|(.., step)| step.contains(index));
            assert!(uses, "{index}: {plan:?}");
        }
        assert!(
            !plan
                .iter()
                .any(|(.., step)| step.starts_with("SCAN e") || step.starts_with("SCAN d")),
            "{plan:?}"
        );
    }
}
