use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use tokio::sync::watch;

/// Whether the worker is there, and whether it holds anything, for whoever has to wait until
/// it does not.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rounds(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    begun: AtomicU64,
    ended: AtomicU64,
    life: watch::Sender<Life>,
}

/// Whether there is a worker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Life {
    /// It has not yet looked for work.
    #[default]
    Starting,
    /// It does what is due.
    Up,
    /// It ended.
    Down,
}

/// The worker itself, until it is dropped.
#[derive(Debug)]
pub(super) struct Alive(Arc<Counts>);

impl Alive {
    /// It has looked for work and is ready to do it.
    pub(super) fn is_up(&self) {
        self.0.life.send_if_modified(|life| {
            let is_news = *life != Life::Up;
            *life = Life::Up;
            is_news
        });
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        self.0.life.send_replace(Life::Down);
    }
}

/// One thing that the worker is busy with, until it is dropped.
#[derive(Debug)]
pub(crate) struct Busy(Arc<Counts>);

impl Rounds {
    /// The number of the round after which the worker rests; `None` while it does not. What
    /// is looked up between two calls that answer the same was not touched in between.
    pub(crate) fn round(&self) -> Option<u64> {
        // In this order: what begins in between makes it look busy, not idle.
        let ended = self.0.ended.load(Ordering::SeqCst);
        let begun = self.0.begun.load(Ordering::SeqCst);
        (begun == ended).then_some(begun)
    }

    /// Whether the worker is there.
    pub(crate) fn life(&self) -> Life {
        *self.0.life.borrow()
    }

    /// Returns once the worker is there.
    pub(crate) async fn is_up(&self) {
        // The sender lives in `self`.
        drop(
            self.0
                .life
                .subscribe()
                .wait_for(|life| *life == Life::Up)
                .await,
        );
    }

    pub(super) fn alive(&self) -> Alive {
        Alive(Arc::clone(&self.0))
    }

    pub(crate) fn begin(&self) -> Busy {
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
