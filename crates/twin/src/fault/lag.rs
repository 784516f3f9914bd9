use std::collections::HashMap;

use uuid::Uuid;

use super::{Effect, Faults, Subject};
use crate::{
    book::Book,
    debit::{Debit, Debits},
    session::Session,
};

/// What reads still show as it was.
#[derive(Default)]
pub(super) struct Lags {
    sessions: HashMap<Uuid, Lag<Session>>,
    debits: HashMap<Uuid, Lag<Debit>>,
}

struct Lag<T> {
    before: T,
    reads: u32,
}

impl Faults {
    /// Notes that what a session says has changed, in case reads are to lag behind.
    pub(crate) fn session_changed(&mut self, before: &Session) {
        if let Some(reads) = self.lag(&Subject::of(before)) {
            begin(&mut self.lags.sessions, before.id, before, reads);
        }
    }

    fn debit_changed(&mut self, before: &Debit) {
        let subject = Subject {
            session: Some(before.id.to_string()),
            reference: before.order.cross_reference.clone(),
        };
        if let Some(reads) = self.lag(&subject) {
            begin(&mut self.lags.debits, before.id, before, reads);
        }
    }

    /// For how many reads what is about that subject lags behind.
    fn lag(&mut self, subject: &Subject) -> Option<u32> {
        let reads = self.first(subject, |fault| {
            let Effect::StaleReads(reads) = fault.effect else {
                return None;
            };
            Some(reads)
        });
        reads.filter(|reads| *reads > 0)
    }

    fn has_lags(&self) -> bool {
        let mut in_force = self.in_force.iter();
        in_force.any(|fault| matches!(fault.effect, Effect::StaleReads(_)))
    }
}

impl Book {
    /// A session as the API's reads show it: as it is, or for a while as it was before its
    /// last change where a fault makes reads lag behind. Each call is one such read.
    pub(crate) fn session_as_read(&mut self, id: Uuid) -> Option<Session> {
        let lagging = read(&mut self.faults.lags.sessions, id);
        lagging.or_else(|| self.session(id).cloned())
    }

    /// A transaction as the API's reads show it, by the id of its payment request.
    pub(crate) fn debit_as_read(&mut self, request: Uuid) -> Option<Debit> {
        let lagging = read(&mut self.faults.lags.debits, request);
        lagging.or_else(|| self.debits.by_request(request).cloned())
    }

    /// The transactions as they are before a change, where somebody wants to know.
    pub(crate) fn debits_before(&self) -> Option<Debits> {
        self.faults.has_lags().then(|| self.debits.clone())
    }

    /// Notes which transactions have changed since.
    pub(crate) fn debits_changed(&mut self, before: Option<Debits>) {
        let Some(before) = before else { return };
        for old in before.list() {
            let now = self.debits.by_request(old.id).map(Debit::standing);
            if now != Some(old.standing()) {
                self.faults.debit_changed(old);
            }
        }
    }
}

/// A second change while the first is not seen yet shows what was before both.
fn begin<T: Clone>(lags: &mut HashMap<Uuid, Lag<T>>, id: Uuid, before: &T, reads: u32) {
    let lag = lags.entry(id).or_insert_with(|| Lag {
        before: before.clone(),
        reads,
    });
    lag.reads = reads;
}

fn read<T: Clone>(lags: &mut HashMap<Uuid, Lag<T>>, id: Uuid) -> Option<T> {
    let lag = lags.get_mut(&id)?;
    lag.reads -= 1;
    let before = lag.before.clone();
    if lag.reads == 0 {
        lags.remove(&id);
    }
    Some(before)
}
