use std::net::{IpAddr, SocketAddr};

use super::{fault::Wrong, key::Key, reader::Reader};

/// How it is found out whose a host is.
#[derive(Clone, Debug)]
pub(crate) struct DomainsConfig {
    /// Who is asked about the domain name system.
    pub(crate) resolvers: Resolvers,
}

/// Servers of the domain name system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Resolvers {
    /// Those of the machine.
    Machine,
    /// These.
    Named(Vec<SocketAddr>),
    /// None: a demonstration talks to nobody.
    Nobody,
}

/// Where such a server listens when nothing else is said.
const PORT: u16 = 53;

pub(super) const KEYS: &[Key] = &[Key {
    name: "resolvers",
    default: "",
    meaning: "IP addresses of the DNS servers that are asked for the records by which merchants prove that a host is \
              theirs, each with or without a port, such as `[\"10.0.0.53\", \"[fd00::53]:5353\"]`, or one text with commas \
              between them. The machine's own when not set. Take ones that validate DNSSEC.",
}];

impl DomainsConfig {
    /// What a demonstration has.
    pub(crate) const OFFLINE: Self = Self {
        resolvers: Resolvers::Nobody,
    };

    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let resolvers = reader.several("domains.resolvers", |text, number| {
            let address = text.parse::<IpAddr>();
            address
                .map(|address| SocketAddr::new(address, PORT))
                .or_else(|_| text.parse())
                .map_err(|_| Wrong::NotResolver(number))
        });
        let resolvers = resolvers.ok()?;
        Some(Self {
            resolvers: if resolvers.is_empty() {
                Resolvers::Machine
            } else {
                Resolvers::Named(resolvers)
            },
        })
    }
}
