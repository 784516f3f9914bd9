use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use payment::CheckoutId;
use tokio::sync::watch;

use crate::{Change, Version};

/// Wakes whoever shows one checkout: see [`Store::watch`](crate::Store::watch).
#[derive(Debug)]
pub struct Watch {
    checkout: CheckoutId,
    changes: watch::Receiver<Version>,
    watched: Watched,
}

impl Watch {
    /// Returns once the checkout's log has grown since the last call, or since this watch
    /// was made; at once when that has happened already. It misses nothing, and may return
    /// once too often: load what is new, and wait again. Pends for ever when the store is
    /// gone.
    pub async fn changed(&mut self) {
        if self.changes.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let mut logs = self.watched.lock();
        // One of these is this one.
        if logs
            .get(&self.checkout)
            .is_some_and(|log| log.receiver_count() <= 1)
        {
            logs.remove(&self.checkout);
        }
    }
}

/// The checkouts that somebody watches, and how far each log is known to go. Where that is
/// not known yet, it is [`Version::NONE`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Watched(Arc<Mutex<HashMap<CheckoutId, watch::Sender<Version>>>>);

impl Watched {
    pub(crate) fn watch(&self, checkout: &CheckoutId) -> Watch {
        let changes = self
            .lock()
            .entry(checkout.clone())
            .or_insert_with(|| watch::Sender::new(Version::NONE))
            .subscribe();
        Watch {
            checkout: checkout.clone(),
            changes,
            watched: self.clone(),
        }
    }

    pub(crate) fn tell(&self, change: &Change) {
        if let Some(log) = self.lock().get(&change.checkout) {
            log.send_if_modified(|known| {
                let is_new = *known < change.version;
                *known = change.version.max(*known);
                is_new
            });
        }
    }

    /// Everything that is watched, with what is known of it.
    pub(crate) fn all(&self) -> Vec<Change> {
        self.lock()
            .iter()
            .map(|(checkout, log)| Change {
                checkout: checkout.clone(),
                version: *log.borrow(),
            })
            .collect()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<CheckoutId, watch::Sender<Version>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
