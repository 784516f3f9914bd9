use std::{net::SocketAddr, time::Duration};

use super::{
    fault::Wrong,
    key::Key,
    public_url::PublicUrl,
    reader::{self, Reader},
    warning::Warning,
};

/// Where the server listens and how it is reached.
#[derive(Clone, Debug)]
pub(crate) struct ServerConfig {
    /// Where pages, the API and webhooks are served.
    pub(crate) listen: SocketAddr,
    /// The start of every address that others are given.
    pub(crate) public_url: PublicUrl,
    /// Where figures are served; nowhere when it is not set.
    pub(crate) admin_listen: Option<SocketAddr>,
    /// How long it goes on answering once it was asked to stop and says that it is not ready.
    pub(crate) drain_delay: Duration,
    /// How long what is under way may take after that.
    pub(crate) shutdown_timeout: Duration,
}

impl ServerConfig {
    /// Nobody has to be given time to look elsewhere.
    pub(crate) const NO_DELAY: Duration = Duration::ZERO;
    /// Longer than a call to the provider takes, shorter than the half minute after which
    /// most supervisors kill.
    pub(crate) const DEFAULT_SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(20);
}

pub(super) const KEYS: &[Key] = &[
    Key {
        name: "listen",
        default: "127.0.0.1:8080",
        meaning: "IP address and port where pages, the API and webhooks are served. Port 0 means any free port.",
    },
    Key {
        name: "public_url",
        default: "",
        meaning: "Origin by which the outside reaches this server, such as `https://pay.example.ca`: the start of every \
                  address that customers, merchants and the provider are given. Made of `server.listen` when not set.",
    },
    Key {
        name: "admin_listen",
        default: "",
        meaning: "IP address and port of `/metrics`, `/healthz` and `/readyz` for operators; no password, so keep it on \
                  a private address. Not served when not set.",
    },
    Key {
        name: "drain_delay",
        default: "0s",
        meaning: "How long the server goes on answering after it was asked to stop, while `/readyz` says no: longer than a \
                  load balancer takes to notice. 0 to 60 s.",
    },
    Key {
        name: "shutdown_timeout",
        default: "20s",
        meaning: "How long what is under way may take after that; what is left is given back and goes on at another server \
                  or at the next start. A debit that was asked for is awaited a little longer, as long as a call to \
                  Flinks may take. 100 ms to 60 s.",
    },
];

impl ServerConfig {
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let listen = reader.required("server.listen", reader::socket);
        let public_url = reader.optional("server.public_url", |text| {
            let url = reader::url(text)?;
            let exposed = reader::is_exposed(&url);
            PublicUrl::from_url(&url)
                .map(|origin| (origin, exposed))
                .ok_or(Wrong::NotOrigin)
        });
        let admin_listen = reader.optional("server.admin_listen", reader::socket);
        let drain_delay = reader.delay("server.drain_delay", Self::NO_DELAY);
        let shutdown_timeout =
            reader.timeout("server.shutdown_timeout", Self::DEFAULT_SHUTDOWN_TIMEOUT);

        let (listen, public_url, admin_listen) =
            (listen.ok()?, public_url.ok()?, admin_listen.ok()?);
        match &public_url {
            None => reader.warn(Warning::DerivedPublicUrl),
            Some((_, true)) => reader.warn(Warning::InsecurePublicUrl),
            Some((_, false)) => {}
        }
        match admin_listen {
            None => reader.warn(Warning::NoAdminListener),
            Some(address) if !address.ip().is_loopback() => reader.warn(Warning::OpenAdminListener),
            Some(_) => {}
        }
        Some(Self {
            listen,
            public_url: public_url.map_or_else(|| PublicUrl::derived(listen), |(origin, _)| origin),
            admin_listen,
            drain_delay: drain_delay.ok()?,
            shutdown_timeout: shutdown_timeout.ok()?,
        })
    }
}
