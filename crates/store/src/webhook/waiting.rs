//! Notifications that are kept and not yet in any log.

use payment::{CheckoutId, MerchantId};

use super::{Consequence, WebhookBody};
use crate::{
    AppendError, Digest, Store, StoreError, Version, change::News, database::Connection,
    log::Append, writer::Write,
};

/// A notification that waits to be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingWebhook {
    merchant: MerchantId,
    digest: Digest,
    /// The body.
    pub body: WebhookBody,
}

impl Store {
    /// The notifications about a checkout that wait to be taken in, oldest first.
    pub async fn waiting_webhooks(
        &self,
        checkout: &CheckoutId,
    ) -> Result<Vec<WaitingWebhook>, StoreError> {
        let rows: Vec<(String, Vec<u8>, Vec<u8>)> = sqlx::query_as(
            "SELECT merchant, digest, body FROM webhook
             WHERE checkout = $1 AND waiting = 1 ORDER BY received_at, digest",
        )
        .bind(checkout.as_str())
        .fetch_all(self.readers())
        .await?;
        rows.into_iter()
            .map(|(merchant, digest, body)| {
                Ok(WaitingWebhook {
                    merchant: merchant
                        .parse()
                        .map_err(|_| StoreError::corrupt("webhook", "merchant"))?,
                    digest: Digest::from_sql(&digest)
                        .ok_or_else(|| StoreError::corrupt("webhook", "digest"))?,
                    body: WebhookBody(body),
                })
            })
            .collect()
    }

    /// Takes waiting notifications in with what they lead to, together or not at all. After
    /// [`AppendError::Conflict`] look again which are waiting: the log has moved on, or
    /// somebody else has taken one of them in.
    pub async fn take_webhooks(
        &self,
        taken: Vec<WaitingWebhook>,
        consequence: Consequence,
    ) -> Result<Version, AppendError> {
        let append = Append::to(&consequence.loaded, consequence.entry)?;
        self.write(Take { taken, append }).await
    }
}

struct Take {
    taken: Vec<WaitingWebhook>,
    append: Append,
}

impl Write for Take {
    type Output = Version;
    type Error = AppendError;

    async fn write(&self, db: &mut Connection) -> Result<Version, AppendError> {
        for webhook in &self.taken {
            let took = sqlx::query(
                "UPDATE webhook SET waiting = 0
                 WHERE merchant = $1 AND digest = $2 AND waiting = 1",
            )
            .bind(webhook.merchant.as_str())
            .bind(webhook.digest.as_sql())
            .execute(&mut *db)
            .await?;
            if took.rows_affected() == 0 {
                return Err(AppendError::Conflict);
            }
        }
        self.append.write(db).await
    }

    fn news(&self, version: &Version) -> News {
        self.append.news(version)
    }
}
