use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use crate::drift::{Drift, Sighting, sanitize};

/// The most sightings that wait to be fetched. Of more the oldest are dropped: the same ones
/// come again.
const KEPT: usize = 64;

/// What was met that no page documents and that belongs to no answer of a read.
#[derive(Debug, Default)]
pub(super) struct Inbox(Mutex<VecDeque<Sighting>>);

impl Inbox {
    /// Keeps what was met, with the shape of the message that it stood in.
    pub(super) fn note(&self, drift: impl IntoIterator<Item = Drift>, body: &[u8]) {
        let mut drift = drift.into_iter().peekable();
        if drift.peek().is_none() {
            return;
        }
        let sample = (!body.is_empty()).then(|| sanitize(body));
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for drift in drift {
            if kept.len() == KEPT {
                kept.pop_front();
            }
            kept.push_back(Sighting {
                drift,
                sample: sample.clone(),
            });
        }
    }

    /// Everything that waits.
    pub(super) fn take(&self) -> Vec<Sighting> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *kept).into()
    }
}
