use payment::{CheckoutId, Event, EventId, Evidence, Recorded, Timestamp};

use crate::{Digest, LogFault, StoreError, Version, database::Connection};

/// How event bodies are written. A change that an older program could misread gets the
/// next number, and this program keeps reading all of them.
const FORMAT: i64 = 1;

/// An event as it lies in the log.
#[derive(sqlx::FromRow)]
pub(super) struct Row {
    seq: i64,
    at: i64,
    evidence: String,
    r#type: String,
    format: i64,
    body: String,
}

impl Row {
    /// The event, which has to be the one after `before`.
    pub(super) fn read(
        &self,
        checkout: &CheckoutId,
        before: Version,
    ) -> Result<Recorded, StoreError> {
        let seq = before.next();
        self.decode(seq).map_err(|fault| StoreError::CorruptEvent {
            checkout: checkout.clone(),
            seq,
            fault,
        })
    }

    fn decode(&self, seq: Version) -> Result<Recorded, LogFault> {
        if self.seq != seq.as_sql() {
            return Err(LogFault::Missing);
        }
        if self.format != FORMAT {
            return Err(LogFault::UnknownFormat(self.format));
        }
        let evidence = Evidence::ALL
            .into_iter()
            .find(|evidence| evidence.as_str() == self.evidence)
            .ok_or(LogFault::UnknownEvidence)?;
        // The reason is dropped on purpose: it quotes the body.
        let event: Event = serde_json::from_str(&self.body).map_err(|_| LogFault::Undecodable)?;
        if event.name() != self.r#type {
            return Err(LogFault::OtherType);
        }
        Ok(Recorded {
            at: Timestamp::from_micros(self.at),
            evidence,
            event,
        })
    }
}

/// Writes one event at the place `seq`.
pub(super) async fn insert(
    db: &mut Connection,
    checkout: &CheckoutId,
    seq: Version,
    recorded: &Recorded,
) -> Result<(), sqlx::Error> {
    let body = serde_json::to_string(&recorded.event)
        .map_err(|error| sqlx::Error::Encode(Box::new(error)))?;
    sqlx::query(
        "INSERT INTO event (checkout, seq, at, evidence, type, format, body)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(checkout.as_str())
    .bind(seq.as_sql())
    .bind(recorded.at.as_micros())
    .bind(recorded.evidence.as_str())
    .bind(recorded.event.name())
    .bind(FORMAT)
    .bind(body)
    .execute(db)
    .await?;
    Ok(())
}

/// An event's id follows from where it stands, so it needs no place of its own and no
/// randomness, and can never name another event.
pub(super) fn event_id(checkout: &CheckoutId, seq: Version) -> EventId {
    let digest = Digest::of_parts(&["event", checkout.as_str(), &seq.to_string()]);
    let (bytes, _) = digest
        .as_bytes()
        .split_first_chunk()
        .expect("a digest has more than sixteen bytes");
    EventId::from_bytes(*bytes)
}
