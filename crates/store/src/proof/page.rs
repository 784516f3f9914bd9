//! Walks over the whole store, a page of checkouts at a time.

use std::collections::HashMap;

use futures::TryStreamExt as _;
use payment::{CheckoutId, Timestamp};
use sqlx::Connection as _;

use super::{
    Aim, Fault, Place, Report, engine,
    log::{Beside, Log},
    row::{CheckoutRow, EventRow, Questions, Stretch},
};
use crate::{
    StoreError,
    database::{Connection, Engine},
    notification,
};

pub(super) async fn walk(
    db: &mut Connection,
    aim: Aim,
    report: &mut Report,
    watch: &mut (dyn FnMut(&Report) + Send),
) -> Result<(), StoreError> {
    let engine = Engine::of(db);
    let questions = Questions::of(engine);
    let mut after = Vec::new();
    loop {
        // A transaction for each page: one for all would keep what is written meanwhile
        // from being tidied away.
        let mut transaction = db.begin_with(engine.begin_reading()).await?;
        let (rows, more) = match questions.checkouts(&mut transaction, &after).await {
            Ok(page) => page,
            Err(error) => return engine::unreadable(error, report),
        };
        let next = rows.last().filter(|_| more).map(|row| row.id.clone());
        let stretch = Stretch {
            after: &after,
            to: next.as_deref(),
        };
        // Read after the rows, so that what was forgotten meanwhile is known to be.
        let since = notification::kept_since(&mut transaction).await?;
        let page = Page {
            aim,
            since,
            rows: &rows,
        };
        page.look(&mut transaction, &questions, stretch, report)
            .await?;
        // Nothing was written, and what was read is read.
        drop(transaction.rollback().await);
        watch(report);
        match next {
            Some(next) => after = next,
            None => return Ok(()),
        }
    }
}

struct Page<'a> {
    aim: Aim,
    /// From when on notifications are there.
    since: Timestamp,
    rows: &'a [CheckoutRow],
}

impl Page<'_> {
    /// Looks at a stretch in one go; where something in it cannot be read, log by log.
    async fn look(
        &self,
        db: &mut Connection,
        questions: &Questions,
        stretch: Stretch<'_>,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        let before = report.clone();
        match self.read(self.rows, db, questions, stretch, report).await {
            Ok(()) => return Ok(()),
            Err(error) if engine::is_damage(&error) => *report = before,
            Err(error) => return Err(error.into()),
        }
        let mut after = stretch.after;
        let ends = self.rows.iter().map(|row| Some(row.id.as_slice()));
        // Behind the last there may be events without a checkout.
        let ends = ends.chain((stretch.to.is_none()).then_some(None));
        for (index, to) in ends.enumerate() {
            let row = self.rows.get(index..=index).unwrap_or_default();
            let before = report.clone();
            match self
                .read(row, db, questions, Stretch { after, to }, report)
                .await
            {
                Ok(()) => {}
                Err(error) if engine::is_damage(&error) => {
                    *report = before;
                    report.add(place(to.unwrap_or_default(), after), Fault::Unreadable);
                }
                Err(error) => return Err(error.into()),
            }
            after = to.unwrap_or(after);
        }
        Ok(())
    }

    async fn read(
        &self,
        rows: &[CheckoutRow],
        db: &mut Connection,
        questions: &Questions,
        stretch: Stretch<'_>,
        report: &mut Report,
    ) -> Result<(), sqlx::Error> {
        let mut beside = HashMap::<Vec<u8>, Beside>::new();
        for session in questions.sessions(db, stretch).await? {
            report.sessions += 1;
            let of = beside.entry(session.checkout.clone()).or_default();
            of.sessions.push(session);
        }
        for notification in questions.notifications(db, stretch).await? {
            report.notifications += 1;
            let of = beside.entry(notification.checkout.clone()).or_default();
            of.notifications.push(notification);
        }
        report.checkouts += u64::try_from(rows.len()).unwrap_or(u64::MAX);
        let mut logs = Logs {
            aim: self.aim,
            waiting: rows.iter().map(|row| (row.id.as_slice(), row)).collect(),
            beside,
            since: self.since,
            after: stretch.after,
            report,
        };
        let mut current: Option<Current<'_>> = None;
        let mut events = questions.events(db, stretch);
        while let Some(event) = events.try_next().await? {
            let mut log = match current.take() {
                Some(log) if log.id == event.checkout => log,
                other => {
                    logs.end(other);
                    logs.begin(&event)
                }
            };
            if let Some(log) = &mut log.log {
                log.event(&event, logs.report);
            }
            current = Some(log);
        }
        logs.end(current);
        logs.finish();
        Ok(())
    }
}

/// The log whose events are just coming; `None` for one that no checkout knows.
struct Current<'a> {
    id: Vec<u8>,
    log: Option<Log<'a>>,
}

struct Logs<'a, 'r> {
    aim: Aim,
    /// Checkouts whose logs have not come yet.
    waiting: HashMap<&'a [u8], &'a CheckoutRow>,
    /// Rows whose checkouts' logs have not ended yet.
    beside: HashMap<Vec<u8>, Beside>,
    since: Timestamp,
    after: &'a [u8],
    report: &'r mut Report,
}

impl<'a> Logs<'a, '_> {
    fn begin(&mut self, event: &EventRow) -> Current<'a> {
        let id = event.checkout.clone();
        let Some(row) = self.waiting.remove(id.as_slice()) else {
            let place = place(&id, self.after);
            self.report.add(place, Fault::CheckoutMissing);
            return Current { id, log: None };
        };
        let log = self.log(row);
        Current { id, log }
    }

    /// A row whose id is none is named, and its log is not gone into.
    fn log(&mut self, row: &'a CheckoutRow) -> Option<Log<'a>> {
        let id = parse(&row.id);
        if id.is_none() {
            let place = place(&row.id, self.after);
            self.report.add(place, Fault::Unreadable);
        }
        Some(Log::of(self.aim, id?, row))
    }

    fn end(&mut self, log: Option<Current<'a>>) {
        let Some(Current { id, log: Some(log) }) = log else {
            return;
        };
        let beside = self.beside.remove(&id).unwrap_or_default();
        log.end(&beside, self.since, self.report);
    }

    /// What is left are rows without events, and sessions without a checkout.
    fn finish(mut self) {
        let mut silent: Vec<_> = self.waiting.drain().map(|(_, row)| row).collect();
        silent.sort_by(|one, other| one.id.cmp(&other.id));
        for row in silent {
            if let Some(log) = self.log(row) {
                let beside = self.beside.remove(&row.id).unwrap_or_default();
                log.end(&beside, self.since, self.report);
            }
        }
        let mut stray: Vec<_> = self.beside.into_iter().collect();
        stray.sort_by(|(one, _), (other, _)| one.cmp(other));
        for (id, beside) in stray {
            for _ in beside.sessions {
                self.report.add(place(&id, self.after), Fault::SessionAdded);
            }
            for _ in beside.notifications {
                let place = place(&id, self.after);
                self.report.add(place, Fault::NotificationAdded);
            }
        }
    }
}

fn parse(id: &[u8]) -> Option<CheckoutId> {
    str::from_utf8(id).ok()?.parse().ok()
}

/// Where a row of that checkout is; an id that is none is not shown.
fn place(id: &[u8], after: &[u8]) -> Place {
    match parse(id) {
        Some(id) => Place::Checkout(id),
        None => Place::Nowhere(parse(after)),
    }
}
