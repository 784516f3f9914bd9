use super::{NewLetter, id_of};
use crate::{Store, StoreError, change::News, database::Connection, writer::Write};

impl Store {
    /// Keeps a letter until it is sent. The same letter is kept once, however often it is
    /// brought.
    pub async fn keep_letter(&self, letter: NewLetter) -> Result<(), StoreError> {
        self.write(Keep(letter)).await.map(drop)
    }
}

struct Keep(NewLetter);

impl Write for Keep {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        insert(db, &self.0, 0).await
    }

    fn news(&self, is_new: &bool) -> News {
        News {
            letters: *is_new,
            ..News::default()
        }
    }
}

/// Writes a letter down; says whether it was not there before.
pub(super) async fn insert(
    db: &mut Connection,
    letter: &NewLetter,
    number: u32,
) -> Result<bool, StoreError> {
    let NewLetter {
        checkout,
        letter,
        attempt,
        at,
    } = letter;
    let done = sqlx::query(
        "INSERT INTO letter (id, checkout, kind, attempt, number, state, next_at, created_at)
         VALUES ($1, $2, $3, $4, $5, 'waiting', $6, $6) ON CONFLICT DO NOTHING",
    )
    .bind(id_of(checkout, *letter, attempt, number).as_str())
    .bind(checkout.as_str())
    .bind(letter.as_str())
    .bind(attempt.as_str())
    .bind(i64::from(number))
    .bind(at.as_micros())
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}
