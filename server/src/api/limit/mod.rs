//! How much one caller may ask. Each server counts for itself.

pub(crate) mod bucket;

use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use http::{HeaderMap, HeaderName, HeaderValue};
use payment::{KeyId, MerchantId, Mode, PaymentLinkId, Timestamp};

pub(crate) use self::bucket::Left;
use self::bucket::{Buckets, Quota};
use crate::config::{ApiConfig, PaymentLinksConfig};

/// More callers than this at a time share what is left: memory must not grow with them.
const CALLERS: usize = 100_000;

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LIMIT: HeaderName = HeaderName::from_static("ratelimit");

/// How many test events a merchant may send in one mode, and in what time as many again: each
/// is a request to wherever it likes.
const TESTS: (NonZeroU32, Duration) = (
    NonZeroU32::new(5).expect("5 is not zero"),
    Duration::from_secs(50),
);

/// What callers have asked lately.
#[derive(Debug)]
pub(crate) struct Limits {
    keys: Mutex<Buckets<KeyId>>,
    strangers: Mutex<Buckets<IpAddr>>,
    payment_links: Mutex<Buckets<PaymentLinkId>>,
    link_visitors: Mutex<Buckets<IpAddr>>,
    tests: Mutex<Buckets<(MerchantId, Mode)>>,
    /// What every answer to a key says of its quota.
    policy: HeaderValue,
}

impl Limits {
    pub(crate) fn new(config: &ApiConfig, links: &PaymentLinksConfig) -> Self {
        let burst = config.rate_burst;
        let refilled_in = Duration::from_secs(burst.get().into()) / config.rate_limit.get();
        let keys = Quota::new(burst, refilled_in);
        let a_minute = Duration::from_secs(60);
        let strangers = Quota::new(config.wrong_key_limit, a_minute);
        let links_of_one = Quota::new(links.link_limit, a_minute);
        let visitors = Quota::new(links.address_limit, a_minute);
        let (burst, time) = TESTS;
        let tests = Quota::new(burst, time);
        let policy = format!(
            "\"key\";q={};w={}",
            keys.burst(),
            whole_seconds(keys.window())
        );
        Self {
            keys: Mutex::new(Buckets::new(keys, CALLERS)),
            strangers: Mutex::new(Buckets::new(strangers, CALLERS)),
            payment_links: Mutex::new(Buckets::new(links_of_one, CALLERS)),
            link_visitors: Mutex::new(Buckets::new(visitors, CALLERS)),
            tests: Mutex::new(Buckets::new(tests, CALLERS)),
            policy: HeaderValue::try_from(policy).expect("letters and digits fit a header"),
        }
    }

    /// Takes one request from what a key has.
    pub(crate) fn of_key(&self, key: &KeyId, now: Timestamp) -> Left {
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        keys.take(key.clone(), now)
    }

    /// Takes one refusal from what an address has.
    pub(crate) fn of_stranger(&self, address: Option<IpAddr>, now: Timestamp) -> Left {
        let mut strangers = self
            .strangers
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        strangers.take(neighbourhood(address), now)
    }

    /// Takes one checkout from what a payment link has, and from what somebody has who comes by
    /// it. What one of them refuses takes nothing from the other: neither does a flooded link
    /// close those beside it where all visitors seem to come from one address, nor does one
    /// visitor close a link. When it is not let through: how long until it would be.
    pub(crate) fn of_payment_link(
        &self,
        link: &PaymentLinkId,
        address: Option<IpAddr>,
        now: Timestamp,
    ) -> Result<(), Duration> {
        let mut links = self
            .payment_links
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let left = links.take(link.clone(), now);
        if !left.admitted {
            return Err(left.next_in);
        }
        let mut visitors = self
            .link_visitors
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let left = visitors.take(neighbourhood(address), now);
        if left.admitted {
            Ok(())
        } else {
            links.put_back(link);
            Err(left.next_in)
        }
    }

    /// Takes one test event from what a merchant has; else how long until there is one.
    pub(crate) fn of_test_event(
        &self,
        merchant: &MerchantId,
        mode: Mode,
        now: Timestamp,
    ) -> Result<(), Duration> {
        let mut tests = self.tests.lock().unwrap_or_else(PoisonError::into_inner);
        let left = tests.take((merchant.clone(), mode), now);
        if left.admitted {
            Ok(())
        } else {
            Err(left.next_in)
        }
    }

    /// Says in an answer to a key what it has left: `RateLimit-Policy` and `RateLimit`, as
    /// draft-ietf-httpapi-ratelimit-headers-11 has them.
    pub(crate) fn tell(&self, left: Left, headers: &mut HeaderMap) {
        let text = format!(
            "\"key\";r={};t={}",
            left.requests,
            whole_seconds(left.full_in)
        );
        let left = HeaderValue::try_from(text).expect("letters and digits fit a header");
        headers.insert(POLICY, self.policy.clone());
        headers.insert(LIMIT, left);
    }
}

/// Who counts as one: an IPv4 address, or all of an IPv6 network, for whoever has one address
/// of those has them all.
pub(crate) fn neighbourhood(address: Option<IpAddr>) -> IpAddr {
    match address {
        None => IpAddr::V6(Ipv6Addr::UNSPECIFIED),
        Some(IpAddr::V4(address)) => address.into(),
        Some(IpAddr::V6(address)) => match address.to_ipv4_mapped() {
            Some(address) => address.into(),
            None => {
                let network = u128::from(address) >> 64 << 64;
                Ipv6Addr::from(network).into()
            }
        },
    }
}

/// Rounded up, so that nobody comes back too early.
pub(crate) fn whole_seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> Limits {
        Limits::new(&ApiConfig::DEFAULT, &PaymentLinksConfig::DEFAULT)
    }

    #[test]
    fn two_hundred_requests_a_second_from_one_key_are_never_too_many() {
        let (limits, key) = (limits(), KeyId::from_bytes([1; 16]));
        let mut now = Timestamp::from_micros(0);
        for _ in 0..60 {
            for _ in 0..200 {
                assert!(limits.of_key(&key, now).admitted);
            }
            now = now.plus(Duration::from_secs(1));
        }
    }

    #[test]
    fn an_answer_tells_the_quota_and_what_is_left() {
        let (limits, key) = (limits(), KeyId::from_bytes([1; 16]));
        let mut headers = HeaderMap::new();
        let left = limits.of_key(&key, Timestamp::from_micros(0));
        limits.tell(left, &mut headers);
        assert_eq!(headers["ratelimit-policy"], "\"key\";q=1000;w=2");
        assert_eq!(headers["ratelimit"], "\"key\";r=999;t=1");
    }

    #[test]
    fn what_one_link_or_one_visitor_is_refused_takes_nothing_from_the_others() {
        let of = |n| NonZeroU32::new(n).expect("not zero");
        let config = PaymentLinksConfig {
            link_limit: of(3),
            address_limit: of(4),
        };
        let limits = Limits::new(&ApiConfig::DEFAULT, &config);
        let now = Timestamp::from_micros(0);
        let link = |n| PaymentLinkId::from_bytes([n; 16]);
        let come = |n, from: &str| limits.of_payment_link(&link(n), from.parse().ok(), now);
        for _ in 0..3 {
            assert_eq!(come(1, "192.0.2.1"), Ok(()));
        }
        for _ in 0..10 {
            assert_eq!(come(1, "192.0.2.1"), Err(Duration::from_secs(20)));
        }
        assert_eq!(come(2, "192.0.2.1"), Ok(()), "one of four was left");
        for _ in 0..10 {
            assert_eq!(come(2, "192.0.2.1"), Err(Duration::from_secs(15)));
        }
        for _ in 0..2 {
            assert_eq!(come(2, "192.0.2.2"), Ok(()), "two of three were left");
        }
    }

    #[test]
    fn a_merchant_has_five_test_events_in_each_mode_and_then_one_every_ten_seconds() {
        let (limits, now) = (limits(), Timestamp::from_micros(0));
        let merchant = |n| MerchantId::from_bytes([n; 16]);
        let send = |n, mode, now| limits.of_test_event(&merchant(n), mode, now);
        for _ in 0..5 {
            assert_eq!(send(1, Mode::Test, now), Ok(()));
        }
        let wait = Duration::from_secs(10);
        assert_eq!(send(1, Mode::Test, now), Err(wait));
        assert_eq!(send(1, Mode::Live, now), Ok(()));
        assert_eq!(send(2, Mode::Test, now), Ok(()));
        assert_eq!(send(1, Mode::Test, now.plus(wait)), Ok(()));
        assert_eq!(send(1, Mode::Test, now.plus(wait)), Err(wait));
    }

    #[test]
    fn an_ipv6_network_is_one_caller_and_an_ipv4_address_is_one_however_it_is_written() {
        let of = |text: &str| neighbourhood(text.parse().ok());
        assert_eq!(of("2001:db8::1"), of("2001:db8::ffff:2"));
        assert_ne!(of("2001:db8::1"), of("2001:db8:0:1::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    }
}
