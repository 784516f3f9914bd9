use crate::{Store, StoreError};

/// How many deliveries and endpoints stand in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeliveryFigures {
    /// Deliveries that have yet to arrive.
    pub waiting: u64,
    /// Deliveries that were given up and are still kept.
    pub dead: u64,
    /// Of these, the ones that were not sent because what they tell is not what was written.
    pub altered: u64,
    /// Endpoints where nothing has arrived for too long.
    pub failing_endpoints: u64,
}

// Each is counted on an index that holds nothing else.
const WAITING: &str = "SELECT COUNT(*) FROM delivery WHERE state = 'waiting'";
const DEAD: &str = "SELECT COUNT(*) FROM delivery WHERE state = 'dead'";
const ALTERED: &str = "SELECT COUNT(*) FROM delivery_try WHERE outcome = 'altered'";
const FAILING: &str = "SELECT COUNT(*) FROM endpoint
                       WHERE failing_since IS NOT NULL AND disabled_at IS NULL";

impl Store {
    /// How deliveries stand. What has arrived, which is nearly everything, is not looked at.
    pub async fn delivery_figures(&self) -> Result<DeliveryFigures, StoreError> {
        Ok(DeliveryFigures {
            waiting: self.count(WAITING).await?,
            dead: self.count(DEAD).await?,
            altered: self.count(ALTERED).await?,
            failing_endpoints: self.count(FAILING).await?,
        })
    }

    async fn count(&self, statement: &'static str) -> Result<u64, StoreError> {
        let count: i64 = sqlx::query_scalar(statement)
            .fetch_one(self.readers())
            .await?;
        Ok(u64::try_from(count).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::StoreUrl;

    #[tokio::test]
    async fn every_figure_is_counted_on_an_index_of_its_own() {
        let folder = TempDir::new().expect("a folder");
        let url = StoreUrl::sqlite(folder.path().join("guichet.db"));
        let store = Store::open(&url).await.expect("a store");
        for (statement, index) in [
            (WAITING, "delivery_in_line"),
            (DEAD, "delivery_dead"),
            (ALTERED, "delivery_try_altered"),
            (FAILING, "endpoint_failing"),
        ] {
            let question = format!("EXPLAIN QUERY PLAN {statement}");
            let plan: Vec<(i64, i64, i64, String)> =
                sqlx::query_as(sqlx::AssertSqlSafe(question.as_str()))
                    .fetch_all(store.readers())
                    .await
                    .expect("a plan");
            assert!(
                plan.iter()
                    .any(|(.., step)| step.ends_with(&format!("INDEX {index}"))),
                "{plan:?}"
            );
        }
    }
}
