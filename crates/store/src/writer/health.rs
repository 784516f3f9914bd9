use std::sync::{
    Arc,
    atomic::{AtomicU8, Ordering},
};

use crate::StoreError;

/// How the database was doing when it was last used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    Well,
    /// The last write did not get to disk. The next may.
    Ailing,
    /// Its file is damaged, and stays so.
    Damaged,
}

/// What reads and writes have noticed of the database.
#[derive(Clone, Debug)]
pub(crate) struct Health {
    condition: Arc<AtomicU8>,
    /// Whether damage is for good: a file has nobody who would mend it meanwhile.
    is_file: bool,
}

/// The file was found damaged. Writing to it could lose more.
#[derive(Debug, thiserror::Error)]
#[error("part of it could not be read")]
struct FoundDamaged;

impl Health {
    pub(super) fn of_file() -> Self {
        Self {
            condition: Arc::default(),
            is_file: true,
        }
    }

    pub(super) fn of_server() -> Self {
        Self {
            is_file: false,
            ..Self::of_file()
        }
    }

    pub(crate) fn condition(&self) -> Condition {
        match self.condition.load(Ordering::Relaxed) {
            0 => Condition::Well,
            1 => Condition::Ailing,
            _ => Condition::Damaged,
        }
    }

    /// An error when nothing may be written any more.
    pub(crate) fn admit(&self) -> Result<(), StoreError> {
        match self.condition() {
            Condition::Well | Condition::Ailing => Ok(()),
            Condition::Damaged => Err(StoreError::Damaged(Arc::new(FoundDamaged))),
        }
    }

    pub(super) fn wrote(&self) {
        let (ailing, well) = (Condition::Ailing as u8, Condition::Well as u8);
        // Damage is not undone by a write that went well.
        let _ = self
            .condition
            .compare_exchange(ailing, well, Ordering::Relaxed, Ordering::Relaxed);
    }

    /// Takes note of an error that the database gave.
    pub(crate) fn notice(&self, error: &StoreError) {
        let condition = match error {
            StoreError::Damaged(_) if self.is_file => Condition::Damaged,
            StoreError::Damaged(_)
            | StoreError::Busy
            | StoreError::DiskFull
            | StoreError::ReadOnly
            | StoreError::Unreachable(_)
            | StoreError::Database(_) => Condition::Ailing,
            StoreError::Closed
            | StoreError::Contended
            | StoreError::CorruptEvent { .. }
            | StoreError::CorruptRow { .. } => return,
        };
        let before = self.condition.fetch_max(condition as u8, Ordering::Relaxed);
        if condition == Condition::Damaged && before < condition as u8 {
            tracing::error!("the database is damaged; nothing more is written to it");
        }
    }
}
