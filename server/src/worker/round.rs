use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// Whether the worker holds anything, for whoever has to wait until it does not.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rounds(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    begun: AtomicU64,
    ended: AtomicU64,
}

/// One thing that the worker is busy with, until it is dropped.
#[derive(Debug)]
pub(super) struct Busy(Arc<Counts>);

impl Rounds {
    /// The number of the round after which the worker rests; `None` while it does not. What
    /// is looked up between two calls that answer the same was not touched in between.
    pub(crate) fn round(&self) -> Option<u64> {
        // In this order: what begins in between makes it look busy, not idle.
        let ended = self.0.ended.load(Ordering::SeqCst);
        let begun = self.0.begun.load(Ordering::SeqCst);
        (begun == ended).then_some(begun)
    }

    pub(super) fn begin(&self) -> Busy {
        self.0.begun.fetch_add(1, Ordering::SeqCst);
        Busy(Arc::clone(&self.0))
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.ended.fetch_add(1, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_that_was_busy_in_between_does_not_look_as_if_it_had_rested() {
        let rounds = Rounds::default();
        let before = rounds.round();
        let busy = rounds.begin();
        assert_eq!(rounds.round(), None);
        drop(busy);
        assert_ne!(rounds.round(), before);
        assert_eq!(rounds.round(), rounds.round());
    }
}
