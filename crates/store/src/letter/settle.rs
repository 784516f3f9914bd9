use payment::Timestamp;

use super::{ClaimedLetter, LetterOutcome, LetterState};
use crate::{Store, StoreError, change::News, database::Connection, writer::Write};

/// What becomes of a letter after a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterFate {
    /// It is tried again at that moment.
    Again {
        /// When.
        at: Timestamp,
    },
    /// It is over.
    Over(LetterState),
}

impl Store {
    /// Writes down what came of a try, and lets go of the letter. Says whether it was still this
    /// sender's: one whose lease had run out, and that another has taken on since, is left alone.
    pub async fn settle_letter(
        &self,
        letter: &ClaimedLetter,
        outcome: LetterOutcome,
        fate: LetterFate,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.write(Settle {
            letter: letter.clone(),
            outcome,
            fate,
            now,
        })
        .await
    }
}

struct Settle {
    letter: ClaimedLetter,
    outcome: LetterOutcome,
    fate: LetterFate,
    now: Timestamp,
}

impl Write for Settle {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let (state, next_at, ended_at) = match self.fate {
            LetterFate::Again { at } => (LetterState::Waiting, at, None),
            LetterFate::Over(state) => (state, self.now, Some(self.now.as_micros())),
        };
        let done = sqlx::query(
            "UPDATE letter SET state = $3, next_at = $4, ended_at = $5, outcome = $6,
                               tries = tries + 1
             WHERE id = $1 AND lease = $2 AND state = 'waiting'",
        )
        .bind(self.letter.id.as_str())
        .bind(self.letter.lease)
        .bind(state.as_str())
        .bind(next_at.as_micros())
        .bind(ended_at)
        .bind(self.outcome.as_str())
        .execute(db)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    fn news(&self, _: &bool) -> News {
        News {
            letters: true,
            ..News::default()
        }
    }
}
