use payment::Timestamp;
use secrecy::ExposeSecret;

use crate::{Store, StoreError, database::Connection, writer::Write};

/// The name of the setting that holds the mark.
const NAME: &str = "clock_mark";

impl Store {
    /// The latest moment at which any server is known to have been at work on this store, give
    /// or take the minute between two marks. `None` before the first.
    pub async fn clock_mark(&self) -> Result<Option<Timestamp>, StoreError> {
        let Some(text) = self.setting(NAME).await? else {
            return Ok(None);
        };
        let micros = text.expose_secret().parse();
        let micros = micros.map_err(|_| StoreError::corrupt("setting", "value"))?;
        Ok(Some(Timestamp::from_micros(micros)))
    }

    /// Moves the mark up to `now`; a later one stays.
    pub async fn raise_clock_mark(&self, now: Timestamp) -> Result<(), StoreError> {
        self.write(Raise(now)).await
    }

    /// Puts the mark there, also where it was later: for an operator whose clock was ahead.
    pub async fn put_clock_mark(&self, at: Timestamp) -> Result<(), StoreError> {
        self.set_setting(NAME, written(at).into()).await
    }
}

/// With as many digits for every moment, so that the order of the texts is the order of the
/// moments.
fn written(at: Timestamp) -> String {
    format!("{:020}", at.as_micros().max(0))
}

struct Raise(Timestamp);

impl Write for Raise {
    type Output = ();
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO setting (name, value) VALUES ($1, $2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value
             WHERE setting.value < excluded.value",
        )
        .bind(NAME)
        .bind(written(self.0))
        .execute(db)
        .await?;
        Ok(())
    }
}
