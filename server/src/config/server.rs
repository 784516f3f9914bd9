use std::{net::SocketAddr, time::Duration};

use super::{
    fault::Wrong,
    key::Key,
    public_url::PublicUrl,
    reader::{self, Reader},
    trusted_proxies::{self, ProxyHeader, TrustedProxies},
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
    /// Who is believed when they say for whom they ask.
    pub(crate) trusted_proxies: TrustedProxies,
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
        name: "trusted_proxies",
        default: "",
        meaning: "IP addresses and networks of the proxies in front, such as `[\"10.0.0.7\", \"fd00::/8\"]`, or one text \
                  with commas between them: they alone are believed when they say for whom they ask. Nobody is when it \
                  is not set. See [Proxies](operating.md#proxies-in-front).",
    },
    Key {
        name: "proxy_header",
        default: "x-forwarded-for",
        meaning: "The header in which they say so: `x-forwarded-for`, or `forwarded` (RFC 7239). The other is not read: a \
                  proxy that does not write it hands on what anybody wrote.",
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
        let proxies = reader.several("server.trusted_proxies", trusted_proxies::read);
        let header = reader.optional("server.proxy_header", str::parse::<ProxyHeader>);
        let drain_delay = reader.delay("server.drain_delay", Self::NO_DELAY);
        let shutdown_timeout =
            reader.timeout("server.shutdown_timeout", Self::DEFAULT_SHUTDOWN_TIMEOUT);

        let (listen, public_url, admin_listen) =
            (listen.ok()?, public_url.ok()?, admin_listen.ok()?);
        let proxies = proxies.ok()?;
        let header = header.ok()?.unwrap_or_default();
        match &public_url {
            None => reader.warn(Warning::DerivedPublicUrl),
            Some((_, true)) => reader.warn(Warning::InsecurePublicUrl),
            Some((origin, false)) if origin.is_https() && proxies.is_empty() => {
                reader.warn(Warning::NoTrustedProxies);
            }
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
            trusted_proxies: TrustedProxies::new(proxies, header),
            drain_delay: drain_delay.ok()?,
            shutdown_timeout: shutdown_timeout.ok()?,
        })
    }
}
