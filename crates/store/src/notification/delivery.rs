use std::fmt;

use payment::{CheckoutId, DeliveryId, EndpointId, EventId, NotificationKind, Timestamp};

use super::{
    altered,
    outcome::{Try, TryRow},
};
use crate::{Store, StoreError, database::Statement};

/// How a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryState {
    /// It has yet to arrive.
    Waiting,
    /// It has arrived.
    Delivered,
    /// It was given up: a dead letter.
    Dead,
}

impl DeliveryState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Delivered, Self::Dead];

    /// Its name in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::Dead => "dead",
        }
    }
}

/// One notification to one endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryRow {
    /// Its id.
    pub id: DeliveryId,
    /// To which endpoint.
    pub endpoint: EndpointId,
    /// What is delivered, by the id of the event that it tells of.
    pub notification: EventId,
    /// Of which checkout.
    pub checkout: CheckoutId,
    /// What it tells.
    pub kind: NotificationKind,
    /// How it stands.
    pub state: DeliveryState,
    /// How often it was tried.
    pub tries: u32,
    /// When it is tried next; `None` when it is being tried just now, or never again.
    pub next_at: Option<Timestamp>,
    /// When it was made: with the event, or by a replay.
    pub created_at: Timestamp,
    /// When it arrived or was given up.
    pub ended_at: Option<Timestamp>,
}

/// A delivery with all that is known of it.
#[derive(Clone, PartialEq, Eq)]
pub struct DeliveryDetail {
    /// How it stands.
    pub row: DeliveryRow,
    /// JSON, exactly as it is sent.
    pub body: Vec<u8>,
    /// Its tries, first to last.
    pub tries: Vec<Try>,
}

/// Without the body, which holds the customer.
impl fmt::Debug for DeliveryDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeliveryDetail")
            .field("row", &self.row)
            .field("tries", &self.tries)
            .finish_non_exhaustive()
    }
}

/// Which deliveries to list.
#[derive(Clone, Debug)]
pub struct DeliveryFilter {
    /// To which endpoint.
    pub endpoint: EndpointId,
    /// Only those that stand so.
    pub state: Option<DeliveryState>,
    /// The most to list.
    pub limit: u32,
    /// Only those older than this one: the last of the page before.
    pub after: Option<DeliveryId>,
}

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: String,
    endpoint: String,
    notification: String,
    checkout: String,
    kind: String,
    state: String,
    tries: i64,
    next_at: i64,
    leased: i64,
    created_at: i64,
    ended_at: Option<i64>,
}

impl Row {
    pub(super) fn read(self) -> Result<DeliveryRow, StoreError> {
        let corrupt = |column| StoreError::corrupt("delivery", column);
        let state = DeliveryState::ALL
            .into_iter()
            .find(|state| state.as_str() == self.state)
            .ok_or_else(|| corrupt("state"))?;
        let is_next = state == DeliveryState::Waiting && self.leased == 0;
        Ok(DeliveryRow {
            id: self.id.parse().map_err(|_| corrupt("id"))?,
            endpoint: self.endpoint.parse().map_err(|_| corrupt("endpoint"))?,
            notification: self
                .notification
                .parse()
                .map_err(|_| corrupt("notification"))?,
            checkout: self.checkout.parse().map_err(|_| corrupt("checkout"))?,
            kind: self.kind.parse().map_err(|_| corrupt("kind"))?,
            state,
            tries: u32::try_from(self.tries).map_err(|_| corrupt("tries"))?,
            next_at: is_next.then(|| Timestamp::from_micros(self.next_at)),
            created_at: Timestamp::from_micros(self.created_at),
            ended_at: self.ended_at.map(Timestamp::from_micros),
        })
    }
}

impl Store {
    /// An endpoint's deliveries, newest first. After a delivery that is not the endpoint's
    /// there are none.
    pub async fn deliveries(
        &self,
        filter: &DeliveryFilter,
    ) -> Result<Vec<DeliveryRow>, StoreError> {
        let DeliveryFilter {
            endpoint,
            state,
            limit,
            after,
        } = filter;
        // Looked up first: no database goes to the middle of an index by a comparison with
        // what it has yet to look up.
        let after = match after {
            None => None,
            Some(after) => match self.delivery_place(endpoint, after).await? {
                Some(created_at) => Some((created_at, after)),
                None => return Ok(Vec::new()),
            },
        };
        let mut query = Statement::new(
            "SELECT id, endpoint, notification, checkout, kind, state, tries, next_at, leased,
                    created_at, ended_at
             FROM delivery
             WHERE EXISTS (SELECT 1 FROM endpoint
                           WHERE endpoint.id = delivery.endpoint AND deleted_at IS NULL)
               AND endpoint = ",
        );
        query.bind(endpoint.as_str());
        if let Some(state) = state {
            query.push(" AND state = ").bind(state.as_str());
        }
        if let Some((created_at, after)) = after {
            query
                .push(" AND (created_at, id) < (")
                .bind(created_at)
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

    /// When one of an endpoint's deliveries was made.
    async fn delivery_place(
        &self,
        endpoint: &EndpointId,
        id: &DeliveryId,
    ) -> Result<Option<i64>, StoreError> {
        let created_at =
            sqlx::query_scalar("SELECT created_at FROM delivery WHERE id = $1 AND endpoint = $2")
                .bind(id.as_str())
                .bind(endpoint.as_str())
                .fetch_optional(self.readers())
                .await?;
        Ok(created_at)
    }

    /// The delivery of that id, whosever it is, with all that is known of it. What does not
    /// say what was written with its event is an error: it is shown to nobody.
    pub async fn delivery(&self, id: &DeliveryId) -> Result<Option<DeliveryDetail>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "SELECT id, endpoint, notification, checkout, kind, state, tries, next_at, leased,
                    created_at, ended_at
             FROM delivery
             WHERE id = $1 AND EXISTS (SELECT 1 FROM endpoint
                                       WHERE endpoint.id = delivery.endpoint AND deleted_at IS NULL)",
        )
        .bind(id.as_str())
        .fetch_optional(self.readers())
        .await?;
        let Some(row) = row.map(Row::read).transpose()? else {
            return Ok(None);
        };
        let told: Option<(Vec<u8>, Option<Vec<u8>>)> = sqlx::query_as(
            "SELECT notification.body, event.told FROM notification LEFT JOIN event
                 ON event.checkout = notification.checkout AND event.seq = notification.seq
             WHERE notification.id = $1",
        )
        .bind(row.notification.as_str())
        .fetch_optional(self.readers())
        .await?;
        let body = told
            .map(
                |(body, told)| match altered::is_as_written(&body, told.as_deref()) {
                    true => Ok(body),
                    false => Err(StoreError::corrupt("notification", "body")),
                },
            )
            .transpose()?;
        let tries: Vec<TryRow> = sqlx::query_as(
            "SELECT at, outcome, status, took, answer FROM delivery_try
             WHERE delivery = $1 ORDER BY number",
        )
        .bind(id.as_str())
        .fetch_all(self.readers())
        .await?;
        // What was forgotten in between is gone as a whole.
        body.map(|body| {
            let tries = tries.into_iter().map(TryRow::read);
            Ok(DeliveryDetail {
                row,
                body,
                tries: tries.collect::<Result<_, _>>()?,
            })
        })
        .transpose()
    }
}
