//! The hosts at which merchants' pages are reached.

mod look;
mod noted;

use std::{fmt, str::FromStr};

use payment::{MerchantId, Mode, PageToken, Timestamp};

use crate::{
    AnswerError, Digest, Remember, Store, StoreError,
    database::Connection,
    idempotency::Answered,
    writer::{Refusal, Write},
};

pub use self::look::{Found, LastLook, Looked, ProvenBy};

/// The longest name that the domain name system has, in characters.
const MAX_CHARS: usize = 253;
const MAX_LABEL_CHARS: usize = 63;

/// The name of a host, as browsers write it: ASCII, lower case, with a dot in it and without
/// one at its end.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DomainName(String);

/// The text is no name of a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be the name of a host, such as pay.shop.example")]
pub struct InvalidDomainName;

impl DomainName {
    /// The name itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for DomainName {
    type Err = InvalidDomainName;

    fn from_str(text: &str) -> Result<Self, InvalidDomainName> {
        let is_label = |label: &str| {
            (1..=MAX_LABEL_CHARS).contains(&label.len())
                && label
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        // The last label of a name is never a number: that would be an address.
        let last = text.rsplit('.').next().unwrap_or_default();
        let is_name = text.len() <= MAX_CHARS
            && text.contains('.')
            && text.split('.').all(is_label)
            && !last.bytes().all(|b| b.is_ascii_digit());
        is_name
            .then(|| Self(text.to_owned()))
            .ok_or(InvalidDomainName)
    }
}

impl fmt::Display for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A host that a merchant names for the pages of one mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain {
    /// Whose.
    pub merchant: MerchantId,
    /// Of which mode.
    pub mode: Mode,
    /// The host.
    pub host: DomainName,
    /// What the merchant shows there to prove that it is theirs.
    pub challenge: String,
    /// Since when it is known to be theirs, and by what.
    pub proven: Option<(Timestamp, ProvenBy)>,
    /// When they named it.
    pub created_at: Timestamp,
    /// What was found when somebody looked last.
    pub last_look: Option<LastLook>,
    /// Since when the record of a host that is known to be theirs is known to be missing.
    pub missing_since: Option<Timestamp>,
    /// How often in a row it was not found.
    pub misses: u32,
    /// When it is looked for again by itself.
    pub next_look_at: Option<Timestamp>,
    /// Since when it is not theirs any more, where it was.
    pub lost_at: Option<Timestamp>,
    /// Since when their record is known to be there, and the record of whoever holds it is not.
    pub contested_since: Option<Timestamp>,
}

impl Domain {
    /// A host that is named now, and looked for then.
    #[must_use]
    pub const fn named(
        merchant: MerchantId,
        mode: Mode,
        host: DomainName,
        challenge: String,
        now: Timestamp,
        first_look_at: Timestamp,
    ) -> Self {
        Self {
            merchant,
            mode,
            host,
            challenge,
            proven: None,
            created_at: now,
            last_look: None,
            missing_since: None,
            misses: 0,
            next_look_at: Some(first_look_at),
            lost_at: None,
            contested_since: None,
        }
    }
}

/// Why a host is not known to be a merchant's. Nothing was written.
#[derive(Clone, Debug, thiserror::Error)]
pub enum DomainError {
    /// The merchant names no such host in that mode.
    #[error("the merchant names no such host")]
    NoSuchDomain,
    /// It is known to be another's, or of the other mode.
    #[error("the host is another's")]
    Taken,
    /// Any other reason.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for DomainError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Refusal for DomainError {
    fn fault(&self) -> Option<&StoreError> {
        match self {
            Self::Store(fault) => Some(fault),
            Self::NoSuchDomain | Self::Taken => None,
        }
    }
}

macro_rules! standing {
    () => {
        "challenge, proven_at, proven_by, created_at, looked_at, found, missing_since, misses, \
         next_look_at, lost_at, contested_since"
    };
}

macro_rules! columns {
    () => {
        concat!("merchant, mode, host, ", standing!())
    };
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT merchant, mode, host, ",
            standing!(),
            " FROM domain ",
            $rest
        )
    };
}

use {columns, select, standing};

#[derive(sqlx::FromRow)]
struct Row {
    merchant: String,
    mode: String,
    host: String,
    challenge: String,
    proven_at: Option<i64>,
    proven_by: Option<String>,
    created_at: i64,
    looked_at: Option<i64>,
    found: Option<String>,
    missing_since: Option<i64>,
    misses: i64,
    next_look_at: Option<i64>,
    lost_at: Option<i64>,
    contested_since: Option<i64>,
}

impl Row {
    fn read(self) -> Result<Domain, StoreError> {
        let corrupt = |column| StoreError::corrupt("domain", column);
        let by = self.proven_by.map(|by| ProvenBy::read(&by)).transpose();
        let by = by.map_err(|_| corrupt("proven_by"))?;
        let found = self.found.map(|found| Found::read(&found)).transpose();
        let found = found.map_err(|_| corrupt("found"))?;
        let moment = Timestamp::from_micros;
        Ok(Domain {
            merchant: self.merchant.parse().map_err(|_| corrupt("merchant"))?,
            mode: self.mode.parse().map_err(|_| corrupt("mode"))?,
            host: self.host.parse().map_err(|_| corrupt("host"))?,
            challenge: self.challenge,
            proven: self.proven_at.map(moment).zip(by),
            created_at: moment(self.created_at),
            last_look: self
                .looked_at
                .map(moment)
                .zip(found)
                .map(|(at, found)| LastLook { at, found }),
            missing_since: self.missing_since.map(moment),
            misses: u32::try_from(self.misses).map_err(|_| corrupt("misses"))?,
            next_look_at: self.next_look_at.map(moment),
            lost_at: self.lost_at.map(moment),
            contested_since: self.contested_since.map(moment),
        })
    }
}

impl Store {
    /// The host that a merchant names for one mode.
    pub async fn domain(
        &self,
        merchant: &MerchantId,
        mode: Mode,
    ) -> Result<Option<Domain>, StoreError> {
        let row: Option<Row> = sqlx::query_as(select!("WHERE merchant = $1 AND mode = $2"))
            .bind(merchant.as_str())
            .bind(mode.as_str())
            .fetch_optional(self.readers())
            .await?;
        row.map(Row::read).transpose()
    }

    /// Every host that somebody names, known to be theirs or not.
    pub async fn domains(&self) -> Result<Vec<Domain>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(select!("ORDER BY host, merchant, mode"))
            .fetch_all(self.readers())
            .await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// Whose page that is.
    pub async fn page_owner(
        &self,
        token: &PageToken,
    ) -> Result<Option<(MerchantId, Mode)>, StoreError> {
        let owner: Option<(String, String)> =
            sqlx::query_as("SELECT merchant, mode FROM checkout WHERE token_digest = $1")
                .bind(Digest::of(token.as_str()).as_sql())
                .fetch_optional(self.readers())
                .await?;
        let corrupt = |column| StoreError::corrupt("checkout", column);
        owner
            .map(|(merchant, mode)| {
                let merchant = merchant.parse().map_err(|_| corrupt("merchant"))?;
                Ok((merchant, mode.parse().map_err(|_| corrupt("mode"))?))
            })
            .transpose()
    }

    /// Names a host in the place of the one before, with the answer to whoever asked for it.
    /// The same host again stays as it is: known to be theirs, and with its challenge. Whether
    /// what is kept is what was said: if somebody else named the same host since it was looked
    /// up, or it was proven, it is theirs that is kept, and there is no answer.
    pub async fn name_domain(
        &self,
        domain: Domain,
        answer: Option<Remember>,
    ) -> Result<bool, AnswerError<StoreError>> {
        self.write(Answered {
            merchant: domain.merchant.clone(),
            write: Name(domain),
            answer,
            is_done: |is_kept| *is_kept,
        })
        .await
    }

    /// Notes that the host that a merchant names is theirs, as an operator says: no record is
    /// looked for from then on.
    pub async fn prove_domain(
        &self,
        merchant: &MerchantId,
        mode: Mode,
        host: &DomainName,
        at: Timestamp,
    ) -> Result<(), DomainError> {
        self.write(Prove {
            merchant: merchant.clone(),
            mode,
            host: host.clone(),
            at,
        })
        .await
    }

    /// Forgets the host that a merchant names. Whether there was one.
    pub async fn forget_domain(
        &self,
        merchant: &MerchantId,
        mode: Mode,
        answer: Option<Remember>,
    ) -> Result<bool, AnswerError<StoreError>> {
        self.write(Answered {
            merchant: merchant.clone(),
            write: Forget {
                merchant: merchant.clone(),
                mode,
            },
            answer,
            is_done: |_| true,
        })
        .await
    }
}

struct Name(Domain);

impl Write for Name {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let Domain {
            merchant,
            mode,
            host,
            challenge,
            proven: _,
            created_at,
            last_look: _,
            missing_since: _,
            misses: _,
            next_look_at,
            lost_at: _,
            contested_since: _,
        } = &self.0;
        sqlx::query(
            "INSERT INTO domain (merchant, mode, host, challenge, created_at, next_look_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (merchant, mode) DO UPDATE
             SET host = excluded.host, challenge = excluded.challenge, proven_at = NULL,
                 proven_by = NULL, created_at = excluded.created_at, looked_at = NULL, found = NULL,
                 missing_since = NULL, misses = 0, next_look_at = excluded.next_look_at,
                 lost_at = NULL, contested_since = NULL
             WHERE domain.host <> excluded.host",
        )
        .bind(merchant.as_str())
        .bind(mode.as_str())
        .bind(host.as_str())
        .bind(challenge)
        .bind(created_at.as_micros())
        .bind(next_look_at.map(Timestamp::as_micros))
        .execute(&mut *db)
        .await?;
        // `RETURNING` says nothing of a row that stayed as it was.
        let kept: Row = sqlx::query_as(select!("WHERE merchant = $1 AND mode = $2"))
            .bind(merchant.as_str())
            .bind(mode.as_str())
            .fetch_one(db)
            .await?;
        Ok(kept.read()? == self.0)
    }
}

struct Prove {
    merchant: MerchantId,
    mode: Mode,
    host: DomainName,
    at: Timestamp,
}

impl Write for Prove {
    type Output = ();
    type Error = DomainError;

    async fn write(&self, db: &mut Connection) -> Result<(), DomainError> {
        let done = sqlx::query(
            "UPDATE domain
             SET proven_at = COALESCE(proven_at, $4), proven_by = 'operator', missing_since = NULL,
                 misses = 0, next_look_at = NULL, lost_at = NULL, contested_since = NULL
             WHERE merchant = $1 AND mode = $2 AND host = $3",
        )
        .bind(self.merchant.as_str())
        .bind(self.mode.as_str())
        .bind(self.host.as_str())
        .bind(self.at.as_micros())
        .execute(db)
        .await
        .map_err(taken)?;
        if done.rows_affected() == 0 {
            return Err(DomainError::NoSuchDomain);
        }
        Ok(())
    }
}

/// Another has the host.
fn taken(error: sqlx::Error) -> DomainError {
    let is_taken = error
        .as_database_error()
        .is_some_and(sqlx::error::DatabaseError::is_unique_violation);
    if is_taken {
        DomainError::Taken
    } else {
        error.into()
    }
}

struct Forget {
    merchant: MerchantId,
    mode: Mode,
}

impl Write for Forget {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM domain WHERE merchant = $1 AND mode = $2")
            .bind(self.merchant.as_str())
            .bind(self.mode.as_str())
            .execute(db)
            .await?;
        Ok(done.rows_affected() == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_as_browsers_write_it() {
        for text in [
            "pay.shop.example",
            "a.b",
            "xn--caf-dma.example",
            "1.example",
        ] {
            assert!(text.parse::<DomainName>().is_ok(), "{text}");
        }
        let long = format!("{}.example", "a.".repeat(125));
        for text in [
            "",
            "localhost",
            "Pay.shop.example",
            "pay.shop.example.",
            ".shop.example",
            "pay..example",
            "-pay.example",
            "pay-.example",
            "pay_it.example",
            "127.0.0.1",
            "1.2",
            "[::1]",
            "pay.example:443",
            "caf\u{e9}.example",
            "pay.example/",
            "*.example",
            &long,
            &format!("{}.example", "a".repeat(64)),
        ] {
            assert!(text.parse::<DomainName>().is_err(), "{text}");
        }
    }
}
