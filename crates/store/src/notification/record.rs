use payment::{
    CheckoutId, DeliveryId, EndpointId, EventId, MerchantId, Mode, NotificationKind, Recorded,
    Timestamp,
};

use super::NewNotification;
use crate::{
    Digest, StoreError, Version,
    database::{Connection, Engine},
    log::event_id,
};

/// Whose log the notifications are written with.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    pub(crate) merchant: &'a MerchantId,
    pub(crate) mode: Mode,
    pub(crate) checkout: &'a CheckoutId,
    /// How far the log went before the events.
    pub(crate) before: Version,
}

/// Writes what the merchant is told of these events, and a delivery for each endpoint that
/// wants it.
pub(crate) async fn record(
    db: &mut Connection,
    subject: Subject<'_>,
    events: &[Recorded],
    notifications: &[NewNotification],
) -> Result<(), StoreError> {
    for new in notifications {
        // One that tells of no event of this entry is a fault of the caller's, and tells
        // nothing.
        let Some((place, recorded)) = u32::try_from(new.event)
            .ok()
            .and_then(|place| Some((place, events.get(new.event)?)))
        else {
            tracing::error!(checkout_id = %subject.checkout, "a notification tells of no event");
            continue;
        };
        let seq = Version::new(subject.before.number() + 1 + place);
        let line = Line {
            notification: event_id(subject.checkout, seq),
            checkout: subject.checkout.clone(),
            seq,
            kind: new.kind,
        };
        sqlx::query(
            "INSERT INTO notification (id, merchant, mode, checkout, seq, kind, body, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(line.notification.as_str())
        .bind(subject.merchant.as_str())
        .bind(subject.mode.as_str())
        .bind(subject.checkout.as_str())
        .bind(seq.as_sql())
        .bind(new.kind.as_str())
        .bind(new.body.as_slice())
        .bind(recorded.at.as_micros())
        .execute(&mut *db)
        .await?;
        for endpoint in listeners(db, subject, new.kind).await? {
            insert(db, &endpoint, &line, Occasion::Event, recorded.at).await?;
        }
    }
    Ok(())
}

/// On PostgreSQL, an endpoint must not be deleted between being found and being written to.
macro_rules! listeners {
    ($lock:literal) => {
        concat!(
            "SELECT id FROM endpoint
             WHERE merchant = $1 AND mode = $2 AND disabled_at IS NULL
               AND (kinds = '*' OR kinds LIKE '%,' || $3 || ',%')
             ORDER BY created_at, id ",
            $lock
        )
    };
}

/// The merchant's endpoints that want to be told of this kind.
async fn listeners(
    db: &mut Connection,
    subject: Subject<'_>,
    kind: NotificationKind,
) -> Result<Vec<EndpointId>, StoreError> {
    let ids: Vec<String> = sqlx::query_scalar(match Engine::of(db) {
        Engine::Sqlite => listeners!(""),
        Engine::Postgres => listeners!("FOR KEY SHARE"),
    })
    .bind(subject.merchant.as_str())
    .bind(subject.mode.as_str())
    .bind(kind.as_str())
    .fetch_all(db)
    .await?;
    ids.into_iter()
        .map(|id| {
            id.parse()
                .map_err(|_| StoreError::corrupt("endpoint", "id"))
        })
        .collect()
}

/// One notification with its place in the line.
pub(super) struct Line {
    pub(super) notification: EventId,
    pub(super) checkout: CheckoutId,
    pub(super) seq: Version,
    pub(super) kind: NotificationKind,
}

/// Why a notification is delivered.
#[derive(Clone, Copy)]
pub(super) enum Occasion {
    /// What it tells has just happened.
    Event,
    /// Somebody wants it again; the number counts how often anybody has, with this time.
    Replay(i64),
}

/// Writes a delivery of a notification to an endpoint. Its id follows from these and its
/// occasion, so it needs no randomness, and no two can have the same. What stands before it in
/// its checkout's line is tried first, so it is not due before that is.
pub(super) async fn insert(
    db: &mut Connection,
    endpoint: &EndpointId,
    line: &Line,
    occasion: Occasion,
    now: Timestamp,
) -> Result<DeliveryId, StoreError> {
    let (word, number) = match occasion {
        Occasion::Event => ("delivery", 1),
        Occasion::Replay(number) => ("replay", number),
    };
    let digest = Digest::of_parts(&[
        word,
        endpoint.as_str(),
        line.notification.as_str(),
        &number.to_string(),
    ]);
    let (bytes, _) = digest
        .as_bytes()
        .split_first_chunk()
        .expect("a digest has more than sixteen bytes");
    let id = DeliveryId::from_bytes(*bytes);
    sqlx::query(
        "INSERT INTO delivery
             (id, endpoint, notification, checkout, seq, kind, state, next_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'waiting',
             COALESCE((SELECT MAX(next_at) FROM delivery
                       WHERE endpoint = $2 AND checkout = $4 AND state = 'waiting'
                         AND seq < $5 AND leased = 0 AND next_at > $7), $7),
             $7)",
    )
    .bind(id.as_str())
    .bind(endpoint.as_str())
    .bind(line.notification.as_str())
    .bind(line.checkout.as_str())
    .bind(line.seq.as_sql())
    .bind(line.kind.as_str())
    .bind(now.as_micros())
    .execute(db)
    .await?;
    Ok(id)
}
