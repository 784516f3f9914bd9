//! Who did what. Nothing of any customer is in it.

use std::str::FromStr;

use payment::{AuditId, KeyId, MerchantId, Mode, Timestamp};

use super::SignInEmail;
use crate::{Store, StoreError, change::News, database::Connection, writer::Write};

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody who was signed in, or came by a link.
    Person(SignInEmail),
    /// A program, by its API key.
    Key(KeyId),
    /// Whoever runs the installation, at its command line.
    Operator,
    /// The installation, by itself.
    System,
}

impl Actor {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Person(_) => "person",
            Self::Key(_) => "key",
            Self::Operator => "operator",
            Self::System => "system",
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Person(email) => email.as_str(),
            Self::Key(key) => key.as_str(),
            Self::Operator | Self::System => "",
        }
    }

    fn read(kind: &str, name: &str) -> Option<Self> {
        match kind {
            "person" => name.parse().ok().map(Self::Person),
            "key" => name.parse().ok().map(Self::Key),
            "operator" => Some(Self::Operator),
            "system" => Some(Self::System),
            _ => None,
        }
    }
}

/// The text names nothing that is noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an unknown action")]
pub struct UnknownAction;

/// What can be done that is noted, with its name in tables.
macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)+) => {
        /// What was done.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[$doc])* $name,)+
        }

        impl Action {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// Its name in tables.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }
        }

        impl FromStr for Action {
            type Err = UnknownAction;

            fn from_str(text: &str) -> Result<Self, UnknownAction> {
                match text {
                    $($text => Ok(Self::$name),)+
                    _ => Err(UnknownAction),
                }
            }
        }
    };
}

actions! {
    /// Signed in.
    SignedIn = "signed_in",
    /// Came back in by a recovery code or a recovery link.
    Recovered = "recovered",
    /// Chose another password.
    PasswordChanged = "password_changed",
    /// Made a passkey.
    PasskeyAdded = "passkey_added",
    /// Took a passkey away.
    PasskeyRemoved = "passkey_removed",
    /// Made new recovery codes.
    RecoveryCodesMade = "recovery_codes_made",
    /// Invited somebody.
    Invited = "invited",
    /// Took an invitation back.
    InvitationWithdrawn = "invitation_withdrawn",
    /// Accepted an invitation.
    Joined = "joined",
    /// Changed somebody's role.
    RoleChanged = "role_changed",
    /// Took somebody's access away.
    MemberRemoved = "member_removed",
    /// Made a way back for somebody.
    RecoveryLinkMade = "recovery_link_made",
    /// Made an API key.
    KeyCreated = "key_created",
    /// Revoked an API key.
    KeyRevoked = "key_revoked",
    /// Changed how pages look, or their words.
    BrandingChanged = "branding_changed",
    /// Put a logo there, or took it away.
    LogoChanged = "logo_changed",
    /// Changed whose pages may show a checkout.
    EmbeddingChanged = "embedding_changed",
    /// Made an endpoint.
    EndpointCreated = "endpoint_created",
    /// Changed an endpoint.
    EndpointChanged = "endpoint_changed",
    /// Deleted an endpoint.
    EndpointDeleted = "endpoint_deleted",
    /// Sent a test event to an endpoint.
    EndpointTested = "endpoint_tested",
    /// Gave an endpoint another secret.
    EndpointSecretRotated = "endpoint_secret_rotated",
    /// Gave the merchant another secret that the provider signs with.
    WebhookSecretRotated = "webhook_secret_rotated",
    /// Named another host for the merchant's pages, or let go of it.
    DomainChanged = "domain_changed",
    /// Made a payment link.
    PaymentLinkCreated = "payment_link_created",
    /// Made a payment link that pays into another account than the provider's default.
    PaymentLinkToAccountCreated = "payment_link_to_account_created",
    /// Changed a payment link.
    PaymentLinkChanged = "payment_link_changed",
    /// Called a checkout off.
    CheckoutCanceled = "checkout_canceled",
    /// Had a delivery sent again.
    DeliveryReplayed = "delivery_replayed",
    /// Had a letter to a customer sent again.
    LetterResent = "letter_resent",
    /// Something that a later version of this program noted.
    Unknown = "unknown",
}

/// Something to be noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAudit {
    /// The line's id.
    pub id: AuditId,
    /// Whose log.
    pub merchant: MerchantId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: Actor,
    /// What.
    pub action: Action,
    /// In which mode, where it is about one.
    pub mode: Option<Mode>,
    /// To what: an id, or an e-mail address of one of the merchant's people. Never anything of a
    /// customer.
    pub subject: Option<String>,
}

/// Something that was noted.
pub type AuditEntry = NewAudit;

/// Where a page of the log begins: before this line.
pub type AuditPage<'a> = Option<&'a AuditEntry>;

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    merchant: String,
    at: i64,
    who_kind: String,
    who: String,
    action: String,
    mode: Option<String>,
    subject: Option<String>,
}

impl Row {
    fn read(self) -> Result<AuditEntry, StoreError> {
        let corrupt = |column| move || StoreError::corrupt("audit", column);
        let mode = self.mode.map(|mode| mode.parse()).transpose();
        Ok(AuditEntry {
            id: self.id.parse().ok().ok_or_else(corrupt("id"))?,
            merchant: self.merchant.parse().ok().ok_or_else(corrupt("merchant"))?,
            at: Timestamp::from_micros(self.at),
            who: Actor::read(&self.who_kind, &self.who).ok_or_else(corrupt("who"))?,
            // One line that cannot be read must not hide the others.
            action: self.action.parse().unwrap_or(Action::Unknown),
            mode: mode.ok().ok_or_else(corrupt("mode"))?,
            subject: self.subject,
        })
    }
}

impl Store {
    /// Notes what was done elsewhere.
    pub async fn note(&self, entry: NewAudit) -> Result<(), StoreError> {
        self.write(Note(entry)).await
    }

    /// A page of a merchant's audit log, newest first: what is older than `after`, where that is
    /// given.
    pub async fn audit_page(
        &self,
        merchant: &MerchantId,
        after: AuditPage<'_>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        let (at, id) = after.map_or((i64::MAX, ""), |entry| {
            (entry.at.as_micros(), entry.id.as_str())
        });
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT id, merchant, at, who_kind, who, action, mode, subject FROM audit
             WHERE merchant = $1 AND (at, id) < ($2, $3)
             ORDER BY at DESC, id DESC LIMIT $4",
        )
        .bind(merchant.as_str())
        .bind(at)
        .bind(id)
        .bind(i64::from(limit))
        .fetch_all(self.readers())
        .await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// One line of a merchant's audit log.
    pub async fn audit_entry(
        &self,
        merchant: &MerchantId,
        id: &AuditId,
    ) -> Result<Option<AuditEntry>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "SELECT id, merchant, at, who_kind, who, action, mode, subject FROM audit
             WHERE id = $1 AND merchant = $2",
        )
        .bind(id.as_str())
        .bind(merchant.as_str())
        .fetch_optional(self.readers())
        .await?;
        row.map(Row::read).transpose()
    }
}

struct Note(NewAudit);

impl Write for Note {
    type Output = ();
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<(), StoreError> {
        insert(db, &self.0).await?;
        Ok(())
    }
}

/// Notes it, in the transaction of what is noted.
pub(crate) async fn insert(db: &mut Connection, entry: &NewAudit) -> Result<(), sqlx::Error> {
    let NewAudit {
        id,
        merchant,
        at,
        who,
        action,
        mode,
        subject,
    } = entry;
    sqlx::query(
        "INSERT INTO audit (id, merchant, at, who_kind, who, action, mode, subject)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id.as_str())
    .bind(merchant.as_str())
    .bind(at.as_micros())
    .bind(who.kind())
    .bind(who.name())
    .bind(action.as_str())
    .bind(mode.map(Mode::as_str))
    .bind(subject.as_deref())
    .execute(db)
    .await?;
    Ok(())
}

/// A write together with what is noted of it: both or neither.
pub(crate) struct Noted<W: Write> {
    write: W,
    notes: Vec<NewAudit>,
    /// Whether it did anything: what did nothing is not noted.
    is_done: fn(&W::Output) -> bool,
}

impl<W: Write> Noted<W> {
    /// A write that does something whenever it is not refused.
    pub(crate) fn always(write: W, notes: Vec<NewAudit>) -> Self {
        Self::when(|_| true, write, notes)
    }

    pub(crate) fn when(is_done: fn(&W::Output) -> bool, write: W, notes: Vec<NewAudit>) -> Self {
        Self {
            write,
            notes,
            is_done,
        }
    }
}

impl<W: Write> Write for Noted<W> {
    type Output = W::Output;
    type Error = W::Error;

    async fn write(&self, db: &mut Connection) -> Result<W::Output, W::Error> {
        let output = self.write.write(&mut *db).await?;
        if (self.is_done)(&output) {
            for note in &self.notes {
                insert(&mut *db, note).await.map_err(StoreError::from)?;
            }
        }
        Ok(output)
    }

    fn news(&self, output: &W::Output) -> News {
        self.write.news(output)
    }
}
