use std::time::Duration;

use payment::{CheckoutId, LetterId, MerchantId, Mode, Timestamp};

use super::{LetterRow, Row};
use crate::{
    NewAudit, Store, StoreError, change::News, database::Connection, people::Noted, writer::Write,
};

/// How long ago a letter can have failed to be counted: whoever looks after that has seen it.
pub const FAILED_LETTERS_COUNTED: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// A letter that did not reach its customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedLetter {
    /// The letter.
    pub row: LetterRow,
    /// To whose customer.
    pub checkout: CheckoutId,
    /// Whose checkout that is.
    pub merchant: MerchantId,
    /// In which mode.
    pub mode: Mode,
}

#[derive(sqlx::FromRow)]
struct FailedRow {
    #[sqlx(flatten)]
    row: Row,
    checkout: String,
    merchant: String,
    mode: String,
}

impl FailedRow {
    fn read(self) -> Result<FailedLetter, StoreError> {
        let corrupt = |column| StoreError::corrupt("letter", column);
        Ok(FailedLetter {
            row: self.row.read()?,
            checkout: self.checkout.parse().map_err(|_| corrupt("checkout"))?,
            merchant: self.merchant.parse().map_err(|_| corrupt("merchant"))?,
            mode: self.mode.parse().map_err(|_| corrupt("mode"))?,
        })
    }
}

impl Store {
    /// Letters that were given up or refused since that moment, longest ago first, as many as
    /// `limit`.
    pub async fn failed_letters(
        &self,
        since: Timestamp,
        limit: u32,
    ) -> Result<Vec<FailedLetter>, StoreError> {
        let rows: Vec<FailedRow> = sqlx::query_as(
            "SELECT l.id, l.kind, l.state, l.tries, l.outcome, l.created_at, l.ended_at,
                    l.checkout, c.merchant, c.mode
             FROM letter l JOIN checkout c ON c.id = l.checkout
             WHERE l.state IN ('dead', 'refused') AND l.ended_at >= $1
             ORDER BY l.ended_at, l.id LIMIT $2",
        )
        .bind(since.as_micros())
        .bind(i64::from(limit))
        .fetch_all(self.readers())
        .await?;
        rows.into_iter().map(FailedRow::read).collect()
    }

    /// One letter that was given up or refused; `None` where it was not, or there is none.
    pub async fn failed_letter(&self, id: &LetterId) -> Result<Option<FailedLetter>, StoreError> {
        let row: Option<FailedRow> = sqlx::query_as(
            "SELECT l.id, l.kind, l.state, l.tries, l.outcome, l.created_at, l.ended_at,
                    l.checkout, c.merchant, c.mode
             FROM letter l JOIN checkout c ON c.id = l.checkout
             WHERE l.id = $1 AND l.state IN ('dead', 'refused')",
        )
        .bind(id.as_str())
        .fetch_optional(self.readers())
        .await?;
        row.map(FailedRow::read).transpose()
    }

    /// Has a letter of that checkout sent again that was given up or refused, with the id that it
    /// had, and notes who had it done. Says whether there was such a letter: of two who ask at
    /// once, one did it.
    pub async fn renew_letter_and_note(
        &self,
        checkout: &CheckoutId,
        id: &LetterId,
        now: Timestamp,
        note: NewAudit,
    ) -> Result<bool, StoreError> {
        let renew = Renew {
            checkout: checkout.clone(),
            id: id.clone(),
            now,
        };
        self.write(Noted::when(|is_done| *is_done, renew, vec![note]))
            .await
    }
}

struct Renew {
    checkout: CheckoutId,
    id: LetterId,
    now: Timestamp,
}

impl Write for Renew {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE letter SET state = 'waiting', tries = 0, next_at = $3, renewed_at = $3,
                               ended_at = NULL
             WHERE id = $1 AND checkout = $2 AND state IN ('dead', 'refused')",
        )
        .bind(self.id.as_str())
        .bind(self.checkout.as_str())
        .bind(self.now.as_micros())
        .execute(db)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    fn news(&self, is_done: &bool) -> News {
        News {
            letters: *is_done,
            ..News::default()
        }
    }
}
