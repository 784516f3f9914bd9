use std::collections::HashMap;

use payment::{CheckoutId, EventId, NotificationKind, Timestamp};

use super::delivery::{DeliveryRow, Row};
use crate::{Store, StoreError};

/// What a merchant was told of a checkout, and to whom it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotificationRow {
    /// The id of the event that it tells of.
    pub id: EventId,
    /// What it tells.
    pub kind: NotificationKind,
    /// When it was written.
    pub created_at: Timestamp,
    /// Its deliveries, newest first; none where there was no endpoint that wanted it.
    pub deliveries: Vec<DeliveryRow>,
}

/// The most deliveries that are looked at: each can be sent again as often as somebody likes.
const MOST: i64 = 200;

impl Store {
    /// What a merchant was told of a checkout, in the order of its events, as far as it is kept.
    pub async fn notifications(
        &self,
        checkout: &CheckoutId,
    ) -> Result<Vec<NotificationRow>, StoreError> {
        let rows: Vec<(String, String, i64)> = sqlx::query_as(
            "SELECT id, kind, created_at FROM notification WHERE checkout = $1 ORDER BY seq",
        )
        .bind(checkout.as_str())
        .fetch_all(self.readers())
        .await?;
        let deliveries: Vec<Row> = sqlx::query_as(
            "SELECT d.id, d.endpoint, d.notification, d.checkout, d.kind, d.state, d.tries,
                    d.next_at, d.leased, d.created_at, d.ended_at
             FROM notification n JOIN delivery d ON d.notification = n.id
                  JOIN endpoint e ON e.id = d.endpoint AND e.deleted_at IS NULL
             WHERE n.checkout = $1
             ORDER BY d.created_at DESC, d.id DESC LIMIT $2",
        )
        .bind(checkout.as_str())
        .bind(MOST)
        .fetch_all(self.readers())
        .await?;
        let mut by_notification: HashMap<EventId, Vec<DeliveryRow>> = HashMap::new();
        for row in deliveries {
            let row = row.read()?;
            let of = by_notification.entry(row.notification.clone());
            of.or_default().push(row);
        }
        let corrupt = |column| StoreError::corrupt("notification", column);
        rows.into_iter()
            .map(|(id, kind, created_at)| {
                let id: EventId = id.parse().map_err(|_| corrupt("id"))?;
                Ok(NotificationRow {
                    deliveries: by_notification.remove(&id).unwrap_or_default(),
                    kind: kind.parse().map_err(|_| corrupt("kind"))?,
                    created_at: Timestamp::from_micros(created_at),
                    id,
                })
            })
            .collect()
    }
}
