//! Looking for what proves that a host is a merchant's.

use payment::Timestamp;

use super::{Domain, DomainError, DomainName, Row, columns, select, standing, taken};
use crate::{NewAudit, Store, StoreError, database::Connection, people::Noted, writer::Write};

/// By what a host is known to be a merchant's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProvenBy {
    /// A record of the domain name system, for as long as it is there.
    Record,
    /// An operator's word, until it is taken back.
    Operator,
}

/// What was found where the record is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// The record.
    Record,
    /// No record of its kind.
    Nothing,
    /// Others of its kind.
    Others,
    /// The record, and the host is another's.
    Taken,
    /// Nobody answered, or not with an answer.
    NoAnswer,
}

/// What was found when somebody looked last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastLook {
    /// When.
    pub at: Timestamp,
    /// What.
    pub found: Found,
}

/// How a host stood before somebody looked, and how it stands after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// Before.
    pub before: Domain,
    /// After.
    pub after: Domain,
}

/// The text is none of these words.
pub(super) struct UnknownWord;

impl ProvenBy {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Record, Self::Operator];

    /// Its word, for the outside too.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Operator => "operator",
        }
    }

    pub(super) fn read(text: &str) -> Result<Self, UnknownWord> {
        let mut all = Self::ALL.into_iter();
        all.find(|it| it.as_str() == text).ok_or(UnknownWord)
    }
}

impl Found {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::Record,
        Self::Nothing,
        Self::Others,
        Self::Taken,
        Self::NoAnswer,
    ];

    /// Its word, for the outside too.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Record => "found",
            Self::Nothing => "absent",
            Self::Others => "different",
            Self::Taken => "taken",
            Self::NoAnswer => "no_answer",
        }
    }

    pub(super) fn read(text: &str) -> Result<Self, UnknownWord> {
        let mut all = Self::ALL.into_iter();
        all.find(|it| it.as_str() == text).ok_or(UnknownWord)
    }
}

impl Store {
    /// Whose the host is known to be.
    pub async fn domain_holder(&self, host: &DomainName) -> Result<Option<Domain>, StoreError> {
        let row: Option<Row> = sqlx::query_as(select!("WHERE host = $1 AND proven_at IS NOT NULL"))
            .bind(host.as_str())
            .fetch_optional(self.readers())
            .await?;
        row.map(Row::read).transpose()
    }

    /// The hosts whose record is to be looked for by now. Whoever asks takes them on until then;
    /// after that somebody else may.
    pub async fn claim_looks(
        &self,
        now: Timestamp,
        until: Timestamp,
        limit: u32,
    ) -> Result<Vec<Domain>, StoreError> {
        // Nearly always there is none, and no write is needed to say so.
        let due: Option<i64> =
            sqlx::query_scalar("SELECT next_look_at FROM domain WHERE next_look_at <= $1 LIMIT 1")
                .bind(now.as_micros())
                .fetch_optional(self.readers())
                .await?;
        match due {
            Some(_) => self.write(Claim { now, until, limit }).await,
            None => Ok(Vec::new()),
        }
    }

    /// Writes down what a look has led to, where the host is still named as it was before, its
    /// standing is the same and nobody has looked since; whether it is. `holder` is what the same
    /// look says of whoever holds the host: none of it is written where either is not as before.
    pub async fn settle_look(
        &self,
        looked: Looked,
        holder: Option<Looked>,
        notes: Vec<NewAudit>,
    ) -> Result<bool, DomainError> {
        let settle = Settle { looked, holder };
        self.write(Noted::when(|is_same| *is_same, settle, notes))
            .await
    }
}

struct Claim {
    now: Timestamp,
    until: Timestamp,
    limit: u32,
}

impl Write for Claim {
    type Output = Vec<Domain>;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<Vec<Domain>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(concat!(
            "UPDATE domain SET next_look_at = $2
             WHERE (merchant, mode) IN (
                 SELECT merchant, mode FROM domain WHERE next_look_at <= $1
                 ORDER BY next_look_at LIMIT $3
             ) AND next_look_at <= $1
             RETURNING ",
            columns!()
        ))
        .bind(self.now.as_micros())
        .bind(self.until.as_micros())
        .bind(i64::from(self.limit))
        .fetch_all(db)
        .await?;
        rows.into_iter().map(Row::read).collect()
    }
}

struct Settle {
    looked: Looked,
    holder: Option<Looked>,
}

impl Write for Settle {
    type Output = bool;
    type Error = DomainError;

    async fn write(&self, db: &mut Connection) -> Result<bool, DomainError> {
        // Whoever loses the host first: one has it.
        if let Some(holder) = &self.holder
            && !holder.write(db).await?
        {
            return Err(DomainError::Taken);
        }
        let is_same = self.looked.write(db).await?;
        if !is_same && self.holder.is_some() {
            // Nobody takes the host's place: whoever holds it keeps it.
            return Err(DomainError::NoSuchDomain);
        }
        Ok(is_same)
    }
}

impl Looked {
    /// Whether it stood as before.
    async fn write(&self, db: &mut Connection) -> Result<bool, DomainError> {
        let Self { before, after } = self;
        let by = |domain: &Domain| domain.proven.map(|(_, by)| by.as_str());
        let looked_at = |domain: &Domain| domain.last_look.map(|look| look.at.as_micros());
        let done = sqlx::query(
            "UPDATE domain
             SET proven_at = $4, proven_by = $5, looked_at = $6, found = $7, missing_since = $8,
                 misses = $9, next_look_at = $10, lost_at = $11, contested_since = $12
             WHERE merchant = $1 AND mode = $2 AND challenge = $3
               AND COALESCE(proven_by, '') = $13 AND COALESCE(looked_at, 0) = $14",
        )
        .bind(before.merchant.as_str())
        .bind(before.mode.as_str())
        .bind(&before.challenge)
        .bind(after.proven.map(|(at, _)| at.as_micros()))
        .bind(by(after))
        .bind(looked_at(after))
        .bind(after.last_look.map(|look| look.found.as_str()))
        .bind(after.missing_since.map(Timestamp::as_micros))
        .bind(i64::from(after.misses))
        .bind(after.next_look_at.map(Timestamp::as_micros))
        .bind(after.lost_at.map(Timestamp::as_micros))
        .bind(after.contested_since.map(Timestamp::as_micros))
        .bind(by(before).unwrap_or_default())
        .bind(looked_at(before).unwrap_or_default())
        .execute(db)
        .await
        .map_err(taken)?;
        Ok(done.rows_affected() == 1)
    }
}
