//! Letters to customers. A letter is a row that is claimed under a lease, in a lane of its own: a
//! mail server that is slow or away keeps nothing else waiting.

mod ask;
mod claim;
mod keep;
mod renew;
mod settle;

use payment::{AttemptId, CheckoutId, Letter, LetterId, Timestamp};

use crate::{Digest, Store, StoreError};

pub use ask::{AskedLetter, LETTERS_A_DAY};
pub use claim::ClaimedLetter;
pub use renew::{FAILED_LETTERS_COUNTED, FailedLetter};
pub use settle::LetterFate;

/// A letter that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLetter {
    /// To whose customer.
    pub checkout: CheckoutId,
    /// About what.
    pub letter: Letter,
    /// Which attempt brought the money.
    pub attempt: AttemptId,
    /// Since when.
    pub at: Timestamp,
}

/// Where a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterState {
    /// It is tried, now or later.
    Waiting,
    /// The mail server took it.
    Sent,
    /// The mail server said that it will never take it.
    Refused,
    /// It was given up after days.
    Dead,
    /// What it was to say was no longer so.
    Dropped,
}

impl LetterState {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::Waiting,
        Self::Sent,
        Self::Refused,
        Self::Dead,
        Self::Dropped,
    ];

    /// Its name in the store and in figures.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Dead => "dead",
            Self::Dropped => "dropped",
        }
    }
}

/// What came of a try to send a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterOutcome {
    /// The mail server took it.
    Sent,
    /// The mail server will never take it (5xx).
    Refused,
    /// The mail server will not take it now (4xx).
    Deferred,
    /// The mail server does not let us in: the greeting, encryption or the password.
    NotAdmitted,
    /// There was no connection to the mail server, or it broke.
    Unreachable,
    /// The mail server took too long.
    TimedOut,
    /// It could not be written: something of ours does not work right now.
    Unwritten,
    /// There was nothing to say any more.
    Overtaken,
}

impl LetterOutcome {
    /// Every outcome.
    pub const ALL: [Self; 8] = [
        Self::Sent,
        Self::Refused,
        Self::Deferred,
        Self::NotAdmitted,
        Self::Unreachable,
        Self::TimedOut,
        Self::Unwritten,
        Self::Overtaken,
    ];

    /// Its name in the store and in figures.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Deferred => "deferred",
            Self::NotAdmitted => "not_admitted",
            Self::Unreachable => "unreachable",
            Self::TimedOut => "timed_out",
            Self::Unwritten => "unwritten",
            Self::Overtaken => "overtaken",
        }
    }
}

/// A letter as the merchant's people see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterRow {
    /// Its id.
    pub id: LetterId,
    /// About what.
    pub letter: Letter,
    /// Where it stands.
    pub state: LetterState,
    /// How often it was tried, since it was last sent again where it was.
    pub tries: u32,
    /// What came of the last try; `None` before the first.
    pub outcome: Option<LetterOutcome>,
    /// Since when.
    pub created_at: Timestamp,
    /// When it was sent or given up.
    pub ended_at: Option<Timestamp>,
}

/// How letters stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LetterFigures {
    /// So many wait.
    pub waiting: u32,
    /// So many were given up within [`FAILED_LETTERS_COUNTED`], and nobody had them sent again.
    pub dead: u32,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    state: String,
    tries: i64,
    outcome: Option<String>,
    created_at: i64,
    ended_at: Option<i64>,
}

impl Row {
    fn read(self) -> Result<LetterRow, StoreError> {
        let corrupt = |column| StoreError::corrupt("letter", column);
        let outcome = self.outcome.map(|name| {
            let known = LetterOutcome::ALL.into_iter();
            let mut known = known.filter(|outcome| outcome.as_str() == name);
            known.next().ok_or_else(|| corrupt("outcome"))
        });
        let mut states = LetterState::ALL.into_iter();
        Ok(LetterRow {
            id: self.id.parse().map_err(|_| corrupt("id"))?,
            letter: self.kind.parse().map_err(|_| corrupt("kind"))?,
            state: states
                .find(|state| state.as_str() == self.state)
                .ok_or_else(|| corrupt("state"))?,
            tries: u32::try_from(self.tries).map_err(|_| corrupt("tries"))?,
            outcome: outcome.transpose()?,
            created_at: Timestamp::from_micros(self.created_at),
            ended_at: self.ended_at.map(Timestamp::from_micros),
        })
    }
}

impl Store {
    /// The letters to a checkout's customer, oldest first.
    pub async fn letters(&self, checkout: &CheckoutId) -> Result<Vec<LetterRow>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT id, kind, state, tries, outcome, created_at, ended_at FROM letter
             WHERE checkout = $1 ORDER BY created_at, number, id",
        )
        .bind(checkout.as_str())
        .fetch_all(self.readers())
        .await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// How letters stand at `now`.
    pub async fn letter_figures(&self, now: Timestamp) -> Result<LetterFigures, StoreError> {
        let (waiting, dead): (i64, i64) = sqlx::query_as(
            "SELECT (SELECT COUNT(*) FROM letter WHERE state = 'waiting'),
                    (SELECT COUNT(*) FILTER (WHERE state = 'dead') FROM letter
                     WHERE state IN ('dead', 'refused') AND ended_at >= $1)",
        )
        .bind(now.minus(FAILED_LETTERS_COUNTED).as_micros())
        .fetch_one(self.readers())
        .await?;
        let small = |count| u32::try_from(count).unwrap_or(u32::MAX);
        Ok(LetterFigures {
            waiting: small(waiting),
            dead: small(dead),
        })
    }
}

/// The id of a letter: the same for whoever works it out, so that a mail server and a mailbox can
/// tell one that comes twice.
fn id_of(checkout: &CheckoutId, letter: Letter, attempt: &AttemptId, number: u32) -> LetterId {
    let name = letter.as_str();
    let digest = Digest::of(format!("{checkout} {name} {attempt} {number}"));
    let (half, _) = digest
        .as_bytes()
        .split_first_chunk()
        .expect("a digest has more bytes than an id");
    LetterId::from_bytes(*half)
}
