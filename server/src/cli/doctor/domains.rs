use store::{Domain, ProvenBy, Store};

use super::report::Report;
use crate::{
    chain::chain,
    config::{DomainsConfig, Resolvers, StoreConfig},
    own_domain::Records,
};

const CHECK: &str = "domains";

/// Whether anybody answers what the domain name system says of merchants' hosts, where somebody
/// names one or it is set up who is asked; and which hosts are about to be nobody's.
pub(super) async fn records(
    store: Option<&StoreConfig>,
    config: Option<&DomainsConfig>,
    offline: bool,
    report: &mut Report,
) {
    // What is not sound itself is said elsewhere.
    let (Some(store), Some(config)) = (store, config) else {
        return;
    };
    let named = named(store, report).await;
    for domain in &named {
        if domain.proven.is_some() && domain.missing_since.is_some() {
            report.warn(
                CHECK,
                format_args!(
                    "the record of {} is gone: it is not {}'s any more three days after",
                    domain.host, domain.merchant
                ),
            );
        }
    }
    let by_record = |domain: &Domain| !matches!(domain.proven, Some((_, ProvenBy::Operator)));
    if config.resolvers == Resolvers::Machine && !named.iter().any(by_record) {
        return;
    }
    if offline {
        return report.skipped(CHECK, "the DNS servers are not asked (--offline)");
    }
    match Records::new(config).answers().await {
        Ok(()) => report.ok(CHECK, "the DNS servers answer"),
        Err(_) => report.warn(
            CHECK,
            "no DNS server answers: no host is proven by its record; set domains.resolvers",
        ),
    }
}

async fn named(config: &StoreConfig, report: &mut Report) -> Vec<Domain> {
    if config.url.path().is_some_and(|path| !path.exists()) {
        return Vec::new();
    }
    let Ok(store) = Store::open(&config.url).await else {
        return Vec::new();
    };
    let domains = store.domains().await;
    store.close().await;
    domains.unwrap_or_else(|error| {
        report.fail(CHECK, chain(&error));
        Vec::new()
    })
}
