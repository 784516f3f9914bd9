//! Merchants whose notifications came a moment ago: whoever sends thousands a second is not
//! looked up thousands of times.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use flinks::webhook::SignatureStyle;
use payment::{MerchantId, Mode};
use secrecy::SecretString;
use store::StoreError;

use crate::{
    account::{NoAccount, Whose},
    state::AppState,
};

/// How long what was looked up is good for. A secret that is changed counts after this.
const GOOD_FOR: Duration = Duration::from_secs(1);

/// What is known of merchants.
#[derive(Clone, Debug, Default)]
pub(super) struct Known(Arc<Mutex<HashMap<MerchantId, Seen>>>);

/// A merchant as it was a moment ago.
#[derive(Clone, Debug)]
struct Seen {
    at: Instant,
    secrets: Arc<Secrets>,
}

/// What a merchant's notifications may be signed with.
#[derive(Debug)]
pub(super) struct Secrets {
    /// Those of the accounts behind its keys.
    pub(super) of_accounts: Vec<AccountSecret>,
    /// Its own, which is of no account, where it has one.
    pub(super) of_merchant: Option<SecretString>,
    /// The modes in which that one counts, and how it may be used.
    pub(super) merchant_modes: Vec<Mode>,
    pub(super) merchant_styles: Vec<SignatureStyle>,
}

/// What an account's notifications are signed with, and how.
#[derive(Clone, Debug)]
pub(super) struct AccountSecret {
    pub(super) whose: Whose,
    pub(super) mode: Mode,
    pub(super) style: SignatureStyle,
    pub(super) secret: SecretString,
}

impl Known {
    /// What the merchant's notifications may be signed with; `None` where there is no such
    /// merchant.
    pub(super) async fn secrets(
        &self,
        state: &AppState,
        merchant: &MerchantId,
    ) -> Result<Option<Arc<Secrets>>, StoreError> {
        if let Some(secrets) = self.seen(merchant) {
            return Ok(Some(secrets));
        }
        let Some(found) = state.store.merchant(merchant).await? else {
            return Ok(None);
        };
        let secrets = Arc::new(look_up(state, merchant, found.webhook_secret).await?);
        let seen = Seen {
            at: Instant::now(),
            secrets: Arc::clone(&secrets),
        };
        self.all().insert(merchant.clone(), seen);
        Ok(Some(secrets))
    }

    fn seen(&self, merchant: &MerchantId) -> Option<Arc<Secrets>> {
        let all = self.all();
        let seen = all.get(merchant)?;
        (seen.at.elapsed() < GOOD_FOR).then(|| Arc::clone(&seen.secrets))
    }

    fn all(&self) -> std::sync::MutexGuard<'_, HashMap<MerchantId, Seen>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn look_up(
    state: &AppState,
    merchant: &MerchantId,
    of_merchant: Option<SecretString>,
) -> Result<Secrets, StoreError> {
    let mut secrets = Secrets {
        of_accounts: Vec::new(),
        of_merchant,
        merchant_modes: Vec::new(),
        merchant_styles: Vec::new(),
    };
    for mode in [Mode::Test, Mode::Live] {
        let (whose, account) = match state.accounts.find(&state.store, merchant, mode).await {
            Ok(found) => found,
            // The merchant's own secret is good without an account too.
            Err(NoAccount::Absent(mode)) => {
                secrets.merchant_modes.push(mode);
                continue;
            }
            // Nobody can prove anything about an account that cannot be opened.
            Err(NoAccount::Closed { .. }) => continue,
            Err(NoAccount::Store(error)) => return Err(error),
        };
        secrets.merchant_styles.push(account.webhook_signature);
        let has_secret = account.webhook_secret.is_some();
        if whose == Whose::Installation || !has_secret {
            secrets.merchant_modes.push(mode);
        }
        if let Some(secret) = &account.webhook_secret {
            secrets.of_accounts.push(AccountSecret {
                whose,
                mode,
                style: account.webhook_signature,
                secret: secret.clone(),
            });
        }
    }
    if secrets.merchant_styles.is_empty() {
        secrets
            .merchant_styles
            .push(SignatureStyle::XWebhookSignature);
    }
    Ok(secrets)
}
