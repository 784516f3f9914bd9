//! What the provider said that its documentation does not have, once for each word.

use payment::Timestamp;

use crate::{Store, StoreError, database::Connection, writer::Write};

/// The most words of one kind that are kept apart. Some come from a browser, which anybody
/// can make say anything; the rest are counted together under [`OTHER_WORDS`].
pub const MAX_DRIFT_WORDS: u32 = 100;

/// The longest sample that is kept, in bytes. What is longer is cut.
pub const MAX_DRIFT_SAMPLE: usize = 2_048;

/// What stands for the words that came after [`MAX_DRIFT_WORDS`] others of their kind.
pub const OTHER_WORDS: &str = "(others)";

/// A word that was met. Neither it nor the sample may hold anything personal: the caller has
/// seen to that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DriftSighting {
    /// Where it stood.
    pub kind: &'static str,
    /// What stood there.
    pub word: String,
    /// The shape of the message that it stood in, where there was one.
    pub sample: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// Whether a word is new to this installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DriftNews {
    /// It was never met before, by no server and before no restart.
    First,
    /// It is counted once more.
    Again,
}

/// A word with its story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DriftRow {
    /// Where it stood.
    pub kind: String,
    /// What stood there.
    pub word: String,
    /// The shape of the first message that had it.
    pub sample: Option<String>,
    /// When it was met first.
    pub first_at: Timestamp,
    /// When it was met last.
    pub last_at: Timestamp,
    /// How often it was met.
    pub count: u64,
}

#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    word: String,
    sample: Option<String>,
    first_at: i64,
    last_at: i64,
    times: i64,
}

impl Store {
    /// Counts a word, and tells whether it is the first time.
    pub async fn note_drift(&self, sighting: DriftSighting) -> Result<DriftNews, StoreError> {
        self.write(Note(sighting)).await
    }

    /// Every word that was met, in the order in which they were met first.
    pub async fn drift(&self) -> Result<Vec<DriftRow>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT kind, word, sample, first_at, last_at, times FROM drift
             ORDER BY first_at, kind, word",
        )
        .fetch_all(self.readers())
        .await?;
        Ok(rows.into_iter().map(DriftRow::from).collect())
    }
}

impl From<Row> for DriftRow {
    fn from(row: Row) -> Self {
        Self {
            kind: row.kind,
            word: row.word,
            sample: row.sample,
            first_at: Timestamp::from_micros(row.first_at),
            last_at: Timestamp::from_micros(row.last_at),
            count: u64::try_from(row.times).unwrap_or_default(),
        }
    }
}

struct Note(DriftSighting);

impl Write for Note {
    type Output = DriftNews;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<DriftNews, StoreError> {
        let DriftSighting {
            kind,
            word,
            sample,
            at,
        } = &self.0;
        let others: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM drift WHERE kind = $1 AND word <> $2")
                .bind(kind)
                .bind(word)
                .fetch_one(&mut *db)
                .await?;
        let is_known: Option<i64> =
            sqlx::query_scalar("SELECT 1 FROM drift WHERE kind = $1 AND word = $2")
                .bind(kind)
                .bind(word)
                .fetch_optional(&mut *db)
                .await?;
        let is_full = is_known.is_none() && others >= i64::from(MAX_DRIFT_WORDS);
        let word = if is_full { OTHER_WORDS } else { word };
        let times: i64 = sqlx::query_scalar(
            "INSERT INTO drift (kind, word, sample, first_at, last_at) VALUES ($1, $2, $3, $4, $4)
             ON CONFLICT (kind, word) DO UPDATE SET
                 times = drift.times + 1,
                 sample = COALESCE(drift.sample, excluded.sample),
                 last_at = CASE WHEN drift.last_at < excluded.last_at
                                THEN excluded.last_at ELSE drift.last_at END
             RETURNING times",
        )
        .bind(kind)
        .bind(word)
        .bind(sample.as_deref().map(cut))
        .bind(at.as_micros())
        .fetch_one(db)
        .await?;
        Ok(if times == 1 {
            DriftNews::First
        } else {
            DriftNews::Again
        })
    }
}

/// The beginning of a text, whole characters only.
fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_DRIFT_SAMPLE)]
}
