//! Addresses that are handed over and let somebody in: an invitation, or a way back. Whoever
//! holds one can use it, so only its digest is kept.

use std::str::FromStr;

use payment::{EntryLinkId, MerchantId, PersonId, Timestamp};

use super::{
    NewAudit, NewPerson, Noted, PasswordHash, PersonError, Role, SignInEmail, membership, person,
};
use crate::{
    Digest, Store, StoreError,
    database::{self, Connection},
    writer::Write,
};

/// The most invitations of one merchant that wait to be accepted.
pub const MAX_INVITATIONS: u32 = 100;

/// What a link lets somebody do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// Join a merchant.
    Invitation,
    /// Choose another password.
    Recovery,
    /// Look around in a demonstration.
    Demonstration,
}

/// The text names no kind of link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an unknown kind of link")]
pub struct UnknownEntryKind;

impl EntryKind {
    const ALL: [Self; 3] = [Self::Invitation, Self::Recovery, Self::Demonstration];

    /// Its name in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Recovery => "recovery",
            Self::Demonstration => "demonstration",
        }
    }
}

impl FromStr for EntryKind {
    type Err = UnknownEntryKind;

    fn from_str(text: &str) -> Result<Self, UnknownEntryKind> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or(UnknownEntryKind)
    }
}

/// What an invitation leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joining {
    /// The merchant.
    pub merchant: MerchantId,
    /// What they will be to it.
    pub role: Role,
}

/// A link to be handed over.
#[derive(Clone, Debug)]
pub struct NewEntryLink {
    /// Its public name.
    pub id: EntryLinkId,
    /// Of what its address ends in.
    pub digest: Digest,
    /// What it lets somebody do.
    pub kind: EntryKind,
    /// Whom it is for.
    pub email: SignInEmail,
    /// What it leads to, where it is an invitation.
    pub joining: Option<Joining>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends, used or not.
    pub ends_at: Timestamp,
}

/// A link that was not used yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryLink {
    /// Its public name.
    pub id: EntryLinkId,
    /// What it lets somebody do.
    pub kind: EntryKind,
    /// Whom it is for.
    pub email: SignInEmail,
    /// What it leads to, where it is an invitation.
    pub joining: Option<Joining>,
    /// What customers know that merchant as.
    pub merchant_name: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
}

/// Why a link was not made, or let nobody in.
#[derive(Clone, Debug, thiserror::Error)]
pub enum AcceptError {
    /// There is no such link any more.
    #[error("the link was used, or has ended")]
    Gone,
    /// Somebody signs in with its address already: they have to do so first.
    #[error("somebody signs in with that address already")]
    Taken,
    /// It is for somebody else.
    #[error("the link is for somebody else")]
    NotTheirs,
    /// They have access to another merchant too, and what lets them in again leads there as well.
    #[error("they have access to another merchant too")]
    Elsewhere,
    /// There is no such merchant.
    #[error("no such merchant")]
    NoSuchMerchant,
    /// The merchant has [`MAX_INVITATIONS`] that wait.
    #[error("{MAX_INVITATIONS} invitations wait already")]
    TooMany,
    /// Any other reason.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for AcceptError {
    fn from(error: sqlx::Error) -> Self {
        if database::is_orphan(&error) {
            return Self::NoSuchMerchant;
        }
        Self::Store(error.into())
    }
}

impl From<PersonError> for AcceptError {
    fn from(error: PersonError) -> Self {
        match error {
            PersonError::Taken => Self::Taken,
            PersonError::Store(error) => Self::Store(error),
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    email: String,
    merchant: Option<String>,
    role: Option<String>,
    name: Option<String>,
    created_at: i64,
    ends_at: i64,
}

impl Row {
    fn read(self) -> Result<EntryLink, StoreError> {
        let corrupt = |column| move || StoreError::corrupt("entry_link", column);
        let joining = match (self.merchant, self.role) {
            (Some(merchant), Some(role)) => Some(Joining {
                merchant: merchant.parse().ok().ok_or_else(corrupt("merchant"))?,
                role: role.parse().ok().ok_or_else(corrupt("role"))?,
            }),
            _ => None,
        };
        Ok(EntryLink {
            id: self.id.parse().ok().ok_or_else(corrupt("id"))?,
            kind: self.kind.parse().ok().ok_or_else(corrupt("kind"))?,
            email: self.email.parse().ok().ok_or_else(corrupt("email"))?,
            joining,
            merchant_name: self.name,
            created_at: Timestamp::from_micros(self.created_at),
            ends_at: Timestamp::from_micros(self.ends_at),
        })
    }
}

/// A link as it is kept.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT l.id, l.kind, l.email, l.merchant, l.role, c.name, l.created_at, l.ends_at
             FROM entry_link l LEFT JOIN merchant c ON c.id = l.merchant WHERE ",
            $rest
        )
    };
}

impl Store {
    /// Keeps a link that is about to be handed over, in the place of one that was made for the
    /// same before.
    pub async fn create_entry_link(
        &self,
        new: NewEntryLink,
        notes: Vec<NewAudit>,
    ) -> Result<(), AcceptError> {
        let write = Create { new, by: None };
        self.write(Noted::always(write, notes)).await
    }

    /// The same for a way back that somebody of a merchant's made: for nobody who has access to
    /// another, too.
    pub async fn create_recovery_link(
        &self,
        new: NewEntryLink,
        by: MerchantId,
        notes: Vec<NewAudit>,
    ) -> Result<(), AcceptError> {
        let by = Some(by);
        self.write(Noted::always(Create { new, by }, notes)).await
    }

    /// The link whose address ends in what has that digest, unless it has ended.
    pub async fn entry_link(
        &self,
        digest: &Digest,
        now: Timestamp,
    ) -> Result<Option<EntryLink>, StoreError> {
        let row: Option<Row> = sqlx::query_as(select!("l.digest = $1 AND l.ends_at > $2"))
            .bind(digest.as_sql())
            .bind(now.as_micros())
            .fetch_optional(self.readers())
            .await?;
        row.map(Row::read).transpose()
    }

    /// A merchant's invitations that wait to be accepted, oldest first.
    pub async fn invitations(
        &self,
        merchant: &MerchantId,
        now: Timestamp,
    ) -> Result<Vec<EntryLink>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(select!(
            "l.merchant = $1 AND l.ends_at > $2 ORDER BY l.created_at, l.id"
        ))
        .bind(merchant.as_str())
        .bind(now.as_micros())
        .fetch_all(self.readers())
        .await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// Takes an invitation back. Whether this merchant had made it.
    pub async fn withdraw_invitation(
        &self,
        merchant: &MerchantId,
        id: &EntryLinkId,
        notes: Vec<NewAudit>,
    ) -> Result<bool, StoreError> {
        let write = Withdraw {
            merchant: merchant.clone(),
            id: id.clone(),
        };
        self.write(Noted::when(|done| *done, write, notes)).await
    }

    /// Somebody new accepts an invitation.
    pub async fn accept_as_new(
        &self,
        digest: Digest,
        new: NewPerson,
        notes: Vec<NewAudit>,
    ) -> Result<(), AcceptError> {
        let at = new.created_at;
        let who = Who::New(Box::new(new));
        self.write(Noted::always(Accept { digest, who, at }, notes))
            .await
    }

    /// Somebody who has access to another merchant accepts an invitation.
    pub async fn accept_as_known(
        &self,
        digest: Digest,
        person: PersonId,
        at: Timestamp,
        notes: Vec<NewAudit>,
    ) -> Result<(), AcceptError> {
        let who = Who::Known(person);
        self.write(Noted::always(Accept { digest, who, at }, notes))
            .await
    }

    /// Somebody who was locked out chooses another password. Every sign-in of theirs ends, and
    /// whatever else let them in lets nobody in any more: it may be another's by now.
    pub async fn recover(
        &self,
        digest: Digest,
        password: PasswordHash,
        at: Timestamp,
        notes: Vec<NewAudit>,
    ) -> Result<PersonId, AcceptError> {
        let write = Recover {
            digest,
            password,
            at,
        };
        self.write(Noted::always(write, notes)).await
    }
}

struct Create {
    new: NewEntryLink,
    /// Whose people alone it may be for, where it is not the operator's.
    by: Option<MerchantId>,
}

impl Create {
    /// Makes room for an invitation.
    async fn replace_invitation(
        &self,
        db: &mut Connection,
        merchant: &MerchantId,
    ) -> Result<(), AcceptError> {
        let NewEntryLink {
            email, created_at, ..
        } = &self.new;
        membership::take_turn(db, merchant).await?;
        forget_invitations(db, merchant, email.as_str()).await?;
        let waiting: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM entry_link WHERE merchant = $1 AND ends_at > $2",
        )
        .bind(merchant.as_str())
        .bind(created_at.as_micros())
        .fetch_one(&mut *db)
        .await?;
        if waiting >= i64::from(MAX_INVITATIONS) {
            return Err(AcceptError::TooMany);
        }
        Ok(())
    }

    /// Makes room for a way back, unless it would lead to another's merchant, too.
    async fn replace_way_back(&self, db: &mut Connection) -> Result<(), AcceptError> {
        let email = self.new.email.as_str();
        let person = person::take_turn_by_email(db, email).await?;
        if let Some(by) = &self.by {
            let person = person.ok_or(AcceptError::Gone)?;
            let merchants: Vec<String> =
                sqlx::query_scalar("SELECT merchant FROM membership WHERE person = $1")
                    .bind(person.as_str())
                    .fetch_all(&mut *db)
                    .await?;
            if merchants != [by.as_str()] {
                return Err(AcceptError::Elsewhere);
            }
        }
        forget_ways_back(db, self.new.kind, email).await?;
        Ok(())
    }
}

/// Forgets whatever invites that address to a merchant.
async fn forget_invitations(
    db: &mut Connection,
    merchant: &MerchantId,
    email: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM entry_link WHERE merchant = $1 AND email = $2")
        .bind(merchant.as_str())
        .bind(email)
        .execute(db)
        .await?;
    Ok(())
}

/// Forgets the links of that kind that lead back to whoever signs in with that address.
async fn forget_ways_back(
    db: &mut Connection,
    kind: EntryKind,
    email: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM entry_link WHERE kind = $1 AND email = $2")
        .bind(kind.as_str())
        .bind(email)
        .execute(db)
        .await?;
    Ok(())
}

impl Write for Create {
    type Output = ();
    type Error = AcceptError;

    async fn write(&self, db: &mut Connection) -> Result<(), AcceptError> {
        let NewEntryLink {
            id,
            digest,
            kind,
            email,
            joining,
            created_at,
            ends_at,
        } = &self.new;
        match joining {
            Some(Joining { merchant, .. }) => self.replace_invitation(db, merchant).await?,
            None => self.replace_way_back(db).await?,
        }
        sqlx::query(
            "INSERT INTO entry_link
                 (id, digest, kind, email, merchant, role, created_at, ends_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(id.as_str())
        .bind(digest.as_sql())
        .bind(kind.as_str())
        .bind(email.as_str())
        .bind(joining.as_ref().map(|joining| joining.merchant.as_str()))
        .bind(joining.as_ref().map(|joining| joining.role.as_str()))
        .bind(created_at.as_micros())
        .bind(ends_at.as_micros())
        .execute(db)
        .await?;
        Ok(())
    }
}

struct Withdraw {
    merchant: MerchantId,
    id: EntryLinkId,
}

impl Write for Withdraw {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM entry_link WHERE id = $1 AND merchant = $2")
            .bind(self.id.as_str())
            .bind(self.merchant.as_str())
            .execute(db)
            .await?;
        Ok(done.rows_affected() == 1)
    }
}

enum Who {
    New(Box<NewPerson>),
    Known(PersonId),
}

struct Accept {
    digest: Digest,
    who: Who,
    at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Used {
    email: String,
    role: Option<String>,
}

/// Uses a link of that kind up.
async fn take(
    db: &mut Connection,
    digest: &Digest,
    kind: EntryKind,
    now: Timestamp,
) -> Result<Used, AcceptError> {
    let used: Option<Used> = sqlx::query_as(
        "DELETE FROM entry_link WHERE digest = $1 AND kind = $2 AND ends_at > $3
         RETURNING email, role",
    )
    .bind(digest.as_sql())
    .bind(kind.as_str())
    .bind(now.as_micros())
    .fetch_optional(db)
    .await?;
    used.ok_or(AcceptError::Gone)
}

impl Write for Accept {
    type Output = ();
    type Error = AcceptError;

    async fn write(&self, db: &mut Connection) -> Result<(), AcceptError> {
        let corrupt = |column| move || StoreError::corrupt("entry_link", column);
        // Turns are waited for first: the merchant's, the person's, the link's.
        let merchant: Option<Option<String>> =
            sqlx::query_scalar("SELECT merchant FROM entry_link WHERE digest = $1")
                .bind(self.digest.as_sql())
                .fetch_optional(&mut *db)
                .await?;
        let merchant = merchant.flatten().ok_or(AcceptError::Gone)?;
        let merchant: MerchantId = merchant.parse().ok().ok_or_else(corrupt("merchant"))?;
        membership::take_turn(db, &merchant).await?;
        let (person, email) = match &self.who {
            Who::New(new) => {
                person::insert(db, new).await?;
                (&new.id, new.email.as_str().to_owned())
            }
            Who::Known(person) => {
                person::take_turn(db, person).await?;
                let email: Option<String> =
                    sqlx::query_scalar("SELECT email FROM person WHERE id = $1")
                        .bind(person.as_str())
                        .fetch_optional(&mut *db)
                        .await?;
                (person, email.ok_or(AcceptError::NotTheirs)?)
            }
        };
        let used = take(db, &self.digest, EntryKind::Invitation, self.at).await?;
        if email != used.email {
            return Err(AcceptError::NotTheirs);
        }
        let role = used.role.and_then(|role| role.parse().ok());
        let role: Role = role.ok_or_else(corrupt("role"))?;
        if !membership::join(db, person, &merchant, role, self.at).await? {
            return Err(AcceptError::Gone);
        }
        forget_invitations(db, &merchant, &email).await?;
        // What was made before would lead to this merchant, too.
        forget_ways_back(db, EntryKind::Recovery, &email).await?;
        Ok(())
    }
}

struct Recover {
    digest: Digest,
    password: PasswordHash,
    at: Timestamp,
}

impl Write for Recover {
    type Output = PersonId;
    type Error = AcceptError;

    async fn write(&self, db: &mut Connection) -> Result<PersonId, AcceptError> {
        let email: Option<String> =
            sqlx::query_scalar("SELECT email FROM entry_link WHERE digest = $1")
                .bind(self.digest.as_sql())
                .fetch_optional(&mut *db)
                .await?;
        let email = email.ok_or(AcceptError::Gone)?;
        let id = person::take_turn_by_email(db, &email).await?;
        let id = id.ok_or(AcceptError::Gone)?;
        take(db, &self.digest, EntryKind::Recovery, self.at).await?;
        for text in [
            "DELETE FROM passkey WHERE person = $1",
            "DELETE FROM recovery_code WHERE person = $1",
            "DELETE FROM ceremony WHERE person = $1",
        ] {
            sqlx::query(text)
                .bind(id.as_str())
                .execute(&mut *db)
                .await?;
        }
        person::set_password(db, &id, &self.password, None, self.at).await?;
        Ok(id)
    }
}
