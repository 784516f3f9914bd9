//! Ways to one checkout from what people have at hand.

use payment::{AttemptId, CheckoutId, MerchantId, Mode, SessionId};

use crate::{Digest, Store, StoreError, database::Statement};

impl Store {
    /// The checkout of an attempt that got a session.
    pub async fn find_attempt(
        &self,
        merchant: &MerchantId,
        mode: Mode,
        attempt: &AttemptId,
    ) -> Result<Option<CheckoutId>, StoreError> {
        let id: Option<String> = sqlx::query_scalar(
            "SELECT checkout.id FROM session JOIN checkout ON checkout.id = session.checkout
             WHERE session.attempt = $1 AND checkout.merchant = $2 AND checkout.mode = $3 LIMIT 1",
        )
        .bind(attempt.as_str())
        .bind(merchant.as_str())
        .bind(mode.as_str())
        .fetch_optional(self.readers())
        .await?;
        read(id)
    }

    /// The checkout of a session at the provider, if it is this merchant's.
    pub async fn find_session_of(
        &self,
        merchant: &MerchantId,
        mode: Mode,
        session: &SessionId,
    ) -> Result<Option<CheckoutId>, StoreError> {
        let id: Option<String> = sqlx::query_scalar(
            "SELECT checkout.id FROM session JOIN checkout ON checkout.id = session.checkout
             WHERE session.digest = $1 AND checkout.merchant = $2 AND checkout.mode = $3",
        )
        .bind(Digest::of(session.as_str()).as_sql())
        .bind(merchant.as_str())
        .bind(mode.as_str())
        .fetch_optional(self.readers())
        .await?;
        read(id)
    }
}

impl Store {
    /// Whether one of these checkouts is this merchant's in that mode.
    pub async fn is_any_of(
        &self,
        checkouts: &[CheckoutId],
        merchant: &MerchantId,
        mode: Mode,
    ) -> Result<bool, StoreError> {
        if checkouts.is_empty() {
            return Ok(false);
        }
        let mut query = Statement::new("SELECT id FROM checkout WHERE id IN (");
        query
            .bind_all(checkouts.iter().map(CheckoutId::as_str))
            .push(") AND merchant = ")
            .bind(merchant.as_str())
            .push(" AND mode = ")
            .bind(mode.as_str())
            .push(" LIMIT 1");
        let found: Vec<(String,)> = query.fetch_all(self.readers()).await?;
        Ok(!found.is_empty())
    }
}

fn read(id: Option<String>) -> Result<Option<CheckoutId>, StoreError> {
    let corrupt = |_| StoreError::corrupt("checkout", "id");
    id.map(|id| id.parse().map_err(corrupt)).transpose()
}
