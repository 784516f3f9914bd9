//! A browser that somebody signed in with. What it shows is a capability, so only its digest is
//! kept.

use std::{str::FromStr, time::Duration};

use payment::{Locale, MerchantId, Mode, PersonId, SignInId, Timestamp};

use super::{Membership, NewAudit, Noted, SignInEmail, person};
use crate::{Digest, Store, StoreError, database::Connection, writer::Write};

/// How somebody showed who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SignInWay {
    /// By a password.
    Password,
    /// By a passkey.
    Passkey,
    /// By a recovery code.
    RecoveryCode,
    /// By a link that was handed to them.
    Link,
}

/// The text names no way to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an unknown way to sign in")]
pub struct UnknownSignInWay;

impl SignInWay {
    const ALL: [Self; 4] = [
        Self::Password,
        Self::Passkey,
        Self::RecoveryCode,
        Self::Link,
    ];

    /// Its name in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Passkey => "passkey",
            Self::RecoveryCode => "recovery_code",
            Self::Link => "link",
        }
    }
}

impl FromStr for SignInWay {
    type Err = UnknownSignInWay;

    fn from_str(text: &str) -> Result<Self, UnknownSignInWay> {
        Self::ALL
            .into_iter()
            .find(|way| way.as_str() == text)
            .ok_or(UnknownSignInWay)
    }
}

/// Somebody signs in.
#[derive(Clone, Debug)]
pub struct NewSignIn {
    /// Its public name.
    pub id: SignInId,
    /// Who.
    pub person: PersonId,
    /// When they had chosen their password, as they showed who they are.
    pub password_at: Option<Timestamp>,
    /// Of what the browser will show.
    pub digest: Digest,
    /// How.
    pub way: SignInWay,
    /// What the browser calls itself, in short.
    pub browser: String,
    /// Whose things it looks at, where that is plain.
    pub merchant: Option<MerchantId>,
    /// In which mode.
    pub mode: Mode,
    /// When.
    pub created_at: Timestamp,
    /// When it ends, used or not.
    pub ends_at: Timestamp,
}

/// Why somebody was not signed in.
#[derive(Clone, Debug, thiserror::Error)]
pub enum SignInError {
    /// Since they showed who they are, their password was changed, or they were forgotten.
    #[error("what let them in does so no more")]
    Outrun,
    /// Any other reason.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for SignInError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// A browser that is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Its public name.
    pub id: SignInId,
    /// Who.
    pub person: PersonId,
    /// What they sign in with.
    pub email: SignInEmail,
    /// The language that they chose.
    pub locale: Option<Locale>,
    /// How they showed who they are.
    pub way: SignInWay,
    /// The merchant that they look at, unless they have chosen none or are nothing to it any more.
    pub membership: Option<Membership>,
    /// To how many merchants they are something.
    pub merchants: u32,
    /// In which mode they look.
    pub mode: Mode,
    /// When they signed in.
    pub created_at: Timestamp,
    /// When it was seen last, to within a minute.
    pub seen_at: Timestamp,
}

/// A browser in the list of those that somebody signed in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedSignIn {
    /// Its public name.
    pub id: SignInId,
    /// What it calls itself, in short.
    pub browser: String,
    /// How they showed who they are.
    pub way: SignInWay,
    /// When they signed in.
    pub created_at: Timestamp,
    /// When it was seen last, to within a minute.
    pub seen_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    person: String,
    email: String,
    locale: Option<String>,
    way: String,
    merchant: Option<String>,
    role: Option<String>,
    name: Option<String>,
    merchants: i64,
    mode: String,
    created_at: i64,
    seen_at: i64,
}

impl Row {
    fn read(self) -> Result<SignIn, StoreError> {
        let corrupt = |column| move || StoreError::corrupt("sign_in", column);
        let membership = match (self.merchant, self.role, self.name) {
            (Some(merchant), Some(role), Some(name)) => Some(Membership {
                merchant: merchant.parse().ok().ok_or_else(corrupt("merchant"))?,
                role: role.parse().ok().ok_or_else(corrupt("role"))?,
                name,
            }),
            _ => None,
        };
        let locale = self.locale.map(|tag| tag.parse()).transpose();
        Ok(SignIn {
            id: self.id.parse().ok().ok_or_else(corrupt("id"))?,
            person: self.person.parse().ok().ok_or_else(corrupt("person"))?,
            email: self.email.parse().ok().ok_or_else(corrupt("email"))?,
            locale: locale.ok().ok_or_else(corrupt("locale"))?,
            way: self.way.parse().ok().ok_or_else(corrupt("way"))?,
            membership,
            merchants: u32::try_from(self.merchants).unwrap_or(u32::MAX),
            mode: self.mode.parse().ok().ok_or_else(corrupt("mode"))?,
            created_at: Timestamp::from_micros(self.created_at),
            seen_at: Timestamp::from_micros(self.seen_at),
        })
    }
}

#[derive(sqlx::FromRow)]
struct Listed {
    id: String,
    browser: String,
    way: String,
    created_at: i64,
    seen_at: i64,
}

impl Listed {
    fn read(self) -> Result<ListedSignIn, StoreError> {
        let corrupt = |column| move || StoreError::corrupt("sign_in", column);
        Ok(ListedSignIn {
            id: self.id.parse().ok().ok_or_else(corrupt("id"))?,
            browser: self.browser,
            way: self.way.parse().ok().ok_or_else(corrupt("way"))?,
            created_at: Timestamp::from_micros(self.created_at),
            seen_at: Timestamp::from_micros(self.seen_at),
        })
    }
}

impl Store {
    /// Somebody signs in; what the same browser showed before is worth nothing any more.
    pub async fn begin_sign_in(
        &self,
        new: NewSignIn,
        before: Option<Digest>,
        notes: Vec<NewAudit>,
    ) -> Result<(), SignInError> {
        self.write(Noted::always(Begin { new, before }, notes))
            .await
    }

    /// The browser that shows what has that digest, unless it has ended or was not seen for
    /// longer than `idle`.
    pub async fn sign_in_by_digest(
        &self,
        digest: &Digest,
        now: Timestamp,
        idle: Duration,
    ) -> Result<Option<SignIn>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "SELECT s.id, s.person, p.email, p.locale, s.way, m.merchant, m.role, c.name,
                 (SELECT COUNT(*) FROM membership n WHERE n.person = s.person) AS merchants,
                 s.mode, s.created_at, s.seen_at
             FROM sign_in s
             JOIN person p ON p.id = s.person
             LEFT JOIN membership m ON m.person = s.person AND m.merchant = s.merchant
             LEFT JOIN merchant c ON c.id = m.merchant
             WHERE s.digest = $1 AND s.ends_at > $2 AND s.seen_at > $3",
        )
        .bind(digest.as_sql())
        .bind(now.as_micros())
        .bind(now.minus(idle).as_micros())
        .fetch_optional(self.readers())
        .await?;
        row.map(Row::read).transpose()
    }

    /// Takes note that a browser was seen.
    pub async fn note_sign_in_seen(&self, id: &SignInId, at: Timestamp) -> Result<(), StoreError> {
        self.write(Seen { id: id.clone(), at }).await
    }

    /// Has a browser look at this merchant's things in that mode. Whether they may: nobody looks
    /// at what is not theirs.
    pub async fn look_at(
        &self,
        id: &SignInId,
        merchant: &MerchantId,
        mode: Mode,
    ) -> Result<bool, StoreError> {
        self.write(LookAt {
            id: id.clone(),
            merchant: merchant.clone(),
            mode,
        })
        .await
    }

    /// The browsers that somebody is signed in with, newest first.
    pub async fn sign_ins(
        &self,
        person: &PersonId,
        now: Timestamp,
        idle: Duration,
    ) -> Result<Vec<ListedSignIn>, StoreError> {
        let rows: Vec<Listed> = sqlx::query_as(
            "SELECT id, browser, way, created_at, seen_at FROM sign_in
             WHERE person = $1 AND ends_at > $2 AND seen_at > $3
             ORDER BY created_at DESC, id DESC",
        )
        .bind(person.as_str())
        .bind(now.as_micros())
        .bind(now.minus(idle).as_micros())
        .fetch_all(self.readers())
        .await?;
        rows.into_iter().map(Listed::read).collect()
    }

    /// Signs a browser out. Whether this person had it.
    pub async fn end_sign_in(&self, person: &PersonId, id: &SignInId) -> Result<bool, StoreError> {
        self.write(End {
            person: person.clone(),
            id: id.clone(),
        })
        .await
    }

    /// Signs somebody out everywhere but in one browser. From how many.
    pub async fn end_other_sign_ins(
        &self,
        person: &PersonId,
        kept: &SignInId,
    ) -> Result<u64, StoreError> {
        self.write(EndOthers {
            person: person.clone(),
            kept: kept.clone(),
        })
        .await
    }
}

struct Begin {
    new: NewSignIn,
    before: Option<Digest>,
}

impl Write for Begin {
    type Output = ();
    type Error = SignInError;

    async fn write(&self, db: &mut Connection) -> Result<(), SignInError> {
        let NewSignIn {
            person,
            password_at,
            ..
        } = &self.new;
        person::take_turn(db, person).await?;
        let known: Option<(Option<i64>,)> =
            sqlx::query_as("SELECT password_at FROM person WHERE id = $1")
                .bind(person.as_str())
                .fetch_optional(&mut *db)
                .await?;
        if known != Some((password_at.map(Timestamp::as_micros),)) {
            return Err(SignInError::Outrun);
        }
        if let Some(before) = &self.before {
            sqlx::query("DELETE FROM sign_in WHERE digest = $1")
                .bind(before.as_sql())
                .execute(&mut *db)
                .await?;
        }
        insert(db, &self.new).await?;
        Ok(())
    }
}

/// Keeps a sign-in.
async fn insert(db: &mut Connection, new: &NewSignIn) -> Result<(), sqlx::Error> {
    let NewSignIn {
        id,
        person,
        password_at: _,
        digest,
        way,
        browser,
        merchant,
        mode,
        created_at,
        ends_at,
    } = new;
    sqlx::query(
        "INSERT INTO sign_in
             (id, person, digest, way, browser, merchant, mode, created_at, seen_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)",
    )
    .bind(id.as_str())
    .bind(person.as_str())
    .bind(digest.as_sql())
    .bind(way.as_str())
    .bind(browser)
    .bind(merchant.as_ref().map(MerchantId::as_str))
    .bind(mode.as_str())
    .bind(created_at.as_micros())
    .bind(ends_at.as_micros())
    .execute(db)
    .await?;
    Ok(())
}

struct Seen {
    id: SignInId,
    at: Timestamp,
}

impl Write for Seen {
    type Output = ();
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<(), StoreError> {
        sqlx::query("UPDATE sign_in SET seen_at = $2 WHERE id = $1 AND seen_at < $2")
            .bind(self.id.as_str())
            .bind(self.at.as_micros())
            .execute(db)
            .await?;
        Ok(())
    }
}

struct LookAt {
    id: SignInId,
    merchant: MerchantId,
    mode: Mode,
}

impl Write for LookAt {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE sign_in SET merchant = $2, mode = $3
             WHERE id = $1 AND EXISTS (
                 SELECT 1 FROM membership m WHERE m.person = sign_in.person AND m.merchant = $2)",
        )
        .bind(self.id.as_str())
        .bind(self.merchant.as_str())
        .bind(self.mode.as_str())
        .execute(db)
        .await?;
        Ok(done.rows_affected() == 1)
    }
}

struct End {
    person: PersonId,
    id: SignInId,
}

impl Write for End {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM sign_in WHERE id = $1 AND person = $2")
            .bind(self.id.as_str())
            .bind(self.person.as_str())
            .execute(db)
            .await?;
        Ok(done.rows_affected() == 1)
    }
}

struct EndOthers {
    person: PersonId,
    kept: SignInId,
}

impl Write for EndOthers {
    type Output = u64;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<u64, StoreError> {
        let done = sqlx::query("DELETE FROM sign_in WHERE person = $1 AND id <> $2")
            .bind(self.person.as_str())
            .bind(self.kept.as_str())
            .execute(db)
            .await?;
        Ok(done.rows_affected())
    }
}
