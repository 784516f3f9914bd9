//! Who has tried in vain lately. Each server counts for itself.

use std::{
    net::{IpAddr, SocketAddr},
    num::NonZeroU32,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use axum::extract::{ConnectInfo, FromRequestParts};
use http::request::Parts;
use payment::Timestamp;
use store::Digest;

use crate::api::limit::{
    bucket::{Buckets, Quota},
    neighbourhood,
};

/// How often one address may be wrong, and in what time it may be so again. Behind a proxy all
/// people come from one.
const OF_ADDRESS: (u32, Duration) = (60, Duration::from_secs(10 * 60));
/// How often one may be wrong about one account, whether there is such an account or not.
const OF_ACCOUNT: (u32, Duration) = (10, Duration::from_secs(15 * 60));
/// More than this at a time share what is left: memory must not grow with them.
const ROOM: usize = 10_000;

/// From where somebody tries.
#[derive(Clone, Copy, Debug)]
pub(super) struct From(Option<IpAddr>);

impl<S: Send + Sync> FromRequestParts<S> for From {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Self(peer.map(|ConnectInfo(peer)| peer.ip())))
    }
}

impl From {
    /// Whether it is this machine.
    pub(super) fn is_here(self) -> bool {
        self.0
            .is_some_and(|address| address.to_canonical().is_loopback())
    }
}

/// See the module.
#[derive(Debug)]
pub(super) struct Tries {
    addresses: Mutex<Buckets<IpAddr>>,
    accounts: Mutex<Buckets<Digest>>,
}

impl Default for Tries {
    fn default() -> Self {
        let quota = |(burst, time): (u32, Duration)| {
            Quota::new(NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN), time)
        };
        Self {
            addresses: Mutex::new(Buckets::new(quota(OF_ADDRESS), ROOM)),
            accounts: Mutex::new(Buckets::new(quota(OF_ACCOUNT), ROOM)),
        }
    }
}

impl Tries {
    /// Whether somebody there may try, and with that account, where they name one.
    pub(super) fn may_try(&self, from: From, account: Option<&str>, now: Timestamp) -> bool {
        let addresses = self
            .addresses
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
        addresses.has_left(&neighbourhood(from.0), now)
            && account.is_none_or(|account| accounts.has_left(&Digest::of(account), now))
    }

    /// Somebody there was wrong.
    pub(super) fn was_wrong(&self, from: From, account: Option<&str>, now: Timestamp) {
        let mut addresses = self
            .addresses
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        addresses.take(neighbourhood(from.0), now);
        if let Some(account) = account {
            let mut accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
            accounts.take(Digest::of(account), now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Timestamp {
        Timestamp::from_micros(0).plus(Duration::from_secs(seconds))
    }

    fn from(text: &str) -> From {
        From(text.parse().ok())
    }

    #[test]
    fn ten_wrong_tries_close_an_account_from_everywhere_and_no_other() {
        let tries = Tries::default();
        for n in 0..10 {
            let somewhere = from(&format!("192.0.2.{n}"));
            assert!(tries.may_try(somewhere, Some("ada@shop.example"), at(0)));
            tries.was_wrong(somewhere, Some("ada@shop.example"), at(0));
        }
        let elsewhere = from("198.51.100.1");
        assert!(!tries.may_try(elsewhere, Some("ada@shop.example"), at(0)));
        assert!(tries.may_try(elsewhere, Some("bob@shop.example"), at(0)));
        assert!(tries.may_try(elsewhere, None, at(0)), "by a passkey");
        assert!(tries.may_try(elsewhere, Some("ada@shop.example"), at(90)));
    }

    #[test]
    fn sixty_wrong_tries_close_an_address_for_every_account() {
        let (tries, here) = (Tries::default(), from("192.0.2.1"));
        for n in 0..60 {
            tries.was_wrong(here, Some(&format!("{n}@shop.example")), at(0));
        }
        assert!(!tries.may_try(here, Some("bob@shop.example"), at(0)));
        assert!(!tries.may_try(here, None, at(0)));
        assert!(tries.may_try(from("192.0.2.2"), Some("bob@shop.example"), at(0)));
        assert!(tries.may_try(here, Some("bob@shop.example"), at(10)));
    }
}
