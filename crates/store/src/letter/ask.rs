use std::time::Duration;

use payment::{AttemptId, CheckoutId, Letter, Timestamp};

use super::{NewLetter, keep};
use crate::{Store, StoreError, change::News, database::Connection, writer::Write};

/// How many copies of its receipt a checkout's page can ask for in a day.
pub const LETTERS_A_DAY: u32 = 3;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What came of asking for a copy of the receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedLetter {
    /// It is written down and will be sent.
    Kept,
    /// A letter with the receipt waits to be sent already.
    OnItsWay,
    /// There were too many that day.
    TooMany,
}

impl Store {
    /// Keeps a copy of the receipt to be sent to the customer, unless one waits already or too
    /// many were asked for.
    pub async fn ask_for_letter(
        &self,
        checkout: &CheckoutId,
        attempt: &AttemptId,
        now: Timestamp,
    ) -> Result<AskedLetter, StoreError> {
        let letter = NewLetter {
            checkout: checkout.clone(),
            letter: Letter::Again,
            attempt: attempt.clone(),
            at: now,
        };
        self.write(Ask(letter)).await
    }
}

struct Ask(NewLetter);

impl Write for Ask {
    type Output = AskedLetter;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<AskedLetter, StoreError> {
        let checkout = self.0.checkout.as_str();
        let (waiting, lately, last): (i64, i64, i64) = sqlx::query_as(
            "SELECT (SELECT COUNT(*) FROM letter
                     WHERE checkout = $1 AND state = 'waiting' AND kind IN ('paid', 'again')),
                    (SELECT COUNT(*) FROM letter
                     WHERE checkout = $1 AND kind = 'again' AND created_at > $2),
                    (SELECT COUNT(*) FROM letter WHERE checkout = $1 AND kind = 'again')",
        )
        .bind(checkout)
        .bind(self.0.at.minus(DAY).as_micros())
        .fetch_one(&mut *db)
        .await?;
        if waiting > 0 {
            return Ok(AskedLetter::OnItsWay);
        }
        if lately >= i64::from(LETTERS_A_DAY) {
            return Ok(AskedLetter::TooMany);
        }
        let number = u32::try_from(last).unwrap_or(u32::MAX).saturating_add(1);
        // Whoever asked in the same instant, at another server, was first.
        if keep::insert(db, &self.0, number).await? {
            Ok(AskedLetter::Kept)
        } else {
            Ok(AskedLetter::OnItsWay)
        }
    }

    fn news(&self, asked: &AskedLetter) -> News {
        News {
            letters: *asked == AskedLetter::Kept,
            ..News::default()
        }
    }
}
