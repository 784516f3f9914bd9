use payment::{MerchantId, Mode, Timestamp};
use store::{Domain, DomainName};
use url::Host;

use super::{record::record_name, verdict::FIRST};
use crate::{config::PublicUrl, random};

/// The longest name that the domain name system has, in characters.
const MAX_NAME: usize = 253;

/// Why a host cannot be a merchant's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NameFault {
    /// It is no name of a host.
    #[error("must be the name of a host, such as pay.shop.example: no scheme, no port, no path")]
    NotName,
    /// It is the address of a machine.
    #[error("must be a name, not an IP address")]
    Address,
    /// It is one of this installation's, or below it.
    #[error("is this installation's own")]
    Ours,
    /// Nobody but one network knows it.
    #[error("must be a name of the public internet")]
    NotPublic,
}

/// A host that a merchant names now, with what is to prove that it is theirs.
pub(crate) fn named(
    merchant: &MerchantId,
    mode: Mode,
    host: &DomainName,
    now: Timestamp,
) -> Domain {
    let challenge = format!("guichet-domain={}", hex::encode(random::secret::<16>()));
    let first_look_at = now.plus(FIRST);
    Domain::named(
        merchant.clone(),
        mode,
        host.clone(),
        challenge,
        now,
        first_look_at,
    )
}

/// Endings that the public internet does not know [RFC 6761, RFC 6762, RFC 8375, ICANN].
const PRIVATE: [&str; 6] = [
    "localhost",
    "local",
    "internal",
    "invalid",
    "onion",
    "home.arpa",
];

/// Reads a host as people write it, in any script: browsers bring it to ASCII [UTS 46]. `own` is
/// where this installation is reached itself.
pub(crate) fn read(text: &str, own: &[PublicUrl]) -> Result<DomainName, NameFault> {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    if let Ok(Host::Ipv4(_) | Host::Ipv6(_)) = Host::parse(text) {
        return Err(NameFault::Address);
    }
    if !text.chars().all(is_plain) {
        return Err(NameFault::NotName);
    }
    let Ok(Host::Domain(name)) = Host::parse(text) else {
        return Err(NameFault::NotName);
    };
    let name: DomainName = name.parse().map_err(|_| NameFault::NotName)?;
    // Its record has a name of its own, which begins with ours.
    if record_name(&name).len() > MAX_NAME {
        return Err(NameFault::NotName);
    }
    let is_below = |end: &str| {
        let rest = name.as_str().strip_suffix(end);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    if PRIVATE.into_iter().any(is_below) {
        return Err(NameFault::NotPublic);
    }
    let mut own = own.iter().filter_map(PublicUrl::host);
    if own.any(|host| is_below(&host)) {
        return Err(NameFault::Ours);
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own() -> Vec<PublicUrl> {
        let urls = [
            "https://pay.guichet.example",
            "https://manage.guichet.example:8443",
        ];
        let parse = |url: &str| PublicUrl::from_url(&url.parse().expect("an address"));
        urls.into_iter().filter_map(parse).collect()
    }

    #[test]
    fn a_host_is_read_as_people_write_it() {
        for (text, host) in [
            ("pay.shop.example", "pay.shop.example"),
            ("Pay.Shop.Example", "pay.shop.example"),
            ("caf\u{e9}.example", "xn--caf-dma.example"),
            ("guichet.example", "guichet.example"),
            ("notpay.guichet.example", "notpay.guichet.example"),
        ] {
            let read = read(text, &own());
            assert_eq!(read.as_ref().map(DomainName::as_str), Ok(host), "{text}");
        }
    }

    #[test]
    fn what_is_no_host_of_a_merchants_says_why() {
        for (text, fault) in [
            ("", NameFault::NotName),
            ("shop", NameFault::NotName),
            ("https://pay.shop.example", NameFault::NotName),
            ("pay.shop.example:443", NameFault::NotName),
            ("pay.shop.example/", NameFault::NotName),
            ("user@pay.shop.example", NameFault::NotName),
            ("*.shop.example", NameFault::NotName),
            ("pay shop.example", NameFault::NotName),
            ("pay.shop.example\n", NameFault::NotName),
            ("pay%2eshop.example", NameFault::NotName),
            ("pay_it.example", NameFault::NotName),
            ("pay..example", NameFault::NotName),
            ("-.example", NameFault::NotName),
            ("127.0.0.1", NameFault::Address),
            ("0x7f.1", NameFault::Address),
            ("2130706433", NameFault::Address),
            ("[::1]", NameFault::Address),
            ("pay.localhost", NameFault::NotPublic),
            ("till.internal", NameFault::NotPublic),
            ("pay.guichet.example", NameFault::Ours),
            ("PAY.guichet.example", NameFault::Ours),
            ("shop.pay.guichet.example", NameFault::Ours),
            ("manage.guichet.example", NameFault::Ours),
        ] {
            assert_eq!(read(text, &own()), Err(fault), "{text:?}");
        }
    }
}
