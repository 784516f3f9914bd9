//! From where a request comes: the peer, or whom a trusted proxy names.
//!
//! What a proxy adds stands at the right, what others wrote before it at the left, so it is read
//! from the right, and no further than somebody is trusted. Who is not trusted may write what
//! they like: it is not looked at.

mod forwarded;

use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
};

use axum::extract::{ConnectInfo, FromRequestParts};
use http::{Extensions, HeaderMap, HeaderName, request::Parts};

use crate::{
    config::{ProxyHeader, TrustedProxies},
    state::AppState,
};

/// From where somebody asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClientAddress {
    /// By nothing that has an address.
    Unknown,
    /// From there: the other end of the connection, or the last trusted proxy that it was followed
    /// to. It may be a proxy of which nothing is known.
    Peer(IpAddr),
    /// From there, as a proxy tells that is trusted.
    Told(IpAddr),
}

impl ClientAddress {
    /// What is known of a request's way here.
    pub(crate) fn of(
        extensions: &Extensions,
        headers: &HeaderMap,
        proxies: &TrustedProxies,
    ) -> Self {
        let peer = extensions.get::<ConnectInfo<SocketAddr>>();
        let Some(ConnectInfo(peer)) = peer else {
            return Self::Unknown;
        };
        let peer = peer.ip().to_canonical();
        if !proxies.holds(peer) {
            return Self::Peer(peer);
        }
        let mut last = Self::Peer(peer);
        for told in told(headers, proxies.header()) {
            last = match (told, last.address()) {
                (Some(address), _) if proxies.holds(address) => Self::Told(address),
                (Some(address), _) => return Self::Told(address),
                // Whoever came to this proxy is not known.
                (None, Some(proxy)) => return Self::Peer(proxy),
                (None, None) => return Self::Unknown,
            };
        }
        last
    }

    /// The address, where there is one.
    pub(crate) const fn address(self) -> Option<IpAddr> {
        match self {
            Self::Unknown => None,
            Self::Peer(address) | Self::Told(address) => Some(address),
        }
    }
}

impl FromRequestParts<AppState> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let proxies = &state.config.server.trusted_proxies;
        Ok(Self::of(&parts.extensions, &parts.headers, proxies))
    }
}

/// Whom the proxies name, the nearest first; none in the place of what is no address.
fn told(headers: &HeaderMap, header: ProxyHeader) -> Box<dyn Iterator<Item = Option<IpAddr>> + '_> {
    match header {
        ProxyHeader::XForwardedFor => {
            let elements =
                lines(headers, header.name()).flat_map(|line| line.rsplit(|b| *b == b','));
            Box::new(elements.map(|element| address(std::str::from_utf8(element).ok()?.trim())))
        }
        ProxyHeader::Forwarded => {
            let elements = lines(headers, header.name()).flat_map(forwarded::elements);
            Box::new(elements.map(|element| address(&forwarded::client(element)?)))
        }
    }
}

/// The lines of a header, the last first.
fn lines(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &[u8]> {
    let lines: Vec<_> = headers.get_all(name).iter().collect();
    lines.into_iter().rev().map(http::HeaderValue::as_bytes)
}

/// An address with or without a port, IPv6 with or without brackets. Where its network is said
/// too (`%eth0`), it means nothing here.
fn address(text: &str) -> Option<IpAddr> {
    let plain = || text.parse::<IpAddr>().ok();
    let with_port = || text.parse::<SocketAddr>().ok().map(|socket| socket.ip());
    let bracketed = || {
        let inner = text.strip_prefix('[')?.strip_suffix(']')?;
        inner.parse().ok().map(IpAddr::V6)
    };
    let address = plain().or_else(with_port).or_else(bracketed)?;
    Some(address.to_canonical())
}

#[cfg(test)]
mod tests;
