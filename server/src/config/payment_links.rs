use std::num::NonZeroU32;

use super::{key::Key, reader::Reader};

/// How many checkouts are made by payment links, for which nobody needs a key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PaymentLinksConfig {
    /// By one link, each minute.
    pub(crate) link_limit: NonZeroU32,
    /// From one address, each minute.
    pub(crate) address_limit: NonZeroU32,
}

impl PaymentLinksConfig {
    /// More than a campaign on television brings, and less than what fills a disk in a day. Of
    /// one address there are more: behind a proxy it may be everybody's.
    pub(crate) const DEFAULT: Self = Self {
        link_limit: NonZeroU32::new(600).expect("600 is not zero"),
        address_limit: NonZeroU32::new(6_000).expect("6000 is not zero"),
    };

    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let link_limit = reader.count("payment_links.link_limit", Self::DEFAULT.link_limit);
        let address_limit =
            reader.count("payment_links.address_limit", Self::DEFAULT.address_limit);
        Some(Self {
            link_limit: link_limit.ok()?,
            address_limit: address_limit.ok()?,
        })
    }
}

pub(super) const KEYS: &[Key] = &[
    Key {
        name: "link_limit",
        default: "600",
        meaning: "How many checkouts one payment link makes each minute, 1 to 1000000; whoever comes after is asked to press \
                  the button again. Each server counts for itself.",
    },
    Key {
        name: "address_limit",
        default: "6000",
        meaning: "How many checkouts are made by payment links each minute from one address, 1 to 1000000. Behind a proxy, \
                  from which all requests seem to come, this holds for all of them together: several times what one link \
                  makes.",
    },
];
