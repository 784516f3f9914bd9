//! What was counted by rules that have changed since.

use secrecy::ExposeSecret as _;

use crate::{Store, StoreError, database::Connection, writer::Write};

/// By which rules checkouts are counted: to be raised whenever one adds something else to the
/// figures than it did. What was counted by other rules is forgotten, and counted anew.
const TALLY: &str = "1";

impl Store {
    /// Makes sure that all that is counted was counted by these rules.
    pub(super) async fn forget_other_tallies(&self) -> Result<(), StoreError> {
        let tally = self.setting(Anew::SETTING).await?;
        if tally.is_some_and(|tally| tally.expose_secret() == TALLY) {
            return Ok(());
        }
        self.write(Anew).await
    }
}

/// Forgets what was counted by other rules.
struct Anew;

impl Anew {
    /// Under what it is kept by which rules was counted.
    const SETTING: &str = "figures_tally";
}

impl Write for Anew {
    type Output = ();
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<(), StoreError> {
        // Whoever is first does it. The others find it done.
        let first = sqlx::query(
            "INSERT INTO setting (name, value) VALUES ($1, $2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value
             WHERE setting.value <> excluded.value",
        )
        .bind(Self::SETTING)
        .bind(TALLY)
        .execute(&mut *db)
        .await?;
        if first.rows_affected() == 0 {
            return Ok(());
        }
        for text in [
            "UPDATE checkout SET counted = 0 WHERE counted > 0",
            "DELETE FROM figure",
        ] {
            sqlx::query(text).execute(&mut *db).await?;
        }
        Ok(())
    }
}
