//! Where notifications may go. A merchant names the address, and this program stands where
//! the merchant does not: beside databases, and beside services that tell secrets to whoever
//! can reach them. So nothing is sent to an address that is not one of the public internet.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// Which addresses notifications may go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Policy {
    /// Those of the public internet, encrypted.
    Public,
    /// Any, also unencrypted: for a demonstration, and for a network of one's own.
    Anywhere,
}

/// Why nothing is sent to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TargetFault {
    /// It is no address of a web server.
    #[error("must be an absolute URL")]
    NotUrl,
    /// It would go over the net in the clear.
    #[error("must begin with https://")]
    NotHttps,
    /// It holds a user name or a password.
    #[error("must not hold a user name or a password")]
    Credentials,
    /// It names an address that is not of the public internet.
    #[error("must be on the public internet")]
    NotPublic,
}

/// Reads an address that notifications are to go to. A name's addresses are looked at again
/// whenever it is connected to.
pub(crate) fn target(text: &str, policy: Policy) -> Result<Url, TargetFault> {
    if !is_written_out(text) {
        return Err(TargetFault::NotUrl);
    }
    let url: Url = text.parse().map_err(|_| TargetFault::NotUrl)?;
    if url.port() == Some(0) {
        return Err(TargetFault::NotUrl);
    }
    match (url.scheme(), policy) {
        ("https", _) | ("http", Policy::Anywhere) => {}
        ("http", Policy::Public) => return Err(TargetFault::NotHttps),
        _ => return Err(TargetFault::NotUrl),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(TargetFault::Credentials);
    }
    let literal = match url.host() {
        None | Some(Host::Domain("")) => return Err(TargetFault::NotUrl),
        Some(Host::Domain(_)) => None,
        Some(Host::Ipv4(address)) => Some(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => Some(IpAddr::V6(address)),
    };
    if literal.is_some_and(|address| !policy.allows(address)) {
        return Err(TargetFault::NotPublic);
    }
    Ok(url)
}

/// Whether it says what it is: a scheme, two slashes and somebody to speak to. A browser makes
/// an address of less, and of backslashes; who wrote that meant something else.
fn is_written_out(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else {
        return false;
    };
    scheme.chars().all(|c| c.is_ascii_alphabetic())
        && !rest.starts_with(['/', '?', '#'])
        && !text.contains('\\')
}

impl Policy {
    /// Whether something may be sent there.
    pub(crate) fn allows(self, address: IpAddr) -> bool {
        match self {
            Self::Public => is_public(address),
            Self::Anywhere => true,
        }
    }
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// What the registry of special addresses keeps for other purposes, and one that a cloud
/// keeps for its own.
#[expect(
    clippy::unnested_or_patterns,
    reason = "a pattern is an entry of the registry"
)]
fn is_public_v4(address: Ipv4Addr) -> bool {
    let is_special = matches!(
        address.octets(),
        // This network, private networks, those of carriers, and this machine.
        [0 | 10 | 127, ..]
            | [100, 64..=127, ..]
            | [172, 16..=31, ..]
            | [192, 168, ..]
            // Where neighbours are reached, and where clouds tell a machine its secrets.
            | [169, 254, ..]
            | [168, 63, 129, 16]
            // Protocols, documentation, the way to 6to4, measurements.
            | [192, 0, 0 | 2, _]
            | [192, 88, 99, _]
            | [198, 18 | 19, ..]
            | [198, 51, 100, _]
            | [203, 0, 113, _]
            // Many at once, for later, and everybody.
            | [224..=255, ..]
    );
    !is_special
}

/// Only what is given out as global unicast. An address that carries one of the older kind is
/// as public as that one is.
#[expect(
    clippy::unnested_or_patterns,
    reason = "a pattern is an entry of the registry"
)]
fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        // ::ffff:0:0/96 and 64:ff9b::/96: mapped, and translated on the way.
        [0, 0, 0, 0, 0, 0xffff, ..] | [0x64, 0xff9b, 0, 0, 0, 0, ..] => {
            let [.., a, b, c, d] = address.octets();
            is_public_v4(Ipv4Addr::new(a, b, c, d))
        }
        // Protocols (Teredo among them), documentation, and 6to4, which nobody needs any more.
        [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x2002, ..] | [0x3fff, 0..=0xfff, ..] => {
            false
        }
        [0x2000..=0x3fff, ..] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_public_internet_are_sent_to() {
        for (address, public) in [
            ("8.8.8.8", true),
            ("1.1.1.1", true),
            ("223.255.255.255", true),
            ("0.0.0.0", false),
            ("0.255.255.255", false),
            ("1.0.0.0", true),
            ("9.255.255.255", true),
            ("10.0.0.0", false),
            ("10.255.255.255", false),
            ("11.0.0.0", true),
            ("100.63.255.255", true),
            ("100.64.0.0", false),
            ("100.100.100.200", false),
            ("100.127.255.255", false),
            ("100.128.0.0", true),
            ("126.255.255.255", true),
            ("127.0.0.1", false),
            ("127.255.255.255", false),
            ("128.0.0.0", true),
            ("168.63.129.15", true),
            ("168.63.129.16", false),
            ("169.253.255.255", true),
            ("169.254.0.0", false),
            ("169.254.169.254", false),
            ("169.254.170.2", false),
            ("169.255.0.0", true),
            ("172.15.255.255", true),
            ("172.16.0.0", false),
            ("172.31.255.255", false),
            ("172.32.0.0", true),
            ("191.255.255.255", true),
            ("192.0.0.0", false),
            ("192.0.0.192", false),
            ("192.0.1.0", true),
            ("192.0.2.1", false),
            ("192.0.3.0", true),
            ("192.88.98.255", true),
            ("192.88.99.1", false),
            ("192.88.100.0", true),
            ("192.167.255.255", true),
            ("192.168.0.0", false),
            ("192.168.255.255", false),
            ("192.169.0.0", true),
            ("198.17.255.255", true),
            ("198.18.0.0", false),
            ("198.19.255.255", false),
            ("198.20.0.0", true),
            ("198.51.100.1", false),
            ("198.51.101.0", true),
            ("203.0.112.255", true),
            ("203.0.113.1", false),
            ("203.0.114.0", true),
            ("224.0.0.1", false),
            ("239.255.255.255", false),
            ("240.0.0.1", false),
            ("255.255.255.255", false),
            ("2606:4700:4700::1111", true),
            ("2001:4860:4860::8888", true),
            ("2001:200::1", true),
            ("3ffe:ffff::1", true),
            ("::", false),
            ("::1", false),
            ("::8.8.8.8", false),
            ("::ffff:8.8.8.8", true),
            ("::ffff:127.0.0.1", false),
            ("::ffff:10.0.0.1", false),
            ("::ffff:169.254.169.254", false),
            ("::ffff:0:8.8.8.8", false),
            ("64:ff9b::8.8.8.8", true),
            ("64:ff9b::127.0.0.1", false),
            ("64:ff9b::169.254.169.254", false),
            ("64:ff9b::192.168.1.1", false),
            ("64:ff9b:1::8.8.8.8", false),
            ("100::1", false),
            ("1fff:ffff::1", false),
            ("2001::1", false),
            ("2001:0:4136:e378:8000:63bf:3fff:fdd2", false),
            ("2001:1ff::1", false),
            ("2001:2::1", false),
            ("2001:10::1", false),
            ("2001:20::1", false),
            ("2001:db8::1", false),
            ("2001:db9::1", true),
            ("2002:7f00:1::1", false),
            ("2002:a00:1::1", false),
            ("2002:808:808::1", false),
            ("2003::1", true),
            ("3fff::1", false),
            ("3fff:fff:ffff::1", false),
            ("3fff:1000::1", true),
            ("4000::1", false),
            ("5f00::1", false),
            ("fc00::1", false),
            ("fd00:ec2::254", false),
            ("fdff::1", false),
            ("fe80::1", false),
            ("febf::1", false),
            ("fec0::1", false),
            ("ff02::1", false),
        ] {
            let parsed: IpAddr = address.parse().expect("an address");
            assert_eq!(Policy::Public.allows(parsed), public, "{address}");
            assert!(Policy::Anywhere.allows(parsed), "{address}");
        }
    }

    #[test]
    fn a_target_is_an_encrypted_address_without_credentials() {
        use TargetFault::{Credentials, NotHttps, NotPublic, NotUrl};
        for (text, fault) in [
            ("https://shop.example/hooks?key=1", None),
            ("https://shop.example:8443/", None),
            ("https://8.8.8.8/", None),
            ("https://[2606:4700:4700::1111]/", None),
            ("http://shop.example/", Some(NotHttps)),
            ("ftp://shop.example/", Some(NotUrl)),
            ("file:///etc/passwd", Some(NotUrl)),
            ("shop.example/hooks", Some(NotUrl)),
            ("/hooks", Some(NotUrl)),
            ("", Some(NotUrl)),
            ("https://", Some(NotUrl)),
            ("https:shop.example/", Some(NotUrl)),
            ("https:/shop.example/", Some(NotUrl)),
            ("https:///shop.example/", Some(NotUrl)),
            ("https:\\\\shop.example/", Some(NotUrl)),
            ("https://shop.example\\hooks", Some(NotUrl)),
            ("https:/x?to=http://shop.example/", Some(NotUrl)),
            ("https://shop.example:0/", Some(NotUrl)),
            ("https://shop.example:65536/", Some(NotUrl)),
            ("https://shop.example:x/", Some(NotUrl)),
            ("https://shop.example:443/", None),
            ("HTTPS://SHOP.example/", None),
            ("https://a@shop.example/", Some(Credentials)),
            ("https://a:b@shop.example/", Some(Credentials)),
            ("https://:b@shop.example/", Some(Credentials)),
            ("https://127.0.0.1/", Some(NotPublic)),
            ("https://2130706433/", Some(NotPublic)),
            ("https://0x7f.1/", Some(NotPublic)),
            ("https://0177.0.0.1/", Some(NotPublic)),
            ("https://127.1/", Some(NotPublic)),
            ("https://169.254.169.254/latest/meta-data/", Some(NotPublic)),
            ("https://[::1]/", Some(NotPublic)),
            ("https://[::ffff:10.0.0.1]/", Some(NotPublic)),
            ("https://\u{ff11}\u{ff12}\u{ff17}.0.0.1/", Some(NotPublic)),
        ] {
            assert_eq!(target(text, Policy::Public).err(), fault, "{text}");
        }
    }

    #[test]
    fn where_it_is_allowed_this_machine_is_notified_too() {
        for text in [
            "http://127.0.0.1:8080/demo",
            "http://localhost/",
            "https://10.0.0.1/",
        ] {
            assert!(target(text, Policy::Anywhere).is_ok(), "{text}");
        }
        assert_eq!(
            target("http://a:b@localhost/", Policy::Anywhere).err(),
            Some(TargetFault::Credentials)
        );
    }
}
