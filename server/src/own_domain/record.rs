//! What the domain name system says about a host.

use std::{
    sync::{Mutex, OnceLock, PoisonError},
    time::Duration,
};

use hickory_resolver::{
    TokioResolver,
    config::{NameServerConfig, ResolveHosts, ResolverConfig},
    net::{DnsError, NetError, runtime::TokioRuntimeProvider},
    proto::{
        op::ResponseCode,
        rr::{Name, RData, RecordType},
    },
};
use payment::Timestamp;
use store::DomainName;
use tokio::sync::Semaphore;

use super::Tenant;
use crate::{
    api::limit::bucket::{Buckets, Quota},
    config::{DomainsConfig, Resolvers},
};

/// What the name of a host's record begins with.
pub(crate) const LABEL: &str = "_guichet";

/// How long one server may take, how often all of them are asked, and how long all of it may
/// take, with the wait for a turn.
const ONE_ANSWER: Duration = Duration::from_secs(2);
const ROUNDS: usize = 2;
const ALL: Duration = Duration::from_secs(8);

/// How many are looked for at a time. Slow servers of one merchant's keep some of the others
/// waiting, and no more of the machine.
const AT_A_TIME: usize = 8;

/// How often a merchant may have a look taken, and in what time as often again.
const ASKED: (std::num::NonZeroU32, Duration) = (
    std::num::NonZeroU32::new(10).expect("10 is not zero"),
    Duration::from_secs(60),
);
/// More merchants than this at a time share what is left.
const ROOM: usize = 10_000;

/// Whoever is asked about the domain name system.
pub(crate) struct Records {
    servers: Resolvers,
    resolver: OnceLock<Option<TokioResolver>>,
    turns: Semaphore,
    asked: Mutex<Buckets<Tenant>>,
}

impl std::fmt::Debug for Records {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Records")
            .field("servers", &self.servers)
            .finish_non_exhaustive()
    }
}

/// Nobody answered, or not with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoAnswer;

/// The name of the record that proves whose a host is.
pub(crate) fn record_name(host: &DomainName) -> String {
    format!("{LABEL}.{host}")
}

impl Records {
    pub(crate) fn new(config: &DomainsConfig) -> Self {
        let (burst, time) = ASKED;
        Self {
            servers: config.resolvers.clone(),
            resolver: OnceLock::new(),
            turns: Semaphore::new(AT_A_TIME),
            asked: Mutex::new(Buckets::new(Quota::new(burst, time), ROOM)),
        }
    }

    /// Takes one look from what a merchant may have taken; else how long until there is one.
    pub(super) fn take(&self, tenant: &Tenant, now: Timestamp) -> Result<(), Duration> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let left = asked.take(tenant.clone(), now);
        if left.admitted {
            Ok(())
        } else {
            Err(left.next_in)
        }
    }

    /// The texts that stand at a host's record, each as one; none where there is no record.
    ///
    /// A name that is another's name (`CNAME`) leads nowhere: who has the other one has not been
    /// given this one.
    pub(super) async fn texts(&self, host: &DomainName) -> Result<Vec<Vec<u8>>, NoAnswer> {
        let Ok(name) = Name::from_ascii(format!("{}.", record_name(host))) else {
            return Ok(Vec::new());
        };
        let answer = self.lookup(name.clone(), RecordType::TXT).await?;
        let own = answer.iter().filter(|(owner, _)| *owner == name);
        Ok(own.map(|(_, text)| text.clone()).collect())
    }

    /// Whether anybody answers at all.
    pub(crate) async fn answers(&self) -> Result<(), NoAnswer> {
        self.lookup(Name::root(), RecordType::NS).await.map(drop)
    }

    async fn lookup(&self, name: Name, kind: RecordType) -> Result<Vec<(Name, Vec<u8>)>, NoAnswer> {
        let looking = async {
            let _turn = self.turns.acquire().await.map_err(|_| NoAnswer)?;
            let resolver = self.resolver.get_or_init(|| open(&self.servers));
            let resolver = resolver.as_ref().ok_or(NoAnswer)?;
            match resolver.lookup(name, kind).await {
                Ok(found) => {
                    let texts = found
                        .answers()
                        .iter()
                        .filter_map(|record| match &record.data {
                            RData::TXT(text) => Some((record.name.clone(), text.txt_data.concat())),
                            _ => None,
                        });
                    Ok(texts.collect())
                }
                Err(error) if is_nothing(&error) => Ok(Vec::new()),
                Err(error) => {
                    tracing::debug!(%error, "the domain name system has no answer");
                    Err(NoAnswer)
                }
            }
        };
        tokio::time::timeout(ALL, looking)
            .await
            .map_err(|_| NoAnswer)?
    }
}

/// Whether it was answered that there is nothing: not that somebody would not or could not say.
fn is_nothing(error: &NetError) -> bool {
    let NetError::Dns(DnsError::NoRecordsFound(nothing)) = error else {
        return false;
    };
    matches!(
        nothing.response_code,
        ResponseCode::NXDomain | ResponseCode::NoError
    )
}

/// None, where nobody is to be asked, or the machine names no servers.
fn open(servers: &Resolvers) -> Option<TokioResolver> {
    let mut builder = match servers {
        Resolvers::Nobody => return None,
        Resolvers::Machine => TokioResolver::builder_tokio()
            .inspect_err(|error| {
                tracing::warn!(%error, "the machine's DNS servers cannot be found out");
            })
            .ok()?,
        Resolvers::Named(servers) => {
            let servers = servers.iter().map(|server| {
                let mut named = NameServerConfig::udp_and_tcp(server.ip());
                for connection in &mut named.connections {
                    connection.port = server.port();
                }
                named
            });
            let config = ResolverConfig::from_name_servers(servers.collect());
            TokioResolver::builder_with_config(config, TokioRuntimeProvider::default())
        }
    };
    let options = builder.options_mut();
    options.timeout = ONE_ANSWER;
    options.attempts = ROUNDS;
    // Whoever asks again has just changed something.
    options.cache_size = 0;
    options.use_hosts_file = ResolveHosts::Never;
    options.try_tcp_on_error = true;
    builder.build().ok()
}
