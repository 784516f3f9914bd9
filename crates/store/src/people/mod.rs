//! People who sign in to the dashboard: who they are, what they may do for which merchant, with
//! what they show it, and what they did.

mod audit;
mod ceremony;
mod email;
mod entry_link;
mod membership;
mod passkey;
mod person;
mod recovery_code;
mod role;
mod sign_in;

use crate::{Store, StoreError, database::Connection, writer::Write};
use payment::Timestamp;

pub(crate) use self::audit::{Noted, insert as note};
pub use self::{
    audit::{Action, Actor, AuditEntry, AuditPage, NewAudit, UnknownAction},
    ceremony::{Ceremony, MAX_CEREMONIES, NewCeremony},
    email::SignInEmail,
    entry_link::{
        AcceptError, EntryKind, EntryLink, Joining, MAX_INVITATIONS, NewEntryLink, UnknownEntryKind,
    },
    membership::{Member, Membership, MembershipError},
    passkey::{MAX_PASSKEYS, NewPasskey, Passkey, PasskeyError},
    person::{NewPerson, PasswordHash, Person, PersonError},
    role::{Power, Role, UnknownRole},
    sign_in::{ListedSignIn, NewSignIn, SignIn, SignInError, SignInWay, UnknownSignInWay},
};

impl Store {
    /// Forgets what nobody can use any more: sign-ins, links and ceremonies that have ended.
    pub async fn forget_ended_entries(&self, now: Timestamp) -> Result<u64, StoreError> {
        self.write(Forget(now)).await
    }
}

struct Forget(Timestamp);

impl Write for Forget {
    type Output = u64;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<u64, StoreError> {
        let mut gone = 0;
        for text in [
            "DELETE FROM sign_in WHERE ends_at <= $1",
            "DELETE FROM entry_link WHERE ends_at <= $1",
            "DELETE FROM ceremony WHERE ends_at <= $1",
        ] {
            let done = sqlx::query(text)
                .bind(self.0.as_micros())
                .execute(&mut *db)
                .await?;
            gone += done.rows_affected();
        }
        Ok(gone)
    }
}
