use std::time::Duration;

use payment::{AttemptId, CheckoutId, Letter, LetterId, Timestamp};

use crate::{
    Store, StoreError,
    database::{Connection, Engine},
    writer::Write,
};

/// A letter that a sender has taken on until its lease ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedLetter {
    /// Its id, the same for every try.
    pub id: LetterId,
    /// To whose customer.
    pub checkout: CheckoutId,
    /// About what.
    pub letter: Letter,
    /// Which attempt brought the money.
    pub attempt: AttemptId,
    /// Since when it is to be sent: since it was kept, or was last to be sent again.
    pub since: Timestamp,
    /// How often it was tried before. A lease that ran out counts as none.
    pub tries: u32,
    pub(super) lease: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    checkout: String,
    kind: String,
    attempt: String,
    since: i64,
    tries: i64,
    lease: i64,
}

impl Store {
    /// Takes on letters that are due at `now`, longest overdue first, for as long as `lease`.
    /// What is not settled by then is given to the next who claims.
    pub async fn claim_letters(
        &self,
        now: Timestamp,
        lease: Duration,
        limit: u32,
    ) -> Result<Vec<ClaimedLetter>, StoreError> {
        self.write(ClaimDue {
            now,
            until: now.plus(lease),
            limit,
        })
        .await
    }

    /// When the next letter is due, or the next lease of one ends. `None` when none waits.
    pub async fn next_letter_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let next: Option<i64> =
            sqlx::query_scalar("SELECT MIN(next_at) FROM letter WHERE state = 'waiting'")
                .fetch_one(self.readers())
                .await?;
        Ok(next.map(Timestamp::from_micros))
    }
}

macro_rules! claim {
    ($lock:literal) => {
        concat!(
            "WITH due AS (
                 SELECT id FROM letter WHERE state = 'waiting' AND next_at <= $1
                 ORDER BY next_at, id LIMIT $3 ",
            $lock,
            ")
             UPDATE letter SET lease = lease + 1, next_at = $2
             WHERE id IN (SELECT id FROM due)
             RETURNING id, checkout, kind, attempt,
                       COALESCE(renewed_at, created_at) AS since, tries, lease"
        )
    };
}

struct ClaimDue {
    now: Timestamp,
    until: Timestamp,
    limit: u32,
}

impl Write for ClaimDue {
    type Output = Vec<ClaimedLetter>;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<Vec<ClaimedLetter>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(match Engine::of(db) {
            Engine::Sqlite => claim!(""),
            Engine::Postgres => claim!("FOR UPDATE SKIP LOCKED"),
        })
        .bind(self.now.as_micros())
        .bind(self.until.as_micros())
        .bind(i64::from(self.limit))
        .fetch_all(db)
        .await?;
        let claimed = rows.into_iter().filter_map(|row| {
            let id = row.id.clone();
            let letter = row.read();
            if letter.is_none() {
                // It stays leased, so that it does not block the others just now.
                tracing::error!(letter_id = id, "a letter cannot be read");
            }
            letter
        });
        Ok(claimed.collect())
    }
}

impl Row {
    fn read(self) -> Option<ClaimedLetter> {
        Some(ClaimedLetter {
            id: self.id.parse().ok()?,
            checkout: self.checkout.parse().ok()?,
            letter: self.kind.parse().ok()?,
            attempt: self.attempt.parse().ok()?,
            since: Timestamp::from_micros(self.since),
            tries: u32::try_from(self.tries).ok()?,
            lease: self.lease,
        })
    }
}
