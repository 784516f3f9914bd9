//! Trouble with the store, as the loops that live on it see it.

use std::time::Duration;

use store::StoreError;

/// How long a loop waits after the store failed.
pub(crate) const PAUSE: Duration = Duration::from_secs(1);

/// Whether a loop is in trouble. A store that is away for an hour is worth one line.
#[derive(Debug, Default)]
pub(crate) struct Trouble {
    is_told: bool,
}

impl Trouble {
    /// Tells the operators what cannot be done, once until it can.
    pub(crate) fn tell(&mut self, error: &StoreError, what: &str) {
        if !std::mem::replace(&mut self.is_told, true) {
            tracing::error!(error = error as &dyn std::error::Error, "{what}");
        }
    }

    /// It can be done. Answers whether there was trouble until now.
    pub(crate) const fn is_over(&mut self) -> bool {
        std::mem::replace(&mut self.is_told, false)
    }
}
