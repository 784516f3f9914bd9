//! The making or the use of a passkey between its two halves, so that any server can finish
//! what another began.

use payment::{PersonId, Timestamp};

use crate::{Digest, Store, StoreError, database::Connection, writer::Write};

/// The most ceremonies of nobody's that wait for their second half: the oldest make room, so that
/// whoever asks all the time neither fills the store nor keeps others from asking.
pub const MAX_CEREMONIES: u32 = 4096;

/// The first half of a ceremony.
#[derive(Clone, Debug)]
pub struct NewCeremony {
    /// Of the challenge.
    pub challenge: Digest,
    /// Whose passkey is to be made; nobody's, where one is to be used.
    pub person: Option<PersonId>,
    /// What the second half needs to know. The store does not look into it.
    pub state: Vec<u8>,
    /// Until when there can be a second half.
    pub ends_at: Timestamp,
}

/// What the second half needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ceremony {
    /// Whose passkey is to be made.
    pub person: Option<PersonId>,
    /// What the first half kept.
    pub state: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct Row {
    person: Option<String>,
    state: Vec<u8>,
}

impl Store {
    /// Keeps the first half of a ceremony.
    pub async fn begin_ceremony(&self, new: NewCeremony) -> Result<(), StoreError> {
        self.write(Begin(new)).await
    }

    /// Takes the first half of a ceremony away: nobody can finish it a second time.
    pub async fn take_ceremony(
        &self,
        challenge: Digest,
        now: Timestamp,
    ) -> Result<Option<Ceremony>, StoreError> {
        self.write(Take { challenge, now }).await
    }
}

struct Begin(NewCeremony);

impl Write for Begin {
    type Output = ();
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO ceremony (challenge, person, state, ends_at) VALUES ($1, $2, $3, $4)",
        )
        .bind(self.0.challenge.as_sql())
        .bind(self.0.person.as_ref().map(PersonId::as_str))
        .bind(self.0.state.as_slice())
        .bind(self.0.ends_at.as_micros())
        .execute(&mut *db)
        .await?;
        if self.0.person.is_none() {
            sqlx::query(
                "DELETE FROM ceremony WHERE person IS NULL AND ends_at < (
                     SELECT ends_at FROM ceremony WHERE person IS NULL
                     ORDER BY ends_at DESC LIMIT 1 OFFSET $1)",
            )
            .bind(i64::from(MAX_CEREMONIES) - 1)
            .execute(db)
            .await?;
        }
        Ok(())
    }
}

struct Take {
    challenge: Digest,
    now: Timestamp,
}

impl Write for Take {
    type Output = Option<Ceremony>;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<Option<Ceremony>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "DELETE FROM ceremony WHERE challenge = $1 AND ends_at > $2 RETURNING person, state",
        )
        .bind(self.challenge.as_sql())
        .bind(self.now.as_micros())
        .fetch_optional(db)
        .await?;
        row.map(|row| {
            let person = row.person.map(|id| id.parse()).transpose();
            Ok(Ceremony {
                person: person.map_err(|_| StoreError::corrupt("ceremony", "person"))?,
                state: row.state,
            })
        })
        .transpose()
    }
}
