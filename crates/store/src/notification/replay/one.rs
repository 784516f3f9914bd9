use payment::{DeliveryId, EndpointId, EventId, MerchantId, Timestamp};

use super::{Listening, Replayed, Row, again, listening};
use crate::{
    AnswerError, NewAudit, Remember, Store, StoreError, change::News, database::Connection,
    idempotency::Answered, people::Noted, writer::Write,
};

impl Store {
    /// Delivers something again, with the same id; answered where something is sent. `None`
    /// where there is no such delivery.
    pub async fn replay_delivery(
        &self,
        merchant: &MerchantId,
        id: &DeliveryId,
        now: Timestamp,
        answer: Option<Remember>,
    ) -> Result<Option<Replayed>, AnswerError<StoreError>> {
        let Some(write) = One::of(self, id, now).await? else {
            return Ok(None);
        };
        self.write(Answered {
            write,
            merchant: merchant.clone(),
            answer,
            is_done: is_sent,
        })
        .await
    }

    /// The same, with what the audit log says of it.
    pub async fn replay_delivery_and_note(
        &self,
        id: &DeliveryId,
        now: Timestamp,
        note: NewAudit,
    ) -> Result<Option<Replayed>, StoreError> {
        let Some(write) = One::of(self, id, now).await? else {
            return Ok(None);
        };
        self.write(Noted::when(is_sent, write, vec![note])).await
    }
}

const fn is_sent(replayed: &Option<Replayed>) -> bool {
    match replayed {
        Some(Replayed::Again(_) | Replayed::Hastened(_)) => true,
        Some(Replayed::EndpointDisabled) | None => false,
    }
}

struct One {
    endpoint: EndpointId,
    notification: EventId,
    now: Timestamp,
}

impl One {
    /// `None` where there is no such delivery.
    async fn of(
        store: &Store,
        id: &DeliveryId,
        now: Timestamp,
    ) -> Result<Option<Self>, StoreError> {
        let row: Option<(String, String)> =
            sqlx::query_as("SELECT endpoint, notification FROM delivery WHERE id = $1")
                .bind(id.as_str())
                .fetch_optional(store.readers())
                .await?;
        let corrupt = |column| move |_| StoreError::corrupt("delivery", column);
        row.map(|(endpoint, notification)| {
            Ok(Self {
                endpoint: endpoint.parse().map_err(corrupt("endpoint"))?,
                notification: notification.parse().map_err(corrupt("notification"))?,
                now,
            })
        })
        .transpose()
    }
}

impl Write for One {
    type Output = Option<Replayed>;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<Option<Replayed>, StoreError> {
        match listening(db, &self.endpoint).await? {
            Listening::Missing => return Ok(None),
            Listening::Disabled => return Ok(Some(Replayed::EndpointDisabled)),
            Listening::To(_) => {}
        }
        let row: Option<Row> =
            sqlx::query_as("SELECT id, checkout, seq, kind FROM notification WHERE id = $1")
                .bind(self.notification.as_str())
                .fetch_optional(&mut *db)
                .await?;
        match row {
            None => Ok(None),
            Some(row) => again(db, &self.endpoint, &row.line()?, self.now).await,
        }
    }

    fn news(&self, _replayed: &Option<Replayed>) -> News {
        News {
            deliveries: true,
            ..News::default()
        }
    }
}
