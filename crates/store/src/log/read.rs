use payment::{
    AttemptId, Checkout, CheckoutId, EventId, MerchantId, PageToken, Recorded, SessionId,
};

use super::format::{self, Row};
use crate::{Digest, LogFault, Store, StoreError, Version, session};

/// A checkout with what the store knows beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// The checkout, as its log tells it.
    pub checkout: Checkout,
    /// How far the log went: what the next append expects.
    pub version: Version,
    /// What its page's address ends in.
    pub token: PageToken,
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
    /// The checkout of that id.
    pub async fn load(&self, id: &CheckoutId) -> Result<Option<Loaded>, StoreError> {
        let row: Option<(String, String)> =
            sqlx::query_as("SELECT merchant, token FROM checkout WHERE id = $1")
                .bind(id.as_str())
                .fetch_optional(self.readers())
                .await?;
        let Some((merchant, token)) = row else {
            return Ok(None);
        };
        let merchant = merchant
            .parse()
            .map_err(|_| StoreError::corrupt("checkout", "merchant"))?;
        let token = token
            .parse()
            .map_err(|_| StoreError::corrupt("checkout", "token"))?;
        let log = self.log(id, Version::NONE).await?;
        let (checkout, version) = told(id, merchant, &log)?;
        Ok(Some(Loaded {
            checkout,
            version,
            token,
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
        self.log(checkout, after).await
    }

    async fn log(&self, checkout: &CheckoutId, after: Version) -> Result<Vec<Logged>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT seq, at, evidence, type, format, body
             FROM event WHERE checkout = $1 AND seq > $2 ORDER BY seq",
        )
        .bind(checkout.as_str())
        .bind(after.as_sql())
        .fetch_all(self.readers())
        .await?;
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
}

/// The checkout that a log tells.
fn told(
    id: &CheckoutId,
    merchant: MerchantId,
    log: &[Logged],
) -> Result<(Checkout, Version), StoreError> {
    let events = log.iter().map(|logged| &logged.recorded);
    let fault = |fault| StoreError::CorruptEvent {
        checkout: id.clone(),
        seq: Version::new(1),
        fault,
    };
    let Some(last) = log.last() else {
        return Err(fault(LogFault::Missing));
    };
    let checkout = payment::replay(id.clone(), merchant, events)
        .ok_or_else(|| fault(LogFault::NotACreation))?;
    Ok((checkout, last.seq))
}
