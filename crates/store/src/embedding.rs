use payment::{MerchantId, Mode};

use crate::{
    AnswerError, Remember, Store, StoreError, database::Connection, idempotency::Answered,
    writer::Write,
};

impl Store {
    /// The origins whose pages may show this merchant's checkouts in a frame.
    pub async fn embedding(
        &self,
        merchant: &MerchantId,
        mode: Mode,
    ) -> Result<Vec<String>, StoreError> {
        let origins: Option<String> =
            sqlx::query_scalar("SELECT origins FROM embedding WHERE merchant = $1 AND mode = $2")
                .bind(merchant.as_str())
                .bind(mode.as_str())
                .fetch_optional(self.readers())
                .await?;
        let Some(origins) = origins else {
            return Ok(Vec::new());
        };
        serde_json::from_str(&origins).map_err(|_| StoreError::corrupt("embedding", "origins"))
    }

    /// Has these origins, and no others, show this merchant's checkouts; keeps `answer` in the
    /// same transaction.
    pub async fn set_embedding(
        &self,
        merchant: &MerchantId,
        mode: Mode,
        origins: &[String],
        answer: Option<Remember>,
    ) -> Result<(), AnswerError<StoreError>> {
        self.write(Answered {
            write: Set {
                merchant: merchant.clone(),
                mode,
                origins: serde_json::json!(origins).to_string(),
            },
            merchant: merchant.clone(),
            answer,
            is_done: |()| true,
        })
        .await
    }
}

struct Set {
    merchant: MerchantId,
    mode: Mode,
    origins: String,
}

impl Write for Set {
    type Output = ();
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO embedding (merchant, mode, origins) VALUES ($1, $2, $3)
             ON CONFLICT (merchant, mode) DO UPDATE SET origins = excluded.origins",
        )
        .bind(self.merchant.as_str())
        .bind(self.mode.as_str())
        .bind(&self.origins)
        .execute(db)
        .await?;
        Ok(())
    }
}
