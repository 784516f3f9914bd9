//! The hosts at which merchants' pages are reached.

use std::{fmt, str::FromStr};

use payment::{MerchantId, Mode, PageToken, Timestamp};

use crate::{
    AnswerError, Digest, Remember, Store, StoreError,
    database::Connection,
    idempotency::Answered,
    writer::{Refusal, Write},
};

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
    /// Since when it is known to be theirs.
    pub proven_at: Option<Timestamp>,
    /// When they named it.
    pub created_at: Timestamp,
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

#[derive(sqlx::FromRow)]
struct Row {
    merchant: String,
    mode: String,
    host: String,
    challenge: String,
    proven_at: Option<i64>,
    created_at: i64,
}

impl Row {
    fn read(self) -> Result<Domain, StoreError> {
        let corrupt = |column| StoreError::corrupt("domain", column);
        Ok(Domain {
            merchant: self.merchant.parse().map_err(|_| corrupt("merchant"))?,
            mode: self.mode.parse().map_err(|_| corrupt("mode"))?,
            host: self.host.parse().map_err(|_| corrupt("host"))?,
            challenge: self.challenge,
            proven_at: self.proven_at.map(Timestamp::from_micros),
            created_at: Timestamp::from_micros(self.created_at),
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
        let row: Option<Row> = sqlx::query_as(
            "SELECT merchant, mode, host, challenge, proven_at, created_at FROM domain
             WHERE merchant = $1 AND mode = $2",
        )
        .bind(merchant.as_str())
        .bind(mode.as_str())
        .fetch_optional(self.readers())
        .await?;
        row.map(Row::read).transpose()
    }

    /// Every host that somebody names, known to be theirs or not.
    pub async fn domains(&self) -> Result<Vec<Domain>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT merchant, mode, host, challenge, proven_at, created_at FROM domain
             ORDER BY host, merchant, mode",
        )
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

    /// Notes that the host that a merchant names is theirs.
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
            proven_at: _,
            created_at,
        } = &self.0;
        sqlx::query(
            "INSERT INTO domain (merchant, mode, host, challenge, proven_at, created_at)
             VALUES ($1, $2, $3, $4, NULL, $5)
             ON CONFLICT (merchant, mode) DO UPDATE
             SET host = excluded.host, challenge = excluded.challenge, proven_at = NULL,
                 created_at = excluded.created_at
             WHERE domain.host <> excluded.host",
        )
        .bind(merchant.as_str())
        .bind(mode.as_str())
        .bind(host.as_str())
        .bind(challenge)
        .bind(created_at.as_micros())
        .execute(&mut *db)
        .await?;
        // `RETURNING` says nothing of a row that stayed as it was.
        let kept: Row = sqlx::query_as(
            "SELECT merchant, mode, host, challenge, proven_at, created_at FROM domain
             WHERE merchant = $1 AND mode = $2",
        )
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
            "UPDATE domain SET proven_at = COALESCE(proven_at, $4)
             WHERE merchant = $1 AND mode = $2 AND host = $3",
        )
        .bind(self.merchant.as_str())
        .bind(self.mode.as_str())
        .bind(self.host.as_str())
        .bind(self.at.as_micros())
        .execute(db)
        .await
        .map_err(|error| {
            let is_taken = error
                .as_database_error()
                .is_some_and(sqlx::error::DatabaseError::is_unique_violation);
            if is_taken {
                DomainError::Taken
            } else {
                error.into()
            }
        })?;
        if done.rows_affected() == 0 {
            return Err(DomainError::NoSuchDomain);
        }
        Ok(())
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
