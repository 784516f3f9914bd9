use std::{fmt, net::SocketAddr};

use url::Url;

/// How the outside reaches this server: an origin, kept without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PublicUrl {
    origin: String,
    given: bool,
}

impl PublicUrl {
    /// The origin of `url`, or `None` when there is a path behind it: page addresses are
    /// made by appending to it, and a path would be lost in every absolute link.
    pub(crate) fn from_url(url: &Url) -> Option<Self> {
        (url.path() == "/").then(|| Self {
            origin: url.origin().ascii_serialization(),
            given: true,
        })
    }

    /// What a server that listens there can be reached by on its own machine.
    pub(crate) fn derived(listen: SocketAddr) -> Self {
        let host = if listen.ip().is_unspecified() || listen.ip().is_loopback() && listen.is_ipv4()
        {
            "127.0.0.1".to_owned()
        } else if listen.is_ipv6() {
            format!("[{}]", listen.ip())
        } else {
            listen.ip().to_string()
        };
        Self {
            origin: format!("http://{host}:{}", listen.port()),
            given: false,
        }
    }

    /// The same once the port is known, where it was derived.
    pub(crate) fn bound_to(&mut self, listen: SocketAddr) {
        if !self.given {
            *self = Self::derived(listen);
        }
    }

    /// Whether somebody chose it.
    pub(crate) const fn is_given(&self) -> bool {
        self.given
    }

    /// The origin, such as `https://pay.example.ca`.
    pub(crate) fn as_str(&self) -> &str {
        &self.origin
    }

    /// The same at another host: there, too, by the same scheme and port.
    pub(crate) fn at_host(&self, host: &str) -> Option<Self> {
        let mut url: Url = self.origin.parse().ok()?;
        url.set_host(Some(host)).ok()?;
        Some(Self {
            origin: url.origin().ascii_serialization(),
            given: self.given,
        })
    }

    /// The host, in lower case and without a port.
    pub(crate) fn host(&self) -> Option<String> {
        let url: Url = self.origin.parse().ok()?;
        url.host_str().map(str::to_owned)
    }

    /// Whether that is its host.
    pub(crate) fn is_at(&self, host: &str) -> bool {
        let named = self.origin.split_once("://").map(|(_, rest)| rest);
        let named = named.and_then(|rest| rest.split(':').next());
        named == Some(host)
    }

    /// Whether cookies and pages travel encrypted.
    pub(crate) fn is_https(&self) -> bool {
        self.origin.starts_with("https://")
    }

    /// An address of ours: the origin and a path that begins with a slash.
    pub(crate) fn join(&self, path: impl fmt::Display) -> String {
        format!("{}{path}", self.origin)
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin)
    }
}
