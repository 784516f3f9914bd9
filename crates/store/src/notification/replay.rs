use payment::{CheckoutId, DeliveryId, EndpointId, EventId, Timestamp};

use super::{Kinds, record};
use crate::{Store, StoreError, Version, change::News, database::Connection, writer::Write};

/// What became of the wish to deliver something again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replayed {
    /// It is delivered again, by this delivery. The one before stays as it is.
    Again(DeliveryId),
    /// It had yet to arrive, and is tried now.
    Hastened(DeliveryId),
    /// Its endpoint is disabled, and is sent nothing.
    EndpointDisabled,
}

/// What is to be delivered again: what an endpoint wants of what happened from one moment to
/// another.
#[derive(Clone, Debug)]
pub struct ReplayRange {
    /// To which endpoint.
    pub endpoint: EndpointId,
    /// From this moment on,
    pub from: Timestamp,
    /// and before this one.
    pub to: Timestamp,
    /// How much of it.
    pub scope: ReplayScope,
}

/// How much of a range is delivered again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplayScope {
    /// All of it.
    Everything,
    /// What has never arrived there.
    Undelivered,
}

/// How many notifications are looked through in one transaction.
const PAGE: usize = 200;

impl Store {
    /// Delivers something again, with the same id. `None` where there is no such delivery.
    pub async fn replay_delivery(
        &self,
        id: &DeliveryId,
        now: Timestamp,
    ) -> Result<Option<Replayed>, StoreError> {
        match One::of(self, id, now).await? {
            None => Ok(None),
            Some(one) => self.write(one).await,
        }
    }

    /// Delivers again what an endpoint wants of a range of time, oldest first, also what
    /// happened before it was made or while it was disabled. Answers how many notifications
    /// these are. A disabled endpoint is sent nothing.
    pub async fn replay_range(
        &self,
        range: ReplayRange,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        let mut count = 0;
        let mut after = None;
        loop {
            let page = self
                .write(Page {
                    range: range.clone(),
                    after,
                    now,
                })
                .await?;
            count += page.count;
            after = page.last;
            if after.is_none() {
                return Ok(count);
            }
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    checkout: String,
    seq: i64,
    kind: String,
    created_at: i64,
    /// How often it was, or is being, delivered to the endpoint; and of these, how often it
    /// arrived and whether it waits.
    times: i64,
    arrived: i64,
    waits: i64,
}

impl Row {
    fn line(&self) -> Result<record::Line, StoreError> {
        let corrupt = |column| StoreError::corrupt("notification", column);
        Ok(record::Line {
            notification: self.id.parse().map_err(|_| corrupt("id"))?,
            checkout: self.checkout.parse().map_err(|_| corrupt("checkout"))?,
            seq: Version::from_sql(self.seq).ok_or_else(|| corrupt("seq"))?,
            kind: self.kind.parse().map_err(|_| corrupt("kind"))?,
        })
    }
}

pub(super) struct One {
    endpoint: EndpointId,
    notification: EventId,
    now: Timestamp,
}

impl One {
    /// `None` where there is no such delivery.
    pub(super) async fn of(
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
        match kinds(db, &self.endpoint).await? {
            Listening::Missing => return Ok(None),
            Listening::Disabled => return Ok(Some(Replayed::EndpointDisabled)),
            Listening::To(_) => {}
        }
        let row: Option<Row> = sqlx::query_as(
            "SELECT n.id, n.checkout, n.seq, n.kind, n.created_at,
                 (SELECT COUNT(*) FROM delivery d
                  WHERE d.notification = n.id AND d.endpoint = $1) AS times,
                 (SELECT COUNT(*) FROM delivery d
                  WHERE d.notification = n.id AND d.endpoint = $1 AND d.state = 'delivered') AS arrived,
                 (SELECT COUNT(*) FROM delivery d
                  WHERE d.notification = n.id AND d.endpoint = $1 AND d.state = 'waiting') AS waits
             FROM notification n WHERE n.id = $2",
        )
        .bind(self.endpoint.as_str())
        .bind(self.notification.as_str())
        .fetch_optional(&mut *db)
        .await?;
        match row {
            None => Ok(None),
            Some(row) => again(db, &self.endpoint, &row, self.now).await.map(Some),
        }
    }

    fn news(&self, _replayed: &Option<Replayed>) -> News {
        News {
            deliveries: true,
            ..News::default()
        }
    }
}

struct Page {
    range: ReplayRange,
    after: Option<(i64, String)>,
    now: Timestamp,
}

struct Turned {
    count: u64,
    /// The last that was looked at, unless it was the last of all.
    last: Option<(i64, String)>,
}

impl Write for Page {
    type Output = Turned;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<Turned, StoreError> {
        let ReplayRange {
            endpoint,
            from,
            to,
            scope,
        } = &self.range;
        let Listening::To(wanted) = kinds(db, endpoint).await? else {
            return Ok(Turned {
                count: 0,
                last: None,
            });
        };
        let (after_at, after_id) = self.after.clone().unwrap_or((i64::MIN, String::new()));
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT n.id, n.checkout, n.seq, n.kind, n.created_at,
                 (SELECT COUNT(*) FROM delivery d
                  WHERE d.notification = n.id AND d.endpoint = e.id) AS times,
                 (SELECT COUNT(*) FROM delivery d
                  WHERE d.notification = n.id AND d.endpoint = e.id AND d.state = 'delivered') AS arrived,
                 (SELECT COUNT(*) FROM delivery d
                  WHERE d.notification = n.id AND d.endpoint = e.id AND d.state = 'waiting') AS waits
             FROM endpoint e JOIN notification n ON n.merchant = e.merchant AND n.mode = e.mode
             WHERE e.id = $1 AND n.created_at >= $2 AND n.created_at < $3
               AND (n.created_at > $4 OR (n.created_at = $4 AND n.id > $5))
             ORDER BY n.created_at, n.id LIMIT $6",
        )
        .bind(endpoint.as_str())
        .bind(from.as_micros())
        .bind(to.as_micros())
        .bind(after_at)
        .bind(after_id)
        .bind(i64::try_from(PAGE).unwrap_or(i64::MAX))
        .fetch_all(&mut *db)
        .await?;
        let mut count = 0;
        for row in &rows {
            let kind = row.line()?.kind;
            let is_meant = match scope {
                ReplayScope::Everything => true,
                ReplayScope::Undelivered => row.arrived == 0,
            };
            if wanted.contain(kind) && is_meant {
                again(db, endpoint, row, self.now).await?;
                count += 1;
            }
        }
        let last = rows.last().filter(|_| rows.len() == PAGE);
        Ok(Turned {
            count,
            last: last.map(|row| (row.created_at, row.id.clone())),
        })
    }

    fn news(&self, turned: &Turned) -> News {
        News {
            deliveries: turned.count > 0,
            ..News::default()
        }
    }
}

/// What an endpoint listens to.
enum Listening {
    Missing,
    Disabled,
    To(Kinds),
}

async fn kinds(db: &mut Connection, endpoint: &EndpointId) -> Result<Listening, StoreError> {
    let row: Option<(String, Option<i64>)> =
        sqlx::query_as("SELECT kinds, disabled_at FROM endpoint WHERE id = $1")
            .bind(endpoint.as_str())
            .fetch_optional(db)
            .await?;
    match row {
        None => Ok(Listening::Missing),
        Some((_, Some(_))) => Ok(Listening::Disabled),
        Some((kinds, None)) => Kinds::from_sql(&kinds)
            .map(Listening::To)
            .ok_or(StoreError::corrupt("endpoint", "kinds")),
    }
}

/// Has a notification delivered now. One that waits already is not made to wait twice.
async fn again(
    db: &mut Connection,
    endpoint: &EndpointId,
    row: &Row,
    now: Timestamp,
) -> Result<Replayed, StoreError> {
    let line = row.line()?;
    if row.waits == 0 {
        let number = u32::try_from(row.times)
            .unwrap_or(u32::MAX)
            .saturating_add(1);
        let id = record::insert(db, endpoint, &line, number, now).await?;
        return Ok(Replayed::Again(id));
    }
    hasten(db, endpoint, &line.checkout, line.seq, now).await
}

/// What stands before it in its line goes with it, or it would have to wait for that.
async fn hasten(
    db: &mut Connection,
    endpoint: &EndpointId,
    checkout: &CheckoutId,
    seq: Version,
    now: Timestamp,
) -> Result<Replayed, StoreError> {
    sqlx::query(
        "UPDATE delivery SET next_at = $4
         WHERE endpoint = $1 AND checkout = $2 AND state = 'waiting' AND leased = 0
           AND seq <= $3 AND next_at > $4",
    )
    .bind(endpoint.as_str())
    .bind(checkout.as_str())
    .bind(seq.as_sql())
    .bind(now.as_micros())
    .execute(&mut *db)
    .await?;
    let id: String = sqlx::query_scalar(
        "SELECT id FROM delivery
         WHERE endpoint = $1 AND checkout = $2 AND state = 'waiting' AND seq = $3",
    )
    .bind(endpoint.as_str())
    .bind(checkout.as_str())
    .bind(seq.as_sql())
    .fetch_one(db)
    .await?;
    let id = id
        .parse()
        .map_err(|_| StoreError::corrupt("delivery", "id"))?;
    Ok(Replayed::Hastened(id))
}
