//! What somebody is to a merchant.

use payment::{MerchantId, PersonId, Timestamp};

use super::{NewAudit, Noted, Role, SignInEmail, person};
// What people are to a merchant is changed by one after the other, so that two owners cannot
// remove each other at once.
pub(super) use crate::merchant::take_turn;
use crate::{Store, StoreError, database::Connection, writer::Write};

/// Somebody who has access to a merchant's dashboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// What they sign in with.
    pub email: SignInEmail,
    /// What they are to the merchant.
    pub role: Role,
    /// Since when.
    pub created_at: Timestamp,
    /// When they were seen last in a browser that is still signed in and looks at the merchant.
    pub seen_at: Option<Timestamp>,
    /// How many passkeys they have.
    pub passkeys: u32,
}

/// A merchant to which somebody has access.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The merchant.
    pub merchant: MerchantId,
    /// What customers know it as.
    pub name: String,
    /// What they are to it.
    pub role: Role,
}

/// Why somebody's access was not changed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum MembershipError {
    /// They have none.
    #[error("no such member")]
    NoSuchMember,
    /// Nobody would be left who may change it back.
    #[error("a merchant keeps one owner")]
    LastOwner,
    /// Any other reason.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for MembershipError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    person: String,
    email: String,
    role: String,
    created_at: i64,
    seen_at: Option<i64>,
    passkeys: i64,
}

impl Row {
    fn read(self) -> Result<Member, StoreError> {
        let corrupt = |column| move || StoreError::corrupt("membership", column);
        Ok(Member {
            person: self.person.parse().ok().ok_or_else(corrupt("person"))?,
            email: self.email.parse().ok().ok_or_else(corrupt("email"))?,
            role: self.role.parse().ok().ok_or_else(corrupt("role"))?,
            created_at: Timestamp::from_micros(self.created_at),
            seen_at: self.seen_at.map(Timestamp::from_micros),
            passkeys: u32::try_from(self.passkeys).unwrap_or(u32::MAX),
        })
    }
}

#[derive(sqlx::FromRow)]
struct OfPerson {
    merchant: String,
    name: String,
    role: String,
}

/// A member as lists show them.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT m.person, p.email, m.role, m.created_at,
                 (SELECT MAX(s.seen_at) FROM sign_in s
                  WHERE s.person = m.person AND s.merchant = m.merchant) AS seen_at,
                 (SELECT COUNT(*) FROM passkey k WHERE k.person = m.person) AS passkeys
             FROM membership m JOIN person p ON p.id = m.person WHERE ",
            $rest
        )
    };
}

impl Store {
    /// Everybody who has access to a merchant's dashboard, by how long.
    pub async fn members(&self, merchant: &MerchantId) -> Result<Vec<Member>, StoreError> {
        let rows: Vec<Row> =
            sqlx::query_as(select!("m.merchant = $1 ORDER BY m.created_at, m.person"))
                .bind(merchant.as_str())
                .fetch_all(self.readers())
                .await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// One of those who have access to a merchant's dashboard.
    pub async fn member(
        &self,
        merchant: &MerchantId,
        person: &PersonId,
    ) -> Result<Option<Member>, StoreError> {
        let row: Option<Row> = sqlx::query_as(select!("m.merchant = $1 AND m.person = $2"))
            .bind(merchant.as_str())
            .bind(person.as_str())
            .fetch_optional(self.readers())
            .await?;
        row.map(Row::read).transpose()
    }

    /// The merchants to whose dashboards somebody has access, by name.
    pub async fn merchants_of(&self, person: &PersonId) -> Result<Vec<Membership>, StoreError> {
        let rows: Vec<OfPerson> = sqlx::query_as(
            "SELECT m.merchant, c.name, m.role
             FROM membership m JOIN merchant c ON c.id = m.merchant
             WHERE m.person = $1 ORDER BY c.name, m.merchant",
        )
        .bind(person.as_str())
        .fetch_all(self.readers())
        .await?;
        let corrupt = |column| move || StoreError::corrupt("membership", column);
        rows.into_iter()
            .map(|row| {
                Ok(Membership {
                    merchant: row.merchant.parse().ok().ok_or_else(corrupt("merchant"))?,
                    name: row.name,
                    role: row.role.parse().ok().ok_or_else(corrupt("role"))?,
                })
            })
            .collect()
    }

    /// Makes somebody something else to a merchant.
    pub async fn change_role(
        &self,
        merchant: &MerchantId,
        person: &PersonId,
        role: Role,
        notes: Vec<NewAudit>,
    ) -> Result<(), MembershipError> {
        let write = Change {
            merchant: merchant.clone(),
            person: person.clone(),
            to: Some(role),
        };
        self.write(Noted::always(write, notes)).await
    }

    /// Takes somebody's access to a merchant away. Whoever has access to none is forgotten, with
    /// everything that let them in.
    pub async fn remove_member(
        &self,
        merchant: &MerchantId,
        person: &PersonId,
        notes: Vec<NewAudit>,
    ) -> Result<(), MembershipError> {
        let write = Change {
            merchant: merchant.clone(),
            person: person.clone(),
            to: None,
        };
        self.write(Noted::always(write, notes)).await
    }
}

/// Gives somebody access. Whether they had none: what they are is changed by an owner alone.
pub(super) async fn join(
    db: &mut Connection,
    person: &PersonId,
    merchant: &MerchantId,
    role: Role,
    at: Timestamp,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "INSERT INTO membership (person, merchant, role, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (person, merchant) DO NOTHING",
    )
    .bind(person.as_str())
    .bind(merchant.as_str())
    .bind(role.as_str())
    .bind(at.as_micros())
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

struct Change {
    merchant: MerchantId,
    person: PersonId,
    /// Nothing any more, where there is none.
    to: Option<Role>,
}

impl Write for Change {
    type Output = ();
    type Error = MembershipError;

    async fn write(&self, db: &mut Connection) -> Result<(), MembershipError> {
        let Self {
            merchant,
            person,
            to,
        } = self;
        take_turn(db, merchant).await?;
        person::take_turn(db, person).await?;
        let owners: Vec<String> = sqlx::query_scalar(
            "SELECT person FROM membership WHERE merchant = $1 AND role = 'owner'",
        )
        .bind(merchant.as_str())
        .fetch_all(&mut *db)
        .await?;
        let is_last_owner = owners.len() == 1 && owners[0] == person.as_str();
        if is_last_owner && *to != Some(Role::Owner) {
            return Err(MembershipError::LastOwner);
        }
        let done = match to {
            Some(role) => {
                sqlx::query("UPDATE membership SET role = $3 WHERE merchant = $1 AND person = $2")
                    .bind(merchant.as_str())
                    .bind(person.as_str())
                    .bind(role.as_str())
                    .execute(&mut *db)
                    .await?
            }
            None => {
                sqlx::query("DELETE FROM membership WHERE merchant = $1 AND person = $2")
                    .bind(merchant.as_str())
                    .bind(person.as_str())
                    .execute(&mut *db)
                    .await?
            }
        };
        if done.rows_affected() == 0 {
            return Err(MembershipError::NoSuchMember);
        }
        // Else an invitation from before would undo it.
        sqlx::query(
            "DELETE FROM entry_link
             WHERE merchant = $1 AND email = (SELECT email FROM person WHERE id = $2)",
        )
        .bind(merchant.as_str())
        .bind(person.as_str())
        .execute(&mut *db)
        .await?;
        if to.is_none() {
            forget_without_access(db, person).await?;
        }
        Ok(())
    }
}

/// Forgets somebody who has access to nothing.
async fn forget_without_access(db: &mut Connection, person: &PersonId) -> Result<(), sqlx::Error> {
    let left: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM membership WHERE person = $1")
        .bind(person.as_str())
        .fetch_one(&mut *db)
        .await?;
    if left > 0 {
        return Ok(());
    }
    for text in [
        "DELETE FROM sign_in WHERE person = $1",
        "DELETE FROM passkey WHERE person = $1",
        "DELETE FROM recovery_code WHERE person = $1",
        "DELETE FROM ceremony WHERE person = $1",
        "DELETE FROM entry_link WHERE kind <> 'invitation'
             AND email = (SELECT email FROM person WHERE id = $1)",
        "DELETE FROM person WHERE id = $1",
    ] {
        sqlx::query(text)
            .bind(person.as_str())
            .execute(&mut *db)
            .await?;
    }
    Ok(())
}
