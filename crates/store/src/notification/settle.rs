use std::collections::BTreeMap;

use payment::{CheckoutId, EndpointId, Timestamp};

use super::{
    ClaimedDelivery, DeliveryState, DisabledReason, EndpointNews, Try, TryOutcome, endpoint, health,
};
use crate::{Store, StoreError, Version, change::News, database::Connection, writer::Write};

/// The most of an answer that is kept, in bytes.
pub const MAX_ANSWER: usize = 2_048;

/// A try of a delivery that was claimed, and what follows from it.
#[derive(Clone, Debug)]
pub struct Tried {
    /// The delivery, as it was claimed.
    pub delivery: ClaimedDelivery,
    /// What came of it. Its number is the store's to say.
    pub r#try: Try,
    /// What becomes of the delivery.
    pub fate: Fate,
}

/// What becomes of a delivery after a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It has arrived.
    Delivered,
    /// It is tried again at that moment; so is no later one of its checkout before it.
    Again {
        /// When.
        at: Timestamp,
    },
    /// It is given up.
    Dead,
    /// It is given up, and its endpoint with it, which is gone for good.
    Gone,
}

impl Store {
    /// Writes down what came of tries, in the order in which they ended, and lets go of the
    /// deliveries. What was no longer this sender's, because its lease had run out and another
    /// has taken it on since, is passed over. Answers what somebody should know.
    pub async fn settle_deliveries(
        &self,
        tried: Vec<Tried>,
    ) -> Result<Vec<EndpointNews>, StoreError> {
        let last = tried.iter().map(|tried| tried.r#try.at).max();
        let told = self.write(Settle(tried)).await?;
        for news in &told {
            match news {
                EndpointNews::Gone(endpoint) => {
                    let now = last.unwrap_or(Timestamp::from_micros(0));
                    self.begin_to_give_up(endpoint, now).await;
                }
                EndpointNews::Failing(_) | EndpointNews::Healed(_) => {}
            }
        }
        Ok(told)
    }
}

struct Settle(Vec<Tried>);

impl Write for Settle {
    type Output = Vec<EndpointNews>;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<Vec<EndpointNews>, StoreError> {
        // In one order for all who settle: each waits for the rows that another has changed.
        let mut streaks: BTreeMap<&EndpointId, Streak> = BTreeMap::new();
        let mut gone = BTreeMap::new();
        for tried in &self.0 {
            let Some(place) = release(db, tried).await? else {
                continue;
            };
            note_try(db, tried, place.tries).await?;
            follow(db, tried, &place).await?;
            let endpoint = &tried.delivery.endpoint;
            streaks.entry(endpoint).or_default().count(tried);
            if tried.fate == Fate::Gone {
                gone.entry(endpoint).or_insert(tried.r#try.at);
            }
        }
        let mut news = Vec::new();
        for (endpoint, streak) in streaks {
            if streak.has_success {
                news.extend(health::note_success(db, endpoint).await?);
            }
            if let Some(first_at) = streak.failed_at {
                let noted = health::note_failures(db, endpoint, streak.failures, first_at);
                news.extend(noted.await?);
            }
        }
        for (endpoint, at) in gone {
            if endpoint::disable(db, endpoint, DisabledReason::Gone, at).await? {
                news.push(EndpointNews::Gone(endpoint.clone()));
            }
        }
        Ok(news)
    }

    fn news(&self, _news: &Vec<EndpointNews>) -> News {
        News {
            deliveries: true,
            ..News::default()
        }
    }
}

/// What one endpoint's tries of a batch amount to.
#[derive(Default)]
struct Streak {
    has_success: bool,
    /// Since the last success of the batch.
    failures: u32,
    failed_at: Option<Timestamp>,
}

impl Streak {
    fn count(&mut self, tried: &Tried) {
        match tried.r#try.outcome {
            TryOutcome::Delivered => {
                *self = Self {
                    has_success: true,
                    ..Self::default()
                };
            }
            TryOutcome::Refused
            | TryOutcome::TimedOut
            | TryOutcome::Unreachable
            | TryOutcome::AddressRefused
            | TryOutcome::Altered => {
                self.failures += 1;
                self.failed_at.get_or_insert(tried.r#try.at);
            }
        }
    }
}

/// Where a delivery stands in its line, after so many tries.
struct Place {
    checkout: CheckoutId,
    seq: Version,
    tries: i64,
}

/// Lets go of a delivery; `None` when it was not held. What waits for a disabled endpoint is
/// given up.
async fn release(db: &mut Connection, tried: &Tried) -> Result<Option<Place>, StoreError> {
    let state = match tried.fate {
        Fate::Delivered => DeliveryState::Delivered,
        Fate::Again { .. } => DeliveryState::Waiting,
        Fate::Dead | Fate::Gone => DeliveryState::Dead,
    };
    let now = tried.r#try.at;
    let next_at = match tried.fate {
        Fate::Again { at } => at,
        Fate::Delivered | Fate::Dead | Fate::Gone => now,
    };
    let row: Option<(i64, i64)> = sqlx::query_as(
        "UPDATE delivery SET
             state = CASE WHEN $3 = 'waiting' AND EXISTS (
                 SELECT 1 FROM endpoint e WHERE e.id = delivery.endpoint AND e.disabled_at IS NOT NULL
             ) THEN 'dead' ELSE $3 END,
             ended_at = CASE WHEN $3 = 'waiting' AND NOT EXISTS (
                 SELECT 1 FROM endpoint e WHERE e.id = delivery.endpoint AND e.disabled_at IS NOT NULL
             ) THEN NULL ELSE $5 END,
             tries = tries + 1, leased = 0, next_at = $4
         WHERE id = $1 AND lease = $2 AND leased = 1
         RETURNING seq, tries",
    )
    .bind(tried.delivery.id.as_str())
    .bind(tried.delivery.lease)
    .bind(state.as_str())
    .bind(next_at.as_micros())
    .bind(now.as_micros())
    .fetch_optional(db)
    .await?;
    row.map(|(seq, tries)| {
        Ok(Place {
            checkout: tried.delivery.checkout.clone(),
            seq: Version::from_sql(seq).ok_or(StoreError::corrupt("delivery", "seq"))?,
            tries,
        })
    })
    .transpose()
}

async fn note_try(db: &mut Connection, tried: &Tried, number: i64) -> Result<(), StoreError> {
    let Try {
        at,
        outcome,
        status,
        took,
        answer,
    } = &tried.r#try;
    sqlx::query(
        "INSERT INTO delivery_try (delivery, number, at, outcome, status, took, answer)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(tried.delivery.id.as_str())
    .bind(number)
    .bind(at.as_micros())
    .bind(outcome.as_str())
    .bind(status.map(i64::from))
    .bind(i64::try_from(took.as_millis()).unwrap_or(i64::MAX))
    .bind(&answer[..answer.len().min(MAX_ANSWER)])
    .execute(db)
    .await?;
    Ok(())
}

/// Moves what stands behind a delivery in its line: not due before what is tried again, and
/// due at once behind what is over.
async fn follow(db: &mut Connection, tried: &Tried, place: &Place) -> Result<(), StoreError> {
    let (statement, moment) = match tried.fate {
        Fate::Again { at } => (
            "UPDATE delivery SET next_at = $4
             WHERE state = 'waiting' AND leased = 0 AND endpoint = $1 AND checkout = $2
               AND seq > $3 AND next_at < $4",
            at,
        ),
        Fate::Delivered | Fate::Dead | Fate::Gone => (
            "UPDATE delivery SET next_at = $4
             WHERE state = 'waiting' AND leased = 0 AND endpoint = $1 AND checkout = $2
               AND seq > $3 AND next_at > $4 AND tries = 0",
            tried.r#try.at,
        ),
    };
    sqlx::query(statement)
        .bind(tried.delivery.endpoint.as_str())
        .bind(place.checkout.as_str())
        .bind(place.seq.as_sql())
        .bind(moment.as_micros())
        .execute(db)
        .await?;
    Ok(())
}
