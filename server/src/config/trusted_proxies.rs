use std::{
    net::{IpAddr, Ipv6Addr},
    str::FromStr,
};

use http::{HeaderName, header};
use ipnet::{IpNet, Ipv4Net, Ipv6Net};

use super::fault::Wrong;

/// The proxies in front that are believed when they say for whom they ask.
#[derive(Clone, Debug, Default)]
pub(crate) struct TrustedProxies {
    networks: Vec<IpNet>,
    header: ProxyHeader,
}

/// In which header they say so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ProxyHeader {
    /// What most of them write.
    #[default]
    XForwardedFor,
    /// The standard [RFC 7239].
    Forwarded,
}

impl ProxyHeader {
    /// Its name.
    pub(crate) const fn name(self) -> HeaderName {
        match self {
            Self::XForwardedFor => HeaderName::from_static("x-forwarded-for"),
            Self::Forwarded => header::FORWARDED,
        }
    }
}

impl FromStr for ProxyHeader {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Self, Wrong> {
        match text.to_ascii_lowercase().as_str() {
            "x-forwarded-for" => Ok(Self::XForwardedFor),
            "forwarded" => Ok(Self::Forwarded),
            _ => Err(Wrong::NotOneOf("x-forwarded-for, forwarded")),
        }
    }
}

impl TrustedProxies {
    pub(crate) const fn new(networks: Vec<IpNet>, header: ProxyHeader) -> Self {
        Self { networks, header }
    }

    /// Whether it is one of them, however the address is written.
    pub(crate) fn holds(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.networks
            .iter()
            .any(|network| network.contains(&address))
    }

    /// In which header they say for whom they ask.
    pub(crate) const fn header(&self) -> ProxyHeader {
        self.header
    }
}

/// One of the list: an address, or a network by its first address. `number` is its place.
pub(super) fn read(text: &str, number: usize) -> Result<IpNet, Wrong> {
    let network = match text.parse::<IpAddr>() {
        Ok(address) => IpNet::from(address),
        Err(_) => text.parse().map_err(|_| Wrong::NotNetwork(number))?,
    };
    let network = canonical(network).ok_or(Wrong::Everybody(number))?;
    if is_everybodys(network) {
        return Err(Wrong::Everybody(number));
    }
    if network.addr() != network.network() {
        return Err(Wrong::NotFirstOfNetwork(number));
    }
    Ok(network)
}

/// Whether so much of the internet is in it that not all of it is one operator's.
fn is_everybodys(network: IpNet) -> bool {
    const LEAST_V4: u8 = 8;
    const LEAST_V6: u8 = 16;
    match network {
        IpNet::V4(v4) => v4.prefix_len() < LEAST_V4,
        // What is private [RFC 4193] is nobody else's: `fc00::/7`.
        IpNet::V6(v6) => {
            let private = Ipv6Net::new_assert(Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7);
            v6.prefix_len() < LEAST_V6 && !private.contains(&v6)
        }
    }
}

/// The IPv4 network of one that is written as IPv6. None, where all of IPv4 is in it and more.
fn canonical(network: IpNet) -> Option<IpNet> {
    /// How long the part is that all such addresses share: `::ffff:0:0`.
    const MAPPED: u8 = 96;
    let IpNet::V6(v6) = network else {
        return Some(network);
    };
    let Some(address) = v6.addr().to_ipv4_mapped() else {
        let everybody =
            Ipv6Net::new_assert(std::net::Ipv4Addr::UNSPECIFIED.to_ipv6_mapped(), MAPPED);
        return (!v6.contains(&everybody)).then_some(network);
    };
    let length = v6.prefix_len().checked_sub(MAPPED)?;
    Ipv4Net::new(address, length).ok().map(IpNet::V4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxies(texts: &[&str]) -> TrustedProxies {
        let networks = texts.iter().map(|text| read(text, 1).expect("a network"));
        TrustedProxies::new(networks.collect(), ProxyHeader::default())
    }

    #[test]
    fn an_address_is_one_of_them_however_it_is_written() {
        let proxies = proxies(&[
            "10.0.0.7",
            "192.168.0.0/16",
            "fc00::/7",
            "2001::/16",
            "11.0.0.0/8",
            "::ffff:172.16.0.0/108",
        ]);
        for address in [
            "10.0.0.7",
            "::ffff:10.0.0.7",
            "192.168.255.1",
            "fd12::1",
            "172.16.3.4",
        ] {
            let parsed = address.parse().expect("an address");
            assert!(proxies.holds(parsed), "{address}");
        }
        for address in ["10.0.0.8", "192.169.0.1", "fe80::1", "::1", "172.32.0.1"] {
            let parsed = address.parse().expect("an address");
            assert!(!proxies.holds(parsed), "{address}");
        }
        let nobody = TrustedProxies::default();
        assert!(!nobody.holds("127.0.0.1".parse().expect("an address")));
    }

    #[test]
    fn what_is_no_network_says_why_and_where() {
        for (text, wrong) in [
            ("", Wrong::NotNetwork(3)),
            ("proxy.internal", Wrong::NotNetwork(3)),
            ("10.0.0.0/33", Wrong::NotNetwork(3)),
            ("10.0.0.0/-1", Wrong::NotNetwork(3)),
            ("10.0.0.256", Wrong::NotNetwork(3)),
            ("10.0.0.7:443", Wrong::NotNetwork(3)),
            ("[fd00::1]", Wrong::NotNetwork(3)),
            ("10.0.0.7/8", Wrong::NotFirstOfNetwork(3)),
            ("fd00::1/8", Wrong::NotFirstOfNetwork(3)),
            ("0.0.0.0/0", Wrong::Everybody(3)),
            ("10.0.0.0/0", Wrong::Everybody(3)),
            ("::/0", Wrong::Everybody(3)),
            ("::ffff:0:0/96", Wrong::Everybody(3)),
            ("::ffff:0:0/90", Wrong::Everybody(3)),
            ("::/64", Wrong::Everybody(3)),
            // Two of these are everybody together.
            ("0.0.0.0/1", Wrong::Everybody(3)),
            ("128.0.0.0/1", Wrong::Everybody(3)),
            ("10.0.0.0/7", Wrong::Everybody(3)),
            ("::ffff:8.0.0.0/103", Wrong::Everybody(3)),
            ("2000::/3", Wrong::Everybody(3)),
            ("2000::/15", Wrong::Everybody(3)),
            ("fc00::/6", Wrong::Everybody(3)),
        ] {
            assert_eq!(read(text, 3).err(), Some(wrong), "{text}");
        }
    }
}
