//! Merchants whose notifications came a moment ago: whoever sends thousands a second is not
//! looked up thousands of times.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use payment::MerchantId;
use secrecy::SecretString;
use store::{Store, StoreError};

/// How long what was looked up is good for. A secret that is changed counts after this.
const GOOD_FOR: Duration = Duration::from_secs(1);

/// What is known of merchants.
#[derive(Clone, Debug, Default)]
pub(super) struct Known(Arc<Mutex<HashMap<MerchantId, Seen>>>);

/// A merchant as it was a moment ago.
#[derive(Clone, Debug)]
struct Seen {
    at: Instant,
    own: Own,
}

/// What a merchant's notifications are signed with, where it has a secret of its own.
pub(super) type Own = Option<SecretString>;

impl Known {
    /// The merchant's own secret; `None` where there is no such merchant.
    pub(super) async fn own_secret(
        &self,
        store: &Store,
        merchant: &MerchantId,
    ) -> Result<Option<Own>, StoreError> {
        if let Some(own) = self.seen(merchant) {
            return Ok(Some(own));
        }
        let found = store.merchant(merchant).await?;
        let own = found.map(|merchant| merchant.webhook_secret);
        if let Some(own) = &own {
            let seen = Seen {
                at: Instant::now(),
                own: own.clone(),
            };
            self.all().insert(merchant.clone(), seen);
        }
        Ok(own)
    }

    fn seen(&self, merchant: &MerchantId) -> Option<Own> {
        let all = self.all();
        let seen = all.get(merchant)?;
        (seen.at.elapsed() < GOOD_FOR).then(|| seen.own.clone())
    }

    fn all(&self) -> std::sync::MutexGuard<'_, HashMap<MerchantId, Seen>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
