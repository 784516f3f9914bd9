use secrecy::{ExposeSecret, SecretString};

use crate::{Store, StoreError, database::Connection, writer::Write};

impl Store {
    /// What was kept under that name. Most of it is secret, so all of it is treated so.
    pub async fn setting(&self, name: &str) -> Result<Option<SecretString>, StoreError> {
        let value: Option<String> = sqlx::query_scalar("SELECT value FROM setting WHERE name = $1")
            .bind(name)
            .fetch_optional(self.readers())
            .await?;
        Ok(value.map(SecretString::from))
    }

    /// Keeps a value under a name, in place of what was kept there.
    pub async fn set_setting(&self, name: &str, value: SecretString) -> Result<(), StoreError> {
        self.write(Set {
            name: name.to_owned(),
            value,
        })
        .await
    }
}

struct Set {
    name: String,
    value: SecretString,
}

impl Write for Set {
    type Output = ();
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO setting (name, value) VALUES ($1, $2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )
        .bind(&self.name)
        .bind(self.value.expose_secret())
        .execute(db)
        .await?;
        Ok(())
    }
}
