//! Who has tried in vain lately. Each server counts for itself.

use std::{
    net::IpAddr,
    num::NonZeroU32,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::extract::FromRequestParts;
use http::request::Parts;
use payment::Timestamp;
use store::Digest;

use crate::{
    api::limit::{
        bucket::{Buckets, Quota},
        neighbourhood,
    },
    security::client::ClientAddress,
    state::AppState,
};

/// How often one address may be wrong, and in what time it may be so again.
const OF_ADDRESS: (u32, Duration) = (60, Duration::from_secs(10 * 60));
/// How often one may be wrong about one account, whether there is such an account or not.
const OF_ACCOUNT: (u32, Duration) = (10, Duration::from_secs(15 * 60));
/// More than this at a time share what is left: memory must not grow with them.
const ROOM: usize = 10_000;

/// From where somebody tries.
#[derive(Clone, Copy, Debug)]
pub(super) struct From {
    client: ClientAddress,
    /// Whether somebody in between says that they hand on what another asked.
    is_forwarded: bool,
}

impl FromRequestParts<AppState> for From {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &AppState,
    ) -> Result<Self, Self::Rejection> {
        let says = |name| parts.headers.contains_key(name);
        let proxies = &state.config.server.trusted_proxies;
        Ok(Self {
            client: ClientAddress::of(&parts.extensions, &parts.headers, proxies),
            is_forwarded: ["forwarded", "x-forwarded-for", "x-real-ip", "via"]
                .into_iter()
                .any(says),
        })
    }
}

impl From {
    /// Whether it is this machine.
    pub(super) fn is_here(self) -> bool {
        match self.client {
            ClientAddress::Peer(peer) => !self.is_forwarded && peer.is_loopback(),
            ClientAddress::Told(_) | ClientAddress::Unknown => false,
        }
    }

    /// Who is counted as one. Nobody, where it may be a proxy from which everybody comes and that
    /// tells nothing which is believed: a stranger would close the door for all.
    fn counted(self) -> Option<IpAddr> {
        let address = match self.client {
            ClientAddress::Told(address) => Some(address),
            ClientAddress::Peer(peer) => Some(peer).filter(|peer| !is_near(*peer)),
            ClientAddress::Unknown => None,
        };
        address.map(|address| neighbourhood(Some(address)))
    }
}

/// Whether an address is of this machine or of a network of one's own, as a proxy's is.
fn is_near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            let [first, second, ..] = address.octets();
            address.is_loopback()
                || address.is_private()
                || address.is_link_local()
                // Between a provider and its customers [RFC 6598].
                || first == 100 && second & 0xc0 == 64
        }
        IpAddr::V6(address) => {
            address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local()
        }
    }
}

/// A try that is counted until it turns out to be right.
#[derive(Debug)]
pub(super) struct Try {
    address: Option<IpAddr>,
    account: Option<Digest>,
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
    /// Somebody there tries, with that account, where they name one. It counts at once: of many
    /// who try together, no more get through than one after the other. None, where too many were
    /// wrong.
    pub(super) fn begin(&self, from: From, account: Option<&str>, now: Timestamp) -> Option<Try> {
        let address = from.counted();
        if let Some(address) = address {
            let mut addresses = lock(&self.addresses);
            if !addresses.take(address, now).admitted {
                return None;
            }
        }
        let account = account.map(Digest::of);
        let is_admitted = account.is_none_or(|account| {
            let mut accounts = lock(&self.accounts);
            accounts.take(account, now).admitted
        });
        if is_admitted {
            Some(Try { address, account })
        } else {
            self.forgive(Try {
                address,
                account: None,
            });
            None
        }
    }

    /// The try was right, or nothing was learned from it.
    #[expect(clippy::needless_pass_by_value, reason = "a try is forgiven once")]
    pub(super) fn forgive(&self, tried: Try) {
        let Try { address, account } = tried;
        if let Some(address) = address {
            lock(&self.addresses).put_back(&address);
        }
        if let Some(account) = account {
            lock(&self.accounts).put_back(&account);
        }
    }
}

fn lock<K>(buckets: &Mutex<Buckets<K>>) -> MutexGuard<'_, Buckets<K>> {
    buckets.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Timestamp {
        Timestamp::from_micros(0).plus(Duration::from_secs(seconds))
    }

    fn from(text: &str) -> From {
        From {
            client: ClientAddress::Peer(text.parse().expect("an address")),
            is_forwarded: false,
        }
    }

    #[test]
    fn ten_wrong_tries_close_an_account_from_everywhere_and_no_other() {
        let tries = Tries::default();
        let may = |from: From, account: Option<&str>, now: Timestamp| {
            tries.begin(from, account, now).is_some()
        };
        for n in 0..10 {
            let somewhere = from(&format!("192.0.2.{n}"));
            assert!(may(somewhere, Some("ada@shop.example"), at(0)));
        }
        let elsewhere = from("198.51.100.1");
        assert!(!may(elsewhere, Some("ada@shop.example"), at(0)));
        assert!(may(elsewhere, Some("bob@shop.example"), at(0)));
        assert!(may(elsewhere, None, at(0)), "by a passkey");
        assert!(may(elsewhere, Some("ada@shop.example"), at(90)));
    }

    #[test]
    fn sixty_wrong_tries_close_an_address_for_every_account() {
        let (tries, here) = (Tries::default(), from("192.0.2.1"));
        let may = |from: From, account: Option<&str>, now: Timestamp| {
            tries.begin(from, account, now).is_some()
        };
        for n in 0..60 {
            may(here, Some(&format!("{n}@shop.example")), at(0));
        }
        assert!(!may(here, Some("bob@shop.example"), at(0)));
        assert!(!may(here, None, at(0)));
        assert!(may(from("192.0.2.2"), Some("bob@shop.example"), at(0)));
        assert!(may(here, Some("bob@shop.example"), at(10)));
    }

    #[test]
    fn what_was_right_is_not_held_against_anybody() {
        let (tries, here) = (Tries::default(), from("192.0.2.1"));
        for _ in 0..100 {
            let tried = tries.begin(here, Some("ada@shop.example"), at(0));
            tries.forgive(tried.expect("none was wrong"));
        }
    }

    #[test]
    fn what_an_account_is_refused_takes_nothing_from_the_address() {
        let (tries, here) = (Tries::default(), from("192.0.2.1"));
        for _ in 0..100 {
            tries.begin(here, Some("ada@shop.example"), at(0));
        }
        assert!(tries.begin(here, Some("bob@shop.example"), at(0)).is_some());
    }

    #[test]
    fn nobody_closes_a_proxy_for_all_who_come_through_it() {
        for proxy in [
            "127.0.0.1",
            "::1",
            "10.0.0.7",
            "192.168.1.1",
            "172.31.0.2",
            "100.100.0.1",
            "fd00::7",
        ] {
            let (tries, proxy) = (Tries::default(), from(proxy));
            for n in 0..100 {
                tries.begin(proxy, Some(&format!("{n}@shop.example")), at(0));
            }
            assert!(tries.begin(proxy, None, at(0)).is_some(), "{proxy:?}");
        }
    }

    #[test]
    fn whom_a_trusted_proxy_tells_of_is_counted_wherever_they_are() {
        for client in ["192.0.2.1", "10.0.0.7", "127.0.0.1"] {
            let tries = Tries::default();
            let told = From {
                client: ClientAddress::Told(client.parse().expect("an address")),
                is_forwarded: true,
            };
            assert!(!told.is_here(), "{client}");
            for n in 0..60 {
                tries.begin(told, Some(&format!("{n}@shop.example")), at(0));
            }
            assert!(tries.begin(told, None, at(0)).is_none(), "{client}");
        }
    }

    #[test]
    fn what_somebody_hands_on_does_not_come_from_here() {
        assert!(from("127.0.0.1").is_here());
        let forwarded = From {
            is_forwarded: true,
            ..from("127.0.0.1")
        };
        assert!(!forwarded.is_here());
        assert!(!from("192.0.2.1").is_here());
    }
}
