use payment::{CheckoutId, Event, EventId, Evidence, Recorded, Timestamp};

use crate::{
    Digest, LogFault, NewNotification, StoreError, Version,
    chain::Link,
    database::{Connection, Statement},
};

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
    told: Option<Vec<u8>>,
    hash: Option<Vec<u8>>,
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

    /// What is wrong with it where `seq` should be, and its hash does not follow.
    pub(super) fn fault(&self, checkout: &CheckoutId, seq: Version) -> StoreError {
        // What it is beside that says more.
        let fault = self.decode(seq).err().unwrap_or(LogFault::Altered);
        StoreError::CorruptEvent {
            checkout: checkout.clone(),
            seq,
            fault,
        }
    }

    /// The hash that lies beside it.
    pub(super) fn hash(&self) -> Option<Digest> {
        Digest::from_sql(self.hash.as_deref()?)
    }

    /// As the chain takes it.
    pub(super) fn link<'a>(&'a self, checkout: &'a CheckoutId) -> Link<'a> {
        Link {
            checkout: checkout.as_str().as_bytes(),
            seq: self.seq,
            at: self.at,
            evidence: self.evidence.as_bytes(),
            kind: self.r#type.as_bytes(),
            format: self.format,
            body: self.body.as_bytes(),
            told: self.told.as_deref(),
        }
    }

    fn decode(&self, seq: Version) -> Result<Recorded, LogFault> {
        if self.seq != seq.as_sql() {
            return Err(LogFault::Missing);
        }
        decode(
            self.at,
            &self.evidence,
            &self.r#type,
            self.format,
            &self.body,
        )
    }
}

/// The event that a row of the log tells.
pub(crate) fn decode(
    at: i64,
    evidence: &str,
    kind: &str,
    format: i64,
    body: &str,
) -> Result<Recorded, LogFault> {
    if format != FORMAT {
        return Err(LogFault::UnknownFormat(format));
    }
    let evidence = Evidence::ALL
        .into_iter()
        .find(|known| known.as_str() == evidence)
        .ok_or(LogFault::UnknownEvidence)?;
    // The reason is dropped on purpose: it quotes the body.
    let event: Event = serde_json::from_str(body).map_err(|_| LogFault::Undecodable)?;
    if event.name() != kind {
        return Err(LogFault::OtherType);
    }
    Ok(Recorded {
        at: Timestamp::from_micros(at),
        evidence,
        event,
    })
}

/// An event that is ready for its place in the log.
pub(super) struct Line {
    seq: Version,
    at: Timestamp,
    evidence: Evidence,
    kind: &'static str,
    body: String,
    told: Option<Digest>,
    hash: Digest,
}

impl Line {
    pub(super) const fn seq(&self) -> Version {
        self.seq
    }
}

/// Makes events ready to follow an event at the place `after` with the hash `head`, together
/// with what the merchant is told of them. Also gives the hash of the last.
pub(super) fn lines(
    checkout: &CheckoutId,
    after: Version,
    head: Digest,
    events: &[Recorded],
    notifications: &[NewNotification],
) -> Result<(Vec<Line>, Digest), StoreError> {
    let (mut seq, mut head) = (after, head);
    let mut lines = Vec::with_capacity(events.len());
    for (place, recorded) in events.iter().enumerate() {
        let body = serde_json::to_string(&recorded.event)
            .map_err(|error| sqlx::Error::Encode(Box::new(error)))?;
        seq = seq.next();
        let kind = recorded.event.name();
        let told = notifications.iter().find(|it| it.event == place);
        let told = told.map(|it| Digest::of(&it.body));
        head = Link {
            checkout: checkout.as_str().as_bytes(),
            seq: seq.as_sql(),
            at: recorded.at.as_micros(),
            evidence: recorded.evidence.as_str().as_bytes(),
            kind: kind.as_bytes(),
            format: FORMAT,
            body: body.as_bytes(),
            told: told.as_ref().map(Digest::as_sql),
        }
        .hash(&head);
        lines.push(Line {
            seq,
            at: recorded.at,
            evidence: recorded.evidence,
            kind,
            body,
            told,
            hash: head,
        });
    }
    Ok((lines, head))
}

/// Writes events at their places: one statement, however many they are.
pub(super) async fn insert(
    db: &mut Connection,
    checkout: &CheckoutId,
    lines: &[Line],
) -> Result<(), sqlx::Error> {
    if lines.is_empty() {
        return Ok(());
    }
    let mut insert = Statement::new(
        "INSERT INTO event (checkout, seq, at, evidence, type, format, body, told, hash) VALUES ",
    );
    for (place, line) in lines.iter().enumerate() {
        insert
            .push(if place == 0 { "(" } else { "), (" })
            .bind(checkout.as_str())
            .push(", ")
            .bind(line.seq.as_sql())
            .push(", ")
            .bind(line.at.as_micros())
            .push(", ")
            .bind(line.evidence.as_str())
            .push(", ")
            .bind(line.kind)
            .push(", ")
            .bind(FORMAT)
            .push(", ")
            .bind(line.body.as_str())
            .push(", ")
            .bind(line.told.map(|told| told.as_sql().to_vec()))
            .push(", ")
            .bind(line.hash.as_sql());
    }
    insert.push(")");
    insert.execute(db).await?;
    Ok(())
}

/// An event's id follows from where it stands, so it needs no place of its own and no
/// randomness, and can never name another event.
pub(crate) fn event_id(checkout: &CheckoutId, seq: Version) -> EventId {
    let digest = Digest::of_parts(&["event", checkout.as_str(), &seq.to_string()]);
    let (bytes, _) = digest
        .as_bytes()
        .split_first_chunk()
        .expect("a digest has more than sixteen bytes");
    EventId::from_bytes(*bytes)
}
