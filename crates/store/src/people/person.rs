use std::fmt;

use payment::{Locale, PersonId, SignInId, Timestamp};
use secrecy::{ExposeSecret as _, SecretString};

use super::{NewAudit, Noted, SignInEmail};
use crate::{
    Store, StoreError,
    database::{Connection, Engine},
    writer::Write,
};

/// A password as it is kept: Argon2id with its parameters and its salt.
#[derive(Clone)]
pub struct PasswordHash(SecretString);

impl PasswordHash {
    /// What was made of a password.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text.into())
    }

    /// What a password is held against.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(***)")
    }
}

/// Somebody to be let in.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Their id.
    pub id: PersonId,
    /// What they sign in with.
    pub email: SignInEmail,
    /// The language of their pages, where they chose one.
    pub locale: Option<Locale>,
    /// What their password became, where they have one.
    pub password: Option<PasswordHash>,
    /// What passkeys know them by: random.
    pub handle: [u8; 64],
    /// When.
    pub created_at: Timestamp,
}

/// Somebody who signs in.
#[derive(Clone, Debug)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// What they sign in with.
    pub email: SignInEmail,
    /// The language of their pages, where they chose one.
    pub locale: Option<Locale>,
    /// What their password became, where they have one.
    pub password: Option<PasswordHash>,
    /// When they chose it.
    pub password_at: Option<Timestamp>,
    /// What passkeys know them by.
    pub handle: [u8; 64],
    /// Since when they are known.
    pub created_at: Timestamp,
}

/// Why somebody was not kept.
#[derive(Clone, Debug, thiserror::Error)]
pub enum PersonError {
    /// Somebody signs in with that address already.
    #[error("the e-mail address is taken")]
    Taken,
    /// Any other reason.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for PersonError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    email: String,
    locale: Option<String>,
    password: Option<String>,
    password_at: Option<i64>,
    handle: Vec<u8>,
    created_at: i64,
}

impl Row {
    fn read(self) -> Result<Person, StoreError> {
        let corrupt = |column| move || StoreError::corrupt("person", column);
        let locale = self.locale.map(|tag| tag.parse());
        Ok(Person {
            id: self.id.parse().ok().ok_or_else(corrupt("id"))?,
            email: self.email.parse().ok().ok_or_else(corrupt("email"))?,
            locale: locale.transpose().ok().ok_or_else(corrupt("locale"))?,
            password: self.password.map(PasswordHash::new),
            password_at: self.password_at.map(Timestamp::from_micros),
            handle: self.handle.try_into().ok().ok_or_else(corrupt("handle"))?,
            created_at: Timestamp::from_micros(self.created_at),
        })
    }
}

/// A person as they are kept.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, email, locale, password, password_at, handle, created_at
             FROM person WHERE ",
            $rest
        )
    };
}

impl Store {
    /// The person of that id.
    pub async fn person(&self, id: &PersonId) -> Result<Option<Person>, StoreError> {
        let row: Option<Row> = sqlx::query_as(select!("id = $1"))
            .bind(id.as_str())
            .fetch_optional(self.readers())
            .await?;
        row.map(Row::read).transpose()
    }

    /// Whoever signs in with that address.
    pub async fn person_by_email(&self, email: &SignInEmail) -> Result<Option<Person>, StoreError> {
        let row: Option<Row> = sqlx::query_as(select!("email = $1"))
            .bind(email.as_str())
            .fetch_optional(self.readers())
            .await?;
        row.map(Row::read).transpose()
    }

    /// Gives somebody another password, and ends every sign-in of theirs but `kept`, with every
    /// way back that was made for them before.
    pub async fn set_password(
        &self,
        person: &PersonId,
        password: PasswordHash,
        kept: Option<&SignInId>,
        at: Timestamp,
        notes: Vec<NewAudit>,
    ) -> Result<(), StoreError> {
        let write = SetPassword {
            person: person.clone(),
            password,
            kept: kept.cloned(),
            at,
        };
        self.write(Noted::always(write, notes)).await
    }

    /// Takes note of the language that somebody wants.
    pub async fn set_locale(&self, person: &PersonId, locale: Locale) -> Result<(), StoreError> {
        self.write(SetLocale {
            person: person.clone(),
            locale,
        })
        .await
    }
}

/// On PostgreSQL, what a person has or is is changed by one after the other.
macro_rules! turn {
    ($by:literal, $lock:literal) => {
        concat!("SELECT id FROM person WHERE ", $by, " = $1 ", $lock)
    };
}

/// Waits for its turn to change what one person has or is. Whoever waits for a merchant's turn too
/// does that before, and touches links after: in one order, nobody waits for ever.
pub(super) async fn take_turn(db: &mut Connection, person: &PersonId) -> Result<(), sqlx::Error> {
    sqlx::query(match Engine::of(db) {
        Engine::Sqlite => turn!("id", ""),
        Engine::Postgres => turn!("id", "FOR UPDATE"),
    })
    .bind(person.as_str())
    .execute(db)
    .await?;
    Ok(())
}

/// Waits for its turn to change what somebody has or is, by what they sign in with. Nobody, where
/// nobody does.
pub(super) async fn take_turn_by_email(
    db: &mut Connection,
    email: &str,
) -> Result<Option<PersonId>, StoreError> {
    let id: Option<String> = sqlx::query_scalar(match Engine::of(db) {
        Engine::Sqlite => turn!("email", ""),
        Engine::Postgres => turn!("email", "FOR UPDATE"),
    })
    .bind(email)
    .fetch_optional(db)
    .await?;
    id.map(|id| id.parse().map_err(|_| StoreError::corrupt("person", "id")))
        .transpose()
}

/// Keeps somebody new.
pub(super) async fn insert(db: &mut Connection, new: &NewPerson) -> Result<(), PersonError> {
    let NewPerson {
        id,
        email,
        locale,
        password,
        handle,
        created_at,
    } = new;
    let done = sqlx::query(
        "INSERT INTO person (id, email, locale, password, password_at, handle, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT DO NOTHING",
    )
    .bind(id.as_str())
    .bind(email.as_str())
    .bind(locale.map(Locale::tag))
    .bind(password.as_ref().map(PasswordHash::expose))
    .bind(password.as_ref().map(|_| created_at.as_micros()))
    .bind(handle.as_slice())
    .bind(created_at.as_micros())
    .execute(db)
    .await?;
    if done.rows_affected() == 0 {
        return Err(PersonError::Taken);
    }
    Ok(())
}

/// Gives somebody another password, and ends every sign-in of theirs but `kept`, with every way
/// back that was made for them before.
pub(super) async fn set_password(
    db: &mut Connection,
    person: &PersonId,
    password: &PasswordHash,
    kept: Option<&SignInId>,
    at: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE person SET password = $2, password_at = $3 WHERE id = $1")
        .bind(person.as_str())
        .bind(password.expose())
        .bind(at.as_micros())
        .execute(&mut *db)
        .await?;
    // No sign-in has an empty id.
    sqlx::query("DELETE FROM sign_in WHERE person = $1 AND id <> $2")
        .bind(person.as_str())
        .bind(kept.map_or("", SignInId::as_str))
        .execute(&mut *db)
        .await?;
    sqlx::query(
        "DELETE FROM entry_link WHERE kind = 'recovery'
             AND email = (SELECT email FROM person WHERE id = $1)",
    )
    .bind(person.as_str())
    .execute(db)
    .await?;
    Ok(())
}

struct SetPassword {
    person: PersonId,
    password: PasswordHash,
    kept: Option<SignInId>,
    at: Timestamp,
}

impl Write for SetPassword {
    type Output = ();
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<(), StoreError> {
        set_password(
            db,
            &self.person,
            &self.password,
            self.kept.as_ref(),
            self.at,
        )
        .await?;
        Ok(())
    }
}

struct SetLocale {
    person: PersonId,
    locale: Locale,
}

impl Write for SetLocale {
    type Output = ();
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<(), StoreError> {
        sqlx::query("UPDATE person SET locale = $2 WHERE id = $1")
            .bind(self.person.as_str())
            .bind(self.locale.tag())
            .execute(db)
            .await?;
        Ok(())
    }
}
