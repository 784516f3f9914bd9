//! Codes for whoever lost everything else. Each opens once.

use payment::{PersonId, Timestamp};

use super::{NewAudit, Noted};
use crate::{Digest, Store, StoreError, database::Connection, writer::Write};

impl Store {
    /// Gives somebody these codes, in the place of those they had.
    pub async fn set_recovery_codes(
        &self,
        person: &PersonId,
        codes: Vec<Digest>,
        at: Timestamp,
        notes: Vec<NewAudit>,
    ) -> Result<(), StoreError> {
        let write = Set {
            person: person.clone(),
            codes,
            at,
        };
        self.write(Noted::always(write, notes)).await
    }

    /// How many codes somebody has left.
    pub async fn recovery_codes(&self, person: &PersonId) -> Result<u32, StoreError> {
        let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM recovery_code WHERE person = $1")
            .bind(person.as_str())
            .fetch_one(self.readers())
            .await?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// Uses a code up. Whether it was one of theirs.
    pub async fn use_recovery_code(
        &self,
        person: &PersonId,
        code: Digest,
    ) -> Result<bool, StoreError> {
        self.write(Use {
            person: person.clone(),
            code,
        })
        .await
    }
}

struct Set {
    person: PersonId,
    codes: Vec<Digest>,
    at: Timestamp,
}

impl Write for Set {
    type Output = ();
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM recovery_code WHERE person = $1")
            .bind(self.person.as_str())
            .execute(&mut *db)
            .await?;
        for code in &self.codes {
            sqlx::query(
                "INSERT INTO recovery_code (person, digest, created_at) VALUES ($1, $2, $3)",
            )
            .bind(self.person.as_str())
            .bind(code.as_sql())
            .bind(self.at.as_micros())
            .execute(&mut *db)
            .await?;
        }
        Ok(())
    }
}

struct Use {
    person: PersonId,
    code: Digest,
}

impl Write for Use {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM recovery_code WHERE person = $1 AND digest = $2")
            .bind(self.person.as_str())
            .bind(self.code.as_sql())
            .execute(db)
            .await?;
        Ok(done.rows_affected() == 1)
    }
}
