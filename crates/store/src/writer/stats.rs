use std::sync::atomic::{AtomicU64, Ordering};

/// What the writer has done since the store was opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Transactions that were committed.
    pub commits: u64,
    /// Writes that these transactions kept.
    pub writes: u64,
    /// Writes that were refused, such as for a version that had moved.
    pub refused: u64,
    /// Transactions that failed as a whole.
    pub failed: u64,
    /// Transactions that were undone, for others were in their way, and run again.
    pub reruns: u64,
    /// The most writes that one commit carried.
    pub largest_group: u64,
}

/// The same figures, counted.
#[derive(Debug, Default)]
pub(super) struct Counters {
    commits: AtomicU64,
    writes: AtomicU64,
    refused: AtomicU64,
    failed: AtomicU64,
    reruns: AtomicU64,
    largest_group: AtomicU64,
}

impl Counters {
    pub(super) fn committed(&self, kept: u64, refused: u64) {
        self.commits.fetch_add(1, Ordering::Relaxed);
        self.writes.fetch_add(kept, Ordering::Relaxed);
        self.refused.fetch_add(refused, Ordering::Relaxed);
        self.largest_group.fetch_max(kept, Ordering::Relaxed);
    }

    pub(super) fn refused(&self) {
        self.refused.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn failed(&self) {
        self.failed.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn rerun(&self) {
        self.reruns.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn read(&self) -> Stats {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Stats {
            commits: read(&self.commits),
            writes: read(&self.writes),
            refused: read(&self.refused),
            failed: read(&self.failed),
            reruns: read(&self.reruns),
            largest_group: read(&self.largest_group),
        }
    }
}
