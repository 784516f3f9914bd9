//! The provider's notifications, as they came.

mod body;
mod inbox;
mod keep;
mod waiting;

use payment::{CheckoutId, MerchantId, SessionId, Timestamp};

pub use body::{MAX_WEBHOOK_BODY, WebhookBody, WebhookTooLarge};
pub(crate) use inbox::Inbox;
pub use inbox::WebhookScope;
pub use waiting::WaitingWebhook;

use crate::{
    AppendError, Digest, Entry, Loaded, Store, StoreError, Version,
    change::News,
    database::{self, Connection},
    log::Append,
    writer::Write,
};

/// A notification to be kept. Its signature has been verified.
#[derive(Clone, Debug)]
pub struct NewWebhook {
    /// At whose address it came.
    pub merchant: MerchantId,
    /// When it came.
    pub received_at: Timestamp,
    /// The session that it is about, where it names one. Only its digest is kept beside
    /// the body.
    pub session: Option<SessionId>,
    /// The body.
    pub body: WebhookBody,
}

/// What a notification leads to.
#[derive(Clone, Debug)]
pub struct Consequence {
    /// On what it was decided.
    pub loaded: Loaded,
    /// What to append.
    pub entry: Entry,
}

/// What became of a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookReceipt {
    /// It is kept, with what it led to: then the checkout's version is given.
    Stored(Option<Version>),
    /// It came before and had its consequence. Nothing was changed, but that it came again
    /// is counted.
    Repeated,
}

/// Why a notification was not kept. Nothing was written.
#[derive(Clone, Debug, thiserror::Error)]
pub enum RecordError {
    /// There is no such merchant.
    #[error("no such merchant")]
    NoSuchMerchant,
    /// Its consequence could not be written. After [`AppendError::Conflict`], load the
    /// checkout again, and decide anew.
    #[error(transparent)]
    Consequence(AppendError),
    /// Any other reason.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for RecordError {
    fn from(error: sqlx::Error) -> Self {
        if database::is_orphan(&error) {
            return Self::NoSuchMerchant;
        }
        Self::Store(error.into())
    }
}

impl From<AppendError> for RecordError {
    fn from(error: AppendError) -> Self {
        match error {
            AppendError::Store(error) => Self::Store(error),
            AppendError::Conflict | AppendError::SessionTaken | AppendError::KeyUsed => {
                Self::Consequence(error)
            }
        }
    }
}

/// A notification as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredWebhook {
    /// When it came first.
    pub received_at: Timestamp,
    /// The body.
    pub body: WebhookBody,
    /// How often it came again.
    pub repeats: u32,
    /// The checkout that it is about, and whose log takes it in or has done so.
    pub checkout: Option<CheckoutId>,
}

impl Store {
    /// Keeps a notification, with what it leads to, together or not at all. The same body
    /// is kept once, and has its consequence once: when none was known at first, a repeat
    /// can bring it.
    pub async fn record_webhook(
        &self,
        webhook: NewWebhook,
        consequence: Option<Consequence>,
    ) -> Result<WebhookReceipt, RecordError> {
        let append = match consequence {
            None => None,
            Some(Consequence { loaded, entry }) => Some(Append::to(&loaded, entry)?),
        };
        self.write(Record { webhook, append }).await
    }

    /// A merchant's notifications, newest first.
    pub async fn webhooks(
        &self,
        merchant: &MerchantId,
        limit: u32,
    ) -> Result<Vec<StoredWebhook>, StoreError> {
        let rows: Vec<(i64, Vec<u8>, i64, Option<String>)> = sqlx::query_as(
            "SELECT received_at, body, repeats, checkout FROM webhook
             WHERE merchant = $1 ORDER BY received_at DESC, digest LIMIT $2",
        )
        .bind(merchant.as_str())
        .bind(i64::from(limit))
        .fetch_all(self.readers())
        .await?;
        rows.into_iter()
            .map(|(received_at, body, repeats, checkout)| {
                Ok(StoredWebhook {
                    received_at: Timestamp::from_micros(received_at),
                    body: WebhookBody(body),
                    repeats: u32::try_from(repeats)
                        .map_err(|_| StoreError::corrupt("webhook", "repeats"))?,
                    checkout: checkout
                        .map(|checkout| checkout.parse())
                        .transpose()
                        .map_err(|_| StoreError::corrupt("webhook", "checkout"))?,
                })
            })
            .collect()
    }
}

struct Record {
    webhook: NewWebhook,
    append: Option<Append>,
}

impl Write for Record {
    type Output = WebhookReceipt;
    type Error = RecordError;

    async fn write(&self, db: &mut Connection) -> Result<WebhookReceipt, RecordError> {
        let NewWebhook {
            merchant,
            received_at,
            session,
            body,
        } = &self.webhook;
        let digest = Digest::of(body.as_bytes());
        let session = session.as_ref().map(|session| Digest::of(session.as_str()));
        let (repeats, handled): (i64, Option<String>) = sqlx::query_as(
            "INSERT INTO webhook (merchant, digest, session_digest, body, received_at)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (merchant, digest) DO UPDATE SET repeats = webhook.repeats + 1
             RETURNING repeats, checkout",
        )
        .bind(merchant.as_str())
        .bind(digest.as_sql())
        .bind(session.as_ref().map(Digest::as_sql))
        .bind(body.as_bytes())
        .bind(received_at.as_micros())
        .fetch_one(&mut *db)
        .await?;
        let Some(append) = self.append.as_ref().filter(|_| handled.is_none()) else {
            return Ok(if repeats == 0 {
                WebhookReceipt::Stored(None)
            } else {
                WebhookReceipt::Repeated
            });
        };
        let version = append.write(&mut *db).await?;
        sqlx::query("UPDATE webhook SET checkout = $3 WHERE merchant = $1 AND digest = $2")
            .bind(merchant.as_str())
            .bind(digest.as_sql())
            .bind(append.checkout.as_str())
            .execute(db)
            .await?;
        Ok(WebhookReceipt::Stored(Some(version)))
    }

    fn news(&self, receipt: &WebhookReceipt) -> News {
        match (receipt, &self.append) {
            (WebhookReceipt::Stored(Some(version)), Some(append)) => append.news(version),
            (WebhookReceipt::Stored(_) | WebhookReceipt::Repeated, _) => News::default(),
        }
    }
}
