use std::{fmt, time::Duration};

use payment::{CheckoutId, DeliveryId, EndpointId, EventId, NotificationKind, Timestamp};

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

/// What came of one try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TryOutcome {
    /// The endpoint took it.
    Delivered,
    /// The endpoint answered something else than 2xx.
    Refused,
    /// The endpoint did not answer in time.
    TimedOut,
    /// There was no connection to the endpoint, or it broke.
    Unreachable,
    /// The endpoint's address is one that nothing is sent to.
    AddressRefused,
}

impl TryOutcome {
    /// Every outcome.
    pub const ALL: [Self; 5] = [
        Self::Delivered,
        Self::Refused,
        Self::TimedOut,
        Self::Unreachable,
        Self::AddressRefused,
    ];

    /// Its name in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Refused => "refused",
            Self::TimedOut => "timed_out",
            Self::Unreachable => "unreachable",
            Self::AddressRefused => "address_refused",
        }
    }
}

/// One try of a delivery.
#[derive(Clone, PartialEq, Eq)]
pub struct Try {
    /// When it ended.
    pub at: Timestamp,
    /// What came of it.
    pub outcome: TryOutcome,
    /// The answer's HTTP status, where there was an answer.
    pub status: Option<u16>,
    /// How long it took. Whole milliseconds are kept.
    pub took: Duration,
    /// The beginning of the answer's body: at most [`MAX_ANSWER`](crate::MAX_ANSWER) bytes
    /// are kept.
    pub answer: Vec<u8>,
}

/// Without the answer, which is a stranger's text.
impl fmt::Debug for Try {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Try")
            .field("at", &self.at)
            .field("outcome", &self.outcome)
            .field("status", &self.status)
            .finish_non_exhaustive()
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
struct Row {
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
    fn read(self) -> Result<DeliveryRow, StoreError> {
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

#[derive(sqlx::FromRow)]
struct TryRow {
    at: i64,
    outcome: String,
    status: Option<i64>,
    took: i64,
    answer: Vec<u8>,
}

impl TryRow {
    fn read(self) -> Result<Try, StoreError> {
        let corrupt = |column| StoreError::corrupt("delivery_try", column);
        Ok(Try {
            at: Timestamp::from_micros(self.at),
            outcome: TryOutcome::ALL
                .into_iter()
                .find(|outcome| outcome.as_str() == self.outcome)
                .ok_or_else(|| corrupt("outcome"))?,
            status: self
                .status
                .map(u16::try_from)
                .transpose()
                .map_err(|_| corrupt("status"))?,
            took: Duration::from_millis(u64::try_from(self.took).map_err(|_| corrupt("took"))?),
            answer: self.answer,
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
        let mut query = Statement::new(
            "SELECT id, endpoint, notification, checkout, kind, state, tries, next_at, leased,
                    created_at, ended_at
             FROM delivery WHERE endpoint = ",
        );
        query.bind(endpoint.as_str());
        if let Some(state) = state {
            query.push(" AND state = ").bind(state.as_str());
        }
        if let Some(after) = after {
            query
                .push(" AND (created_at, id) < (SELECT created_at, id FROM delivery WHERE id = ")
                .bind(after.as_str())
                .push(" AND endpoint = ")
                .bind(endpoint.as_str())
                .push(")");
        }
        query
            .push(" ORDER BY created_at DESC, id DESC LIMIT ")
            .bind(i64::from(*limit));
        let rows: Vec<Row> = query.fetch_all(self.readers()).await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// The delivery of that id, whosever it is, with all that is known of it.
    pub async fn delivery(&self, id: &DeliveryId) -> Result<Option<DeliveryDetail>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "SELECT id, endpoint, notification, checkout, kind, state, tries, next_at, leased,
                    created_at, ended_at
             FROM delivery WHERE id = $1",
        )
        .bind(id.as_str())
        .fetch_optional(self.readers())
        .await?;
        let Some(row) = row.map(Row::read).transpose()? else {
            return Ok(None);
        };
        let body: Option<Vec<u8>> =
            sqlx::query_scalar("SELECT body FROM notification WHERE id = $1")
                .bind(row.notification.as_str())
                .fetch_optional(self.readers())
                .await?;
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
