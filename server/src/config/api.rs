use std::num::NonZeroU32;

use super::{key::Key, reader::Reader};

/// How much the merchant API takes from one caller.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ApiConfig {
    /// Requests that one key may make each second in the long run.
    pub(crate) rate_limit: NonZeroU32,
    /// Requests that it may make at once after a rest.
    pub(crate) rate_burst: NonZeroU32,
    /// Requests without a good key that are answered as such, each minute from one address.
    pub(crate) wrong_key_limit: NonZeroU32,
}

impl ApiConfig {
    /// Far above what a shop needs, and below what would starve the others.
    pub(crate) const DEFAULT: Self = Self {
        rate_limit: NonZeroU32::new(500).expect("500 is not zero"),
        rate_burst: NonZeroU32::new(1000).expect("1000 is not zero"),
        wrong_key_limit: NonZeroU32::new(600).expect("600 is not zero"),
    };

    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let rate_limit = reader.count("api.rate_limit", Self::DEFAULT.rate_limit);
        let rate_burst = reader.count("api.rate_burst", Self::DEFAULT.rate_burst);
        let wrong_key_limit = reader.count("api.wrong_key_limit", Self::DEFAULT.wrong_key_limit);
        Some(Self {
            rate_limit: rate_limit.ok()?,
            rate_burst: rate_burst.ok()?,
            wrong_key_limit: wrong_key_limit.ok()?,
        })
    }
}

pub(super) const KEYS: &[Key] = &[
    Key {
        name: "rate_limit",
        default: "500",
        meaning: "How many requests a second one API key may make in the long run, 1 to 1000000; more are answered 429. \
                  Each server counts for itself.",
    },
    Key {
        name: "rate_burst",
        default: "1000",
        meaning: "How many requests one API key may make at once after a rest, 1 to 1000000.",
    },
    Key {
        name: "wrong_key_limit",
        default: "600",
        meaning: "How many requests without a good API key are answered 401 each minute to one address, 1 to 1000000; more \
                  are answered 429. A good key is never refused for it, so a proxy in front, from which all requests \
                  seem to come, does no harm.",
    },
];
