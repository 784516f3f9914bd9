//! Names of endpoints, looked up by us: what was looked at is what is connected to.

use std::{io, net::SocketAddr, sync::Arc};

use async_trait::async_trait;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

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

/// Looks names up, and hands on what the policy allows. One address that it does not allow
/// spoils them all: no honest name has it.
pub(crate) struct Resolver {
    lookup: Arc<dyn Lookup>,
    policy: Policy,
}

impl Resolver {
    pub(crate) fn new(lookup: Arc<dyn Lookup>, policy: Policy) -> Self {
        Self { lookup, policy }
    }
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (lookup, policy) = (Arc::clone(&self.lookup), self.policy);
        Box::pin(async move {
            let found = lookup.lookup(name.as_str()).await?;
            if found.iter().any(|address| !policy.allows(address.ip())) {
                return Err(NotPublic.into());
            }
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
}
