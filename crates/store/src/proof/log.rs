//! One checkout: its log, and whether the rows beside it are what it tells.

mod compare;

use std::collections::BTreeMap;

use payment::{
    Checkout, CheckoutId, Event, MerchantId, NotificationKind, Recorded, Timestamp,
    notification_after,
};

use super::{
    Aim, Column, Fault, Place, Report,
    row::{CheckoutRow, EventRow, NotificationRow, SessionRow},
};
use crate::{
    Digest, LogFault, Version,
    chain::{Break, Link, Origin, Walk},
    log,
};

/// Goes along one log.
pub(super) struct Log<'a> {
    aim: Aim,
    id: CheckoutId,
    row: &'a CheckoutRow,
    walk: Walk,
    /// Where the next event belongs.
    seq: i64,
    /// The hash beside the event that the row knows as its last.
    at_version: Option<Digest>,
    /// The event that was last named for what it is: its hash need not be named, too.
    named: i64,
    told: Told,
    /// What the log says of sessions: to which attempt each leads, and since which event.
    sessions: BTreeMap<Vec<u8>, (Vec<u8>, i64)>,
    /// What the merchant is to be told, and of which event.
    notifications: BTreeMap<i64, Due>,
}

/// What the merchant is to be told of an event.
#[derive(Clone)]
struct Due {
    kind: NotificationKind,
    at: Timestamp,
    /// The digest of it that is proved with the event; none where that was not done yet when
    /// it was written.
    told: Option<Vec<u8>>,
}

/// The rows beside a log.
#[derive(Default)]
pub(super) struct Beside {
    pub(super) sessions: Vec<SessionRow>,
    pub(super) notifications: Vec<NotificationRow>,
}

/// The checkout as far as its log was told.
enum Told {
    Nothing,
    /// Boxed, because most of the time there is little else here.
    Checkout(Box<Checkout>),
    /// An event in between cannot be told.
    Lost,
}

impl<'a> Log<'a> {
    pub(super) fn of(aim: Aim, id: CheckoutId, row: &'a CheckoutRow) -> Self {
        let bytes = |column: &'a Option<Vec<u8>>| column.as_deref().unwrap_or_default();
        let origin = Origin {
            id: &row.id,
            merchant: bytes(&row.merchant),
            mode: bytes(&row.mode),
            token_digest: bytes(&row.token_digest),
        };
        Self {
            aim,
            id,
            row,
            walk: Walk::from(origin.hash()),
            seq: 1,
            at_version: None,
            named: 0,
            told: Told::Nothing,
            sessions: BTreeMap::new(),
            notifications: BTreeMap::new(),
        }
    }

    pub(super) fn event(&mut self, row: &EventRow, report: &mut Report) {
        report.events += 1;
        let hash = row.hash.as_deref().and_then(Digest::from_sql);
        let Some(seq) = row.seq.filter(|seq| *seq >= self.seq) else {
            self.told = Told::Lost;
            return report.add(Place::Checkout(self.id.clone()), Fault::Unreadable);
        };
        if seq > self.seq {
            self.name(self.seq, Fault::EventMissing, report);
            self.told = Told::Lost;
        }
        self.follow(row, seq, hash, report);
        if Some(seq) == self.row.version {
            self.at_version = hash;
        }
        self.seq = seq.saturating_add(1);
        match row.decode() {
            Ok(recorded) => self.tell(seq, &recorded, row.told.as_deref(), report),
            Err(fault) => {
                self.told = Told::Lost;
                self.named = seq;
                self.name(seq, Fault::EventUnreadable(fault), report);
            }
        }
    }

    /// Looks whether the event follows from what is before it.
    fn follow(&mut self, row: &EventRow, seq: i64, hash: Option<Digest>, report: &mut Report) {
        let broken = match row.link(seq) {
            Some(link) if seq == self.seq => self.walk.step(&link, hash),
            Some(_) | None => self.walk.jump(hash),
        };
        self.broken(broken, report);
    }

    fn broken(&mut self, broken: Option<(i64, Break)>, report: &mut Report) {
        let Some((seq, how)) = broken.filter(|(seq, _)| *seq != self.named) else {
            return;
        };
        match self.aim {
            Aim::Verify => {}
            Aim::Replay => return,
        }
        let fault = match (how, seq) {
            (Break::Hash, _) => Fault::HashAltered,
            (Break::Content, 1) => Fault::OriginAltered,
            (Break::Content, _) => Fault::EventAltered,
        };
        self.name(seq, fault, report);
    }

    fn tell(&mut self, seq: i64, recorded: &Recorded, told: Option<&[u8]>, report: &mut Report) {
        if let Event::SessionOpened { attempt, session } = &recorded.event {
            let digest = Digest::of(session.id.as_str()).as_sql().to_vec();
            let attempt = attempt.as_str().as_bytes().to_vec();
            self.sessions.entry(digest).or_insert((attempt, seq));
        }
        self.told = match std::mem::replace(&mut self.told, Told::Lost) {
            Told::Nothing => match payment::open(self.id.clone(), self.merchant(), recorded) {
                Some(checkout) => Told::Checkout(Box::new(checkout)),
                None => {
                    self.name(seq, Fault::EventUnreadable(LogFault::NotACreation), report);
                    Told::Lost
                }
            },
            Told::Checkout(checkout) => {
                let checkout = payment::apply(*checkout, recorded);
                if let Some(kind) = notification_after(&checkout, &recorded.event) {
                    let due = Due {
                        kind,
                        at: recorded.at,
                        told: told.map(<[u8]>::to_vec),
                    };
                    self.notifications.insert(seq, due);
                }
                Told::Checkout(Box::new(checkout))
            }
            Told::Lost => Told::Lost,
        };
    }

    /// The merchant is in the row alone; that it is the right one is what the chain says.
    fn merchant(&self) -> MerchantId {
        let written = self.row.merchant.as_deref();
        written
            .and_then(|bytes| str::from_utf8(bytes).ok()?.parse().ok())
            .unwrap_or_else(|| MerchantId::from_bytes([0; 16]))
    }

    /// `since` is the moment from which on notifications are there.
    pub(super) fn end(mut self, beside: &Beside, since: Timestamp, report: &mut Report) {
        if self.seq == 1 {
            report.add(Place::Checkout(self.id), Fault::LogMissing);
            return;
        }
        self.reach(report);
        self.compare_sessions(&beside.sessions, report);
        if let Told::Checkout(checkout) = &self.told {
            self.compare_row(checkout, report);
            self.compare_notifications(checkout, &beside.notifications, since, report);
        }
    }

    /// Looks how far the log goes, and how far the row says that it does.
    fn reach(&mut self, report: &mut Report) {
        let last = self.seq - 1;
        let head = self.row.head.as_deref().and_then(Digest::from_sql);
        let (broken, is_head) = self.walk.clone().end(head);
        let version = self.row.version.unwrap_or(0);
        if version < last && head.is_some() && head == self.at_version {
            self.told = Told::Lost;
            return self.name(version + 1, Fault::EventAdded, report);
        }
        self.broken(broken, report);
        if version == last {
            if !is_head && matches!(self.aim, Aim::Verify) {
                report.add(Place::Checkout(self.id.clone()), Fault::HeadAltered);
            }
        } else if is_head {
            self.differs(Column::Version, report);
        } else if version > last {
            self.told = Told::Lost;
            self.name(self.seq, Fault::EventMissing, report);
        } else {
            self.differs(Column::Version, report);
            report.add(Place::Checkout(self.id.clone()), Fault::HeadAltered);
        }
    }

    fn differs(&self, column: Column, report: &mut Report) {
        report.add(Place::Checkout(self.id.clone()), Fault::RowDiffers(column));
    }

    fn name(&self, seq: i64, fault: Fault, report: &mut Report) {
        let place = match Version::from_sql(seq) {
            Some(seq) => Place::Event(self.id.clone(), seq),
            None => Place::Checkout(self.id.clone()),
        };
        report.add(place, fault);
    }
}

impl EventRow {
    /// As the chain takes it; `None` where there is a gap in it.
    fn link(&self, seq: i64) -> Option<Link<'_>> {
        Some(Link {
            checkout: &self.checkout,
            seq,
            at: self.at?,
            evidence: self.evidence.as_deref()?,
            kind: self.kind.as_deref()?,
            format: self.format?,
            body: self.body.as_deref()?,
            told: self.told.as_deref(),
        })
    }

    fn decode(&self) -> Result<Recorded, LogFault> {
        let text = |column: &'_ Option<Vec<u8>>| -> Option<String> {
            String::from_utf8(column.clone()?).ok()
        };
        let evidence = text(&self.evidence).ok_or(LogFault::UnknownEvidence)?;
        let kind = text(&self.kind).ok_or(LogFault::OtherType)?;
        let body = text(&self.body).ok_or(LogFault::Undecodable)?;
        let at = self.at.ok_or(LogFault::Undecodable)?;
        let format = self.format.ok_or(LogFault::Undecodable)?;
        log::decode(at, &evidence, &kind, format, &body)
    }
}
