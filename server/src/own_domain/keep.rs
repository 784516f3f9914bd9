use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock},
    time::Duration,
};

use payment::{MerchantId, Mode};
use store::{Store, StoreError};

use crate::{config::PublicUrl, state::AppState};

/// How soon what another server or a command has written holds here.
const LOOK: Duration = Duration::from_secs(2);

/// Whose pages.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Tenant {
    pub(crate) merchant: MerchantId,
    pub(crate) mode: Mode,
}

/// The hosts that are known to be merchants', kept in memory: every request asks, and there
/// are few.
#[derive(Debug)]
pub(crate) struct Domains {
    /// Where the installation itself is reached: first by whoever comes for a page, then by
    /// merchants' people, where that is elsewhere. Never empty.
    own: Vec<PublicUrl>,
    known: RwLock<Known>,
}

#[derive(Debug, Default)]
struct Known {
    by_host: HashMap<String, Tenant>,
    urls: HashMap<Tenant, PublicUrl>,
}

impl Domains {
    pub(crate) fn new(house: PublicUrl, dashboard: Option<PublicUrl>) -> Self {
        Self {
            own: std::iter::once(house).chain(dashboard).collect(),
            known: RwLock::default(),
        }
    }

    /// Reads them anew.
    pub(crate) async fn refresh(&self, store: &Store) -> Result<(), StoreError> {
        let mut known = Known::default();
        for domain in store.domains().await? {
            if domain.proven.is_none() {
                continue;
            }
            let host = domain.host.as_str();
            // It may have become ours since the merchant named it.
            if self.is_own(host) {
                continue;
            }
            let tenant = Tenant {
                merchant: domain.merchant,
                mode: domain.mode,
            };
            if let Some(url) = self.house().at_host(host) {
                known.by_host.insert(host.to_owned(), tenant.clone());
                known.urls.insert(tenant, url);
            }
        }
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = known;
        Ok(())
    }

    /// Whose pages are served at a host, where it is a merchant's own.
    pub(crate) fn tenant_at(&self, host: &str) -> Option<Tenant> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.by_host.get(host).cloned()
    }

    /// What the addresses of a merchant's pages begin with.
    pub(crate) fn url_of(&self, merchant: &MerchantId, mode: Mode) -> PublicUrl {
        let tenant = Tenant {
            merchant: merchant.clone(),
            mode,
        };
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.urls.get(&tenant).unwrap_or(self.house()).clone()
    }

    /// What everything else begins with.
    pub(crate) fn house(&self) -> &PublicUrl {
        &self.own[0]
    }

    /// Where the installation itself is reached.
    pub(crate) fn own(&self) -> &[PublicUrl] {
        &self.own
    }

    /// Whether a host is the installation's.
    pub(crate) fn is_own(&self, host: &str) -> bool {
        self.own.iter().any(|own| own.is_at(host))
    }
}

/// Keeps them up to date until the program is asked to stop.
pub(crate) async fn watch(state: AppState) {
    while !state.shutdown.is_cancelled() {
        if let Err(error) = state.domains.refresh(&state.store).await {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "merchants' own domains could not be looked up; those that were known stay"
            );
        }
        tokio::select! {
            () = state.clock.sleep(LOOK) => {}
            () = state.shutdown.cancelled() => {}
        }
    }
}
