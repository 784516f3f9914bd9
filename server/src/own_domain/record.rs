//! What the domain name system says about a host.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
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
use payment::{MerchantId, Timestamp};
use store::DomainName;

use super::{
    Tenant,
    kept::Kept,
    turn::{Alone, Turn, Turns},
};
use crate::{
    api::limit::bucket::{Buckets, Quota},
    config::{DomainsConfig, Resolvers},
};

/// What the name of a host's record begins with.
pub(crate) const LABEL: &str = "_guichet";

/// How long one server may take, how often all of them are asked, and how long all of it may
/// take.
const ONE_ANSWER: Duration = Duration::from_secs(2);
const ROUNDS: usize = 2;
const ALL: Duration = Duration::from_secs(8);

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
    resolver: Mutex<Kept<TokioResolver>>,
    turns: Turns,
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
            resolver: Mutex::default(),
            turns: Turns::default(),
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

    /// Keeps whoever else looks for that merchant's away until it is dropped. None, where somebody
    /// does at this moment.
    pub(super) fn alone(&self, merchant: &MerchantId) -> Option<Alone<'_>> {
        self.turns.alone(merchant)
    }

    /// Waits for a place among those who look because they were asked to. None, where there is
    /// none in a while.
    pub(super) async fn turn(&self) -> Option<Turn<'_>> {
        self.turns.wait().await
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

    /// The machine may have been given other servers since it was asked for them.
    fn resolver(&self) -> Option<TokioResolver> {
        let mut kept = self.resolver.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(Instant::now(), || open(&self.servers))
    }

    async fn lookup(&self, name: Name, kind: RecordType) -> Result<Vec<(Name, Vec<u8>)>, NoAnswer> {
        let looking = async {
            let resolver = self.resolver().ok_or(NoAnswer)?;
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
    // Whoever would answer in somebody's place has to guess which letters are capital, too.
    options.case_randomization = true;
    builder.build().ok()
}
