use payment::{EndpointId, MerchantId, Timestamp};

use super::{Listening, Row, again, listening};
use crate::{
    Digest, IdempotencyKey, Store, StoreError,
    change::News,
    database::{Connection, Engine},
    writer::Write,
};

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

impl ReplayScope {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Everything => "everything",
            Self::Undelivered => "undelivered",
        }
    }
}

/// How many notifications are looked through in one transaction.
const PAGE: usize = 200;

impl Store {
    /// Delivers again what an endpoint wants of a range of time, oldest first, also what
    /// happened before it was made or while it was disabled. Answers how many notifications
    /// these are. A disabled endpoint is sent nothing.
    ///
    /// Under a key it is done once, however often it is cut short and asked for again, and
    /// whoever does it at the same time: each goes on where the others have come to. It is so
    /// until the key is [forgotten](Self::forget_before).
    pub async fn replay_range(
        &self,
        merchant: &MerchantId,
        range: ReplayRange,
        key: Option<&IdempotencyKey>,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        let name = key.map(|key| range.name(merchant, key));
        let mut progress = Progress::default();
        loop {
            progress = self
                .write(Page {
                    range: range.clone(),
                    name,
                    before: progress,
                    now,
                })
                .await?;
            if progress.has_ended {
                return Ok(progress.count);
            }
        }
    }
}

impl ReplayRange {
    /// What this replay is known by, if it is asked for again.
    fn name(&self, merchant: &MerchantId, key: &IdempotencyKey) -> Digest {
        let Self {
            endpoint,
            from,
            to,
            scope,
        } = self;
        Digest::of_parts(&[
            "replay",
            merchant.as_str(),
            key.as_str(),
            endpoint.as_str(),
            &from.as_micros().to_string(),
            &to.as_micros().to_string(),
            scope.as_str(),
        ])
    }
}

/// How far a replay has come.
#[derive(Clone, Default)]
struct Progress {
    /// The last notification that was looked at.
    reached: Option<(i64, String)>,
    count: u64,
    has_ended: bool,
}

struct Page {
    range: ReplayRange,
    /// Where how far it has come is kept, where it is.
    name: Option<Digest>,
    /// How far it has come, where that is not kept.
    before: Progress,
    now: Timestamp,
}

/// A notification that may be meant.
#[derive(sqlx::FromRow)]
struct Candidate {
    #[sqlx(flatten)]
    row: Row,
    created_at: i64,
    /// How often it has arrived at the endpoint.
    arrived: i64,
}

impl Write for Page {
    type Output = Progress;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<Progress, StoreError> {
        let mut progress = match &self.name {
            Some(name) => kept(db, name, self.now).await?,
            None => self.before.clone(),
        };
        if progress.has_ended {
            return Ok(progress);
        }
        let endpoint = &self.range.endpoint;
        let Listening::To(wanted) = listening(db, endpoint).await? else {
            // Nothing of it is kept: it can be asked for again when it listens.
            progress.has_ended = true;
            return Ok(progress);
        };
        let candidates = self.candidates(db, &progress).await?;
        for candidate in &candidates {
            let line = candidate.row.line()?;
            let is_meant = match self.range.scope {
                ReplayScope::Everything => true,
                ReplayScope::Undelivered => candidate.arrived == 0,
            };
            if wanted.contain(line.kind)
                && is_meant
                && again(db, endpoint, &line, self.now).await?.is_some()
            {
                progress.count += 1;
            }
        }
        if let Some(last) = candidates.last() {
            progress.reached = Some((last.created_at, last.row.id.clone()));
        }
        progress.has_ended = candidates.len() < PAGE;
        if let Some(name) = &self.name {
            keep(db, name, &progress).await?;
        }
        Ok(progress)
    }

    fn news(&self, progress: &Progress) -> News {
        News {
            deliveries: progress.count > self.before.count,
            ..News::default()
        }
    }
}

impl Page {
    async fn candidates(
        &self,
        db: &mut Connection,
        progress: &Progress,
    ) -> Result<Vec<Candidate>, StoreError> {
        let beginning = (i64::MIN, String::new());
        let (after_at, after_id) = progress.reached.as_ref().unwrap_or(&beginning);
        let candidates = sqlx::query_as(
            "SELECT n.id, n.checkout, n.seq, n.kind, n.created_at,
                 (SELECT COUNT(*) FROM delivery d
                  WHERE d.notification = n.id AND d.endpoint = e.id AND d.state = 'delivered') AS arrived
             FROM endpoint e JOIN notification n ON n.merchant = e.merchant AND n.mode = e.mode
             WHERE e.id = $1 AND n.created_at >= $2 AND n.created_at < $3
               AND (n.created_at > $4 OR (n.created_at = $4 AND n.id > $5))
             ORDER BY n.created_at, n.id LIMIT $6",
        )
        .bind(self.range.endpoint.as_str())
        .bind(self.range.from.as_micros())
        .bind(self.range.to.as_micros())
        .bind(*after_at)
        .bind(after_id.as_str())
        .bind(i64::try_from(PAGE).unwrap_or(i64::MAX))
        .fetch_all(db)
        .await?;
        Ok(candidates)
    }
}

/// On PostgreSQL, two who do the same take turns.
macro_rules! kept {
    ($lock:literal) => {
        concat!(
            "SELECT reached_at, reached_id, count, ended FROM replay WHERE name = $1 ",
            $lock
        )
    };
}

async fn kept(db: &mut Connection, name: &Digest, now: Timestamp) -> Result<Progress, StoreError> {
    sqlx::query(
        "INSERT INTO replay (name, begun_at) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
    )
    .bind(name.as_sql())
    .bind(now.as_micros())
    .execute(&mut *db)
    .await?;
    let (reached_at, reached_id, count, ended): (Option<i64>, Option<String>, i64, i64) =
        sqlx::query_as(match Engine::of(db) {
            Engine::Sqlite => kept!(""),
            Engine::Postgres => kept!("FOR UPDATE"),
        })
        .bind(name.as_sql())
        .fetch_one(db)
        .await?;
    Ok(Progress {
        reached: reached_at.zip(reached_id),
        count: u64::try_from(count).map_err(|_| StoreError::corrupt("replay", "count"))?,
        has_ended: ended == 1,
    })
}

async fn keep(db: &mut Connection, name: &Digest, progress: &Progress) -> Result<(), StoreError> {
    let Progress {
        reached,
        count,
        has_ended,
    } = progress;
    let (reached_at, reached_id) = reached.clone().unzip();
    sqlx::query(
        "UPDATE replay SET reached_at = $2, reached_id = $3, count = $4, ended = $5
         WHERE name = $1",
    )
    .bind(name.as_sql())
    .bind(reached_at)
    .bind(reached_id)
    .bind(i64::try_from(*count).unwrap_or(i64::MAX))
    .bind(i64::from(*has_ended))
    .execute(db)
    .await?;
    Ok(())
}

/// Forgets how far those replays came that began before that moment.
pub(crate) async fn forget(db: &mut Connection, before: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM replay WHERE begun_at < $1")
        .bind(before.as_micros())
        .execute(db)
        .await?;
    Ok(())
}
