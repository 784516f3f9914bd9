use std::cmp::Ordering;

use payment::{
    AttemptId, Checkout, CheckoutId, EventId, MerchantId, PageToken, Recorded, SessionId,
};

use super::format::{self, Row};
use crate::{Digest, LogFault, Store, StoreError, Version, chain::Origin, session};

/// A checkout with what the store knows beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// The checkout, as its log tells it.
    pub checkout: Checkout,
    /// How far the log went: what the next append expects.
    pub version: Version,
    /// What its page's address ends in.
    pub token: PageToken,
    /// The hash of the log's last event, which the next one follows.
    pub(crate) head: Digest,
}

/// An event with its place in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// Its place, counted from 1.
    pub seq: Version,
    /// Its id, which follows from the checkout and the place.
    pub id: EventId,
    /// The event.
    pub recorded: Recorded,
}

impl Store {
    /// The checkout of that id. Whatever was touched since it was written is an error:
    /// nothing is decided on it.
    pub async fn load(&self, id: &CheckoutId) -> Result<Option<Loaded>, StoreError> {
        let loaded = self.load_along_its_chain(id).await;
        self.noticed(loaded)
    }

    async fn load_along_its_chain(&self, id: &CheckoutId) -> Result<Option<Loaded>, StoreError> {
        // In one statement, so that nobody appends between the row and its log.
        let lines: Vec<KeptLine> = sqlx::query_as(
            "SELECT merchant, mode, token, token_digest, version, head,
                 event.seq, event.at, event.evidence, event.type, event.format, event.body,
                 event.told, event.hash
             FROM checkout JOIN event ON event.checkout = checkout.id
             WHERE checkout.id = $1 ORDER BY event.seq",
        )
        .bind(id.as_str())
        .fetch_all(self.readers())
        .await?;
        let (mut kept, rows): (Vec<_>, Vec<_>) =
            lines.into_iter().map(|line| (line.kept, line.row)).unzip();
        let Some(kept) = kept.pop() else {
            return match self.version(id).await? {
                Some(_) => Err(corrupt(id, Version::new(1), LogFault::Missing)),
                None => Ok(None),
            };
        };
        let head = kept.vouches_for(id, &rows)?;
        let log = read(id, Version::NONE, &rows)?;
        let merchant = kept
            .merchant
            .parse()
            .map_err(|_| StoreError::corrupt("checkout", "merchant"))?;
        let token = kept
            .token
            .parse()
            .map_err(|_| StoreError::corrupt("checkout", "token"))?;
        let (checkout, version) = told(id, merchant, &log)?;
        Ok(Some(Loaded {
            checkout,
            version,
            token,
            head,
        }))
    }

    /// The checkout whose page has this token.
    pub async fn load_by_token(&self, token: &PageToken) -> Result<Option<Loaded>, StoreError> {
        let id: Option<String> =
            sqlx::query_scalar("SELECT id FROM checkout WHERE token_digest = $1")
                .bind(Digest::of(token.as_str()).as_sql())
                .fetch_optional(self.readers())
                .await?;
        let Some(id) = id else {
            return Ok(None);
        };
        let id = id
            .parse()
            .map_err(|_| StoreError::corrupt("checkout", "id"))?;
        self.load(&id).await
    }

    /// Whose session that is.
    pub async fn find_session(
        &self,
        session: &SessionId,
    ) -> Result<Option<(CheckoutId, AttemptId)>, StoreError> {
        session::find(self.readers(), session).await
    }

    /// The events of a checkout after that version, oldest first. None for a checkout that
    /// is not there.
    pub async fn events(
        &self,
        checkout: &CheckoutId,
        after: Version,
    ) -> Result<Vec<Logged>, StoreError> {
        let rows = self.rows(checkout, after).await?;
        read(checkout, after, &rows)
    }

    async fn version(&self, id: &CheckoutId) -> Result<Option<i64>, StoreError> {
        let version = sqlx::query_scalar("SELECT version FROM checkout WHERE id = $1")
            .bind(id.as_str())
            .fetch_optional(self.readers())
            .await?;
        Ok(version)
    }

    async fn rows(&self, checkout: &CheckoutId, after: Version) -> Result<Vec<Row>, StoreError> {
        let rows = sqlx::query_as(
            "SELECT seq, at, evidence, type, format, body, told, hash
             FROM event WHERE checkout = $1 AND seq > $2 ORDER BY seq",
        )
        .bind(checkout.as_str())
        .bind(after.as_sql())
        .fetch_all(self.readers())
        .await?;
        Ok(rows)
    }
}

/// An event beside the row of its checkout.
#[derive(sqlx::FromRow)]
struct KeptLine {
    #[sqlx(flatten)]
    kept: Kept,
    #[sqlx(flatten)]
    row: Row,
}

/// What the checkout's row says that its log has to agree with.
#[derive(sqlx::FromRow)]
struct Kept {
    merchant: String,
    mode: String,
    token: String,
    token_digest: Vec<u8>,
    version: i64,
    head: Option<Vec<u8>>,
}

impl Kept {
    /// The hash of the last event, if each follows from the one before it, and the row knows
    /// the one at its own version.
    fn vouches_for(&self, id: &CheckoutId, log: &[Row]) -> Result<Digest, StoreError> {
        let origin = Origin {
            id: id.as_str().as_bytes(),
            merchant: self.merchant.as_bytes(),
            mode: self.mode.as_bytes(),
            token_digest: &self.token_digest,
        };
        let known = self.head.as_deref().and_then(Digest::from_sql);
        let (mut last, mut seq) = (origin.hash(), Version::NONE);
        for row in log {
            let hash = row.link(id).hash(&last);
            seq = seq.next();
            let at_head = seq.as_sql() == self.version;
            if row.hash() != Some(hash) || (at_head && known != Some(hash)) {
                return Err(row.fault(id, seq));
            }
            last = hash;
        }
        match seq.as_sql().cmp(&self.version) {
            Ordering::Equal => Ok(last),
            Ordering::Less => Err(corrupt(id, seq.next(), LogFault::Missing)),
            // Nobody's append: that takes the row along.
            Ordering::Greater => {
                let seq = Version::from_sql(self.version).unwrap_or(Version::NONE);
                Err(corrupt(id, seq.next(), LogFault::Altered))
            }
        }
    }
}

/// The events of these rows, the first of which has to be the one behind `after`.
fn read(checkout: &CheckoutId, after: Version, rows: &[Row]) -> Result<Vec<Logged>, StoreError> {
    let mut before = after;
    rows.iter()
        .map(|row| {
            let recorded = row.read(checkout, before)?;
            before = before.next();
            Ok(Logged {
                seq: before,
                id: format::event_id(checkout, before),
                recorded,
            })
        })
        .collect()
}

/// The checkout that a log tells.
fn told(
    id: &CheckoutId,
    merchant: MerchantId,
    log: &[Logged],
) -> Result<(Checkout, Version), StoreError> {
    let events = log.iter().map(|logged| &logged.recorded);
    let fault = |fault| corrupt(id, Version::new(1), fault);
    let Some(last) = log.last() else {
        return Err(fault(LogFault::Missing));
    };
    let checkout = payment::replay(id.clone(), merchant, events)
        .ok_or_else(|| fault(LogFault::NotACreation))?;
    Ok((checkout, last.seq))
}

fn corrupt(checkout: &CheckoutId, seq: Version, fault: LogFault) -> StoreError {
    StoreError::CorruptEvent {
        checkout: checkout.clone(),
        seq,
        fault,
    }
}
