//! One checkout: its log, its row, and the sessions that lead to it.

use std::collections::BTreeMap;

use payment::{
    Checkout, CheckoutId, Event, MerchantId, Money, NotificationKind, Recorded, Reference,
    Timestamp, notification_after,
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
    notifications: BTreeMap<i64, (NotificationKind, Timestamp)>,
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
            Ok(recorded) => self.tell(seq, &recorded, report),
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

    fn tell(&mut self, seq: i64, recorded: &Recorded, report: &mut Report) {
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
                    self.notifications.insert(seq, (kind, recorded.at));
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

    fn compare_sessions(&mut self, kept: &[SessionRow], report: &mut Report) {
        let mut told = std::mem::take(&mut self.sessions);
        for row in kept {
            let digest = row.digest.as_deref().unwrap_or_default();
            let known = told
                .get(digest)
                .is_some_and(|(attempt, _)| Some(attempt) == row.attempt.as_ref());
            if known {
                told.remove(digest);
            } else if !matches!(self.told, Told::Lost) {
                report.add(Place::Checkout(self.id.clone()), Fault::SessionAdded);
            }
        }
        for (_, seq) in told.into_values() {
            self.name(seq, Fault::SessionMissing, report);
        }
    }

    fn compare_row(&self, checkout: &Checkout, report: &mut Report) {
        let text =
            |kept: &Option<Vec<u8>>, told: Option<&str>| kept.as_deref() == told.map(str::as_bytes);
        let row = self.row;
        let order = &checkout.order;
        let columns = [
            (Column::Mode, text(&row.mode, Some(order.mode.as_str()))),
            (
                Column::Status,
                text(&row.status, Some(checkout.status().as_str())),
            ),
            (
                Column::Reference,
                text(
                    &row.reference,
                    order.reference.as_ref().map(Reference::as_str),
                ),
            ),
            (Column::Amount, row.amount == order.amount.map(Money::cents)),
            (
                Column::CreatedAt,
                row.created_at == Some(checkout.created_at.as_micros()),
            ),
            (
                Column::ExpiresAt,
                row.expires_at == Some(checkout.expires_at.as_micros()),
            ),
        ];
        for (column, same) in columns {
            if !same {
                self.differs(column, report);
            }
        }
        let token = row.token.as_deref().unwrap_or_default();
        if row.token_digest.as_deref() != Some(Digest::of(token).as_sql()) {
            report.add(Place::Checkout(self.id.clone()), Fault::TokenAltered);
        }
    }

    fn compare_notifications(
        &self,
        checkout: &Checkout,
        kept: &[NotificationRow],
        since: Timestamp,
        report: &mut Report,
    ) {
        let mut told = self.notifications.clone();
        for row in kept {
            let Some((seq, (kind, at))) = row.seq.and_then(|seq| Some((seq, told.remove(&seq)?)))
            else {
                report.add(Place::Checkout(self.id.clone()), Fault::NotificationAdded);
                continue;
            };
            let id = Version::from_sql(seq).map(|seq| log::event_id(&self.id, seq));
            let text =
                |kept: &Option<Vec<u8>>, told: &str| kept.as_deref() == Some(told.as_bytes());
            let follows = id.is_some_and(|id| text(&row.id, id.as_str()))
                && row.merchant == self.row.merchant
                && text(&row.mode, checkout.order.mode.as_str())
                && text(&row.kind, kind.as_str())
                && row.created_at == Some(at.as_micros());
            if !follows {
                self.name(seq, Fault::NotificationDiffers, report);
            }
        }
        for (seq, (_, at)) in told {
            if at >= since {
                self.name(seq, Fault::NotificationMissing, report);
            }
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
