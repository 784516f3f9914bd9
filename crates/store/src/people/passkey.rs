//! Passkeys: public keys, and what is needed to hold an answer against them.

use payment::{PasskeyId, PersonId, Timestamp};

use super::{NewAudit, Noted, person};
use crate::{Store, StoreError, database::Connection, writer::Write};

/// The most passkeys that one person can have.
pub const MAX_PASSKEYS: u32 = 20;

/// A passkey to be kept.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    /// Its name here.
    pub id: PasskeyId,
    /// Whose.
    pub person: PersonId,
    /// By which the browser names it.
    pub credential: Vec<u8>,
    /// What its owner calls it.
    pub name: String,
    /// The ways by which it is reached.
    pub transports: u8,
    /// Its public key and what stays.
    pub fixed: Vec<u8>,
    /// Its counter and what changes.
    pub moving: [u8; 7],
    /// When it was made.
    pub created_at: Timestamp,
}

/// A passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// Its name here.
    pub id: PasskeyId,
    /// Whose.
    pub person: PersonId,
    /// By which the browser names it.
    pub credential: Vec<u8>,
    /// What its owner calls it.
    pub name: String,
    /// The ways by which it is reached.
    pub transports: u8,
    /// Its public key and what stays.
    pub fixed: Vec<u8>,
    /// Its counter and what changes.
    pub moving: [u8; 7],
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was used last.
    pub used_at: Option<Timestamp>,
}

/// Why a passkey was not kept.
#[derive(Clone, Debug, thiserror::Error)]
pub enum PasskeyError {
    /// It is kept already.
    #[error("the passkey is known")]
    Taken,
    /// Its owner has [`MAX_PASSKEYS`] already.
    #[error("nobody can have more than {MAX_PASSKEYS} passkeys")]
    TooMany,
    /// Any other reason.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for PasskeyError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    person: String,
    credential: Vec<u8>,
    name: String,
    transports: i64,
    fixed: Vec<u8>,
    moving: Vec<u8>,
    created_at: i64,
    used_at: Option<i64>,
}

impl Row {
    fn read(self) -> Result<Passkey, StoreError> {
        let corrupt = |column| move || StoreError::corrupt("passkey", column);
        Ok(Passkey {
            id: self.id.parse().ok().ok_or_else(corrupt("id"))?,
            person: self.person.parse().ok().ok_or_else(corrupt("person"))?,
            credential: self.credential,
            name: self.name,
            transports: u8::try_from(self.transports)
                .ok()
                .ok_or_else(corrupt("transports"))?,
            fixed: self.fixed,
            moving: self.moving.try_into().ok().ok_or_else(corrupt("moving"))?,
            created_at: Timestamp::from_micros(self.created_at),
            used_at: self.used_at.map(Timestamp::from_micros),
        })
    }
}

/// A passkey as it is kept.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, person, credential, name, transports, fixed, moving, created_at, used_at
             FROM passkey WHERE ",
            $rest
        )
    };
}

impl Store {
    /// Somebody's passkeys, oldest first.
    pub async fn passkeys(&self, person: &PersonId) -> Result<Vec<Passkey>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(select!("person = $1 ORDER BY created_at, id"))
            .bind(person.as_str())
            .fetch_all(self.readers())
            .await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// The passkey that the browser names so.
    pub async fn passkey_by_credential(
        &self,
        credential: &[u8],
    ) -> Result<Option<Passkey>, StoreError> {
        let row: Option<Row> = sqlx::query_as(select!("credential = $1"))
            .bind(credential)
            .fetch_optional(self.readers())
            .await?;
        row.map(Row::read).transpose()
    }

    /// Keeps a passkey.
    pub async fn add_passkey(
        &self,
        new: NewPasskey,
        notes: Vec<NewAudit>,
    ) -> Result<(), PasskeyError> {
        self.write(Noted::always(Add(new), notes)).await
    }

    /// Takes note that a passkey was used, and of what that changed. Whether it is still there.
    pub async fn note_passkey_use(
        &self,
        id: &PasskeyId,
        moving: [u8; 7],
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        self.write(Used {
            id: id.clone(),
            moving,
            at,
        })
        .await
    }

    /// Forgets a passkey. Whether this person had it.
    pub async fn remove_passkey(
        &self,
        person: &PersonId,
        id: &PasskeyId,
        notes: Vec<NewAudit>,
    ) -> Result<bool, StoreError> {
        let write = Remove {
            person: person.clone(),
            id: id.clone(),
        };
        self.write(Noted::when(|done| *done, write, notes)).await
    }
}

struct Add(NewPasskey);

impl Write for Add {
    type Output = ();
    type Error = PasskeyError;

    async fn write(&self, db: &mut Connection) -> Result<(), PasskeyError> {
        let NewPasskey {
            id,
            person: whose,
            credential,
            name,
            transports,
            fixed,
            moving,
            created_at,
        } = &self.0;
        // One after the other, so that none is kept past the limit.
        person::take_turn(db, whose).await?;
        let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM passkey WHERE person = $1")
            .bind(whose.as_str())
            .fetch_one(&mut *db)
            .await?;
        if count >= i64::from(MAX_PASSKEYS) {
            return Err(PasskeyError::TooMany);
        }
        let done = sqlx::query(
            "INSERT INTO passkey
                 (id, person, credential, name, transports, fixed, moving, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT DO NOTHING",
        )
        .bind(id.as_str())
        .bind(whose.as_str())
        .bind(credential.as_slice())
        .bind(name)
        .bind(i64::from(*transports))
        .bind(fixed.as_slice())
        .bind(moving.as_slice())
        .bind(created_at.as_micros())
        .execute(db)
        .await?;
        if done.rows_affected() == 0 {
            return Err(PasskeyError::Taken);
        }
        Ok(())
    }
}

struct Used {
    id: PasskeyId,
    moving: [u8; 7],
    at: Timestamp,
}

impl Write for Used {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let done = sqlx::query("UPDATE passkey SET moving = $2, used_at = $3 WHERE id = $1")
            .bind(self.id.as_str())
            .bind(self.moving.as_slice())
            .bind(self.at.as_micros())
            .execute(db)
            .await?;
        Ok(done.rows_affected() == 1)
    }
}

struct Remove {
    person: PersonId,
    id: PasskeyId,
}

impl Write for Remove {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM passkey WHERE id = $1 AND person = $2")
            .bind(self.id.as_str())
            .bind(self.person.as_str())
            .execute(db)
            .await?;
        Ok(done.rows_affected() == 1)
    }
}
