use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use payment::{KeyId, Timestamp};
use store::{KEY_USE_KNOWN_WITHIN, Key};

use crate::state::AppState;

/// The most keys whose last note is remembered. Beyond it one may be noted twice in a minute.
const REMEMBERED: usize = 10_000;

/// When the use of each key was noted last, or was tried to be.
#[derive(Debug, Default)]
pub(crate) struct KeyUse(Mutex<HashMap<KeyId, Timestamp>>);

impl KeyUse {
    /// Whether this use of a key is to be written down; then it counts as written.
    fn is_news(&self, key: &Key, now: Timestamp) -> bool {
        let is_known = |at: Timestamp| now.since(at) < KEY_USE_KNOWN_WITHIN;
        if key.used_at.is_some_and(is_known) {
            return false;
        }
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if noted.get(&key.id).copied().is_some_and(is_known) {
            return false;
        }
        if noted.len() >= REMEMBERED {
            noted.clear();
        }
        noted.insert(key.id.clone(), now);
        true
    }
}

/// Has it written down that a key was used, once a minute and behind the request's back: a
/// store that takes no writes keeps nobody from reading.
pub(super) fn note(state: &AppState, key: &Key, now: Timestamp) {
    if !state.key_use.is_news(key, now) {
        return;
    }
    let (store, id) = (state.store.clone(), key.id.clone());
    tokio::spawn(async move {
        if let Err(error) = store.note_key_use(&id, now).await {
            tracing::debug!(%error, "the use of a key was not noted");
        }
    });
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use payment::{MerchantId, Mode};
    use store::Scope;

    use super::*;

    #[test]
    fn a_key_is_noted_once_a_minute_whichever_server_noted_it() {
        let at = |seconds| Timestamp::from_micros(0).plus(Duration::from_secs(seconds));
        let key = |used_at| Key {
            id: KeyId::from_bytes([1; 16]),
            merchant: MerchantId::from_bytes([2; 16]),
            mode: Mode::Test,
            scope: Scope::Read,
            used_at,
        };
        let seen = KeyUse::default();
        assert!(
            !seen.is_news(&key(Some(at(50))), at(100)),
            "another noted it"
        );
        assert!(seen.is_news(&key(None), at(100)));
        assert!(!seen.is_news(&key(None), at(159)), "it is on its way");
        assert!(seen.is_news(&key(Some(at(100))), at(160)));
    }
}
