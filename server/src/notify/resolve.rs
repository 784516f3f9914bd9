//! Names of endpoints, looked up by us: what was looked at is what is connected to.

use std::{
    collections::HashMap,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use futures::{
    FutureExt as _,
    future::{BoxFuture, Shared},
};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::sync::Semaphore;

use super::guard::Policy;

/// A name has an address that nothing is sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the name leads to an address that is not on the public internet")]
pub(crate) struct NotPublic;

/// Where a name's addresses come from.
#[async_trait]
pub(crate) trait Lookup: Send + Sync + 'static {
    async fn lookup(&self, name: &str) -> io::Result<Vec<SocketAddr>>;
}

/// From where every other program on this machine has them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OfThisMachine;

#[async_trait]
impl Lookup for OfThisMachine {
    async fn lookup(&self, name: &str) -> io::Result<Vec<SocketAddr>> {
        Ok(tokio::net::lookup_host((name, 0)).await?.collect())
    }
}

/// How many names are looked up at once. A look-up takes a thread until it ends, whether or not
/// anybody still waits for it.
const AT_ONCE: usize = 64;

/// What came of looking a name up. An error is told by its kind: it is told to several.
type Found = Result<Arc<[SocketAddr]>, io::ErrorKind>;

type Looking = Shared<BoxFuture<'static, Found>>;

/// Looks names up, and hands on what the policy allows. One address that it does not allow
/// spoils them all: no honest name has it.
pub(crate) struct Resolver {
    names: Arc<Names>,
    policy: Policy,
}

/// Names that are being looked up: each once, however many ask for it, and so many at once.
struct Names {
    lookup: Arc<dyn Lookup>,
    under_way: Mutex<HashMap<String, Looking>>,
    places: Semaphore,
}

impl Names {
    /// Joins whoever looks that name up already. A look-up that was begun is ended, and keeps
    /// its place until then.
    fn addresses(self: &Arc<Self>, name: &str) -> Looking {
        let mut under_way = self
            .under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(looking) = under_way.get(name) {
            return looking.clone();
        }
        let (names, wanted) = (Arc::clone(self), name.to_owned());
        let looking = tokio::spawn(async move {
            let _place = names.places.acquire().await;
            let found = names.lookup.lookup(&wanted).await;
            let mut under_way = names
                .under_way
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            under_way.remove(&wanted);
            found.map(Arc::from).map_err(|error| error.kind())
        });
        let broken_off = |_| Err(io::ErrorKind::Interrupted);
        let looking = looking
            .map(move |found| found.unwrap_or_else(broken_off))
            .boxed()
            .shared();
        under_way.insert(name.to_owned(), looking.clone());
        looking
    }
}

impl Resolver {
    pub(crate) fn new(lookup: Arc<dyn Lookup>, policy: Policy) -> Self {
        let names = Names {
            lookup,
            under_way: Mutex::default(),
            places: Semaphore::new(AT_ONCE),
        };
        Self {
            names: Arc::new(names),
            policy,
        }
    }
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (looking, policy) = (self.names.addresses(name.as_str()), self.policy);
        Box::pin(async move {
            let found = looking.await.map_err(io::Error::from)?;
            if found.iter().any(|address| !policy.allows(address.ip())) {
                return Err(NotPublic.into());
            }
            let found: Vec<_> = found.iter().copied().collect();
            let addrs: Addrs = Box::new(found.into_iter());
            Ok(addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(&'static [&'static str]);

    #[async_trait]
    impl Lookup for Fixed {
        async fn lookup(&self, _name: &str) -> io::Result<Vec<SocketAddr>> {
            let addresses = self.0.iter().map(|it| it.parse().expect("an address"));
            Ok(addresses.map(|ip| SocketAddr::new(ip, 0)).collect())
        }
    }

    async fn resolved(answer: &'static [&'static str]) -> Option<Vec<String>> {
        let resolver = Resolver::new(Arc::new(Fixed(answer)), Policy::Public);
        match resolver
            .resolve("shop.example".parse().expect("a name"))
            .await
        {
            Ok(addrs) => Some(addrs.map(|it| it.ip().to_string()).collect()),
            Err(error) => {
                assert!(error.is::<NotPublic>(), "{error}");
                None
            }
        }
    }

    #[tokio::test]
    async fn a_name_with_public_addresses_alone_leads_to_these() {
        let found = resolved(&["93.184.216.34", "2606:2800:220:1::1"]).await;
        assert_eq!(
            found,
            Some(vec!["93.184.216.34".into(), "2606:2800:220:1::1".into()])
        );
    }

    #[tokio::test]
    async fn one_private_address_among_public_ones_spoils_them_all() {
        for answer in [
            &["127.0.0.1"][..],
            &["93.184.216.34", "10.0.0.1"],
            &["10.0.0.1", "93.184.216.34"],
            &["93.184.216.34", "::ffff:127.0.0.1"],
            &["2606:2800:220:1::1", "fe80::1"],
        ] {
            assert_eq!(resolved(answer).await, None, "{answer:?}");
        }
    }

    /// Never ends, and counts who came.
    struct Slow(Arc<std::sync::atomic::AtomicUsize>);

    #[async_trait]
    impl Lookup for Slow {
        async fn lookup(&self, _name: &str) -> io::Result<Vec<SocketAddr>> {
            self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            std::future::pending().await
        }
    }

    #[tokio::test]
    async fn names_that_are_slow_take_so_many_threads_and_no_more() {
        let begun = Arc::<std::sync::atomic::AtomicUsize>::default();
        let resolver = Resolver::new(Arc::new(Slow(Arc::clone(&begun))), Policy::Public);
        let ask = |name: String| drop(resolver.resolve(name.parse().expect("a name")));
        let settled = async || {
            for _ in 0..1_000 {
                tokio::task::yield_now().await;
            }
            begun.load(std::sync::atomic::Ordering::SeqCst)
        };
        for _ in 0..1_000 {
            ask("shop.example".to_owned());
        }
        assert_eq!(settled().await, 1, "each name once, though nobody waits");
        for number in 0..1_000 {
            ask(format!("shop{number}.example"));
        }
        assert_eq!(settled().await, AT_ONCE);
    }
}
