use app::desk::USUAL_TRANSFER;
use payment::Money;

use super::{key::Key, reader::Reader};

/// What customers' pages tell of what nobody can know.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CheckoutConfig {
    /// What many banks allow in one e-Transfer.
    pub(crate) usual_transfer: Money,
}

impl CheckoutConfig {
    pub(crate) const DEFAULT: Self = Self {
        usual_transfer: USUAL_TRANSFER,
    };

    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let usual = reader.cents("checkout.usual_transfer", |amount| amount > Money::ZERO);
        let usual_transfer = usual.ok()?.unwrap_or(Self::DEFAULT.usual_transfer);
        Some(Self { usual_transfer })
    }
}

pub(super) const KEYS: &[Key] = &[Key {
    name: "usual_transfer",
    default: "300000",
    meaning: "What many of your customers' banks allow in one e-Transfer, in cents: pages tell of it before anybody signs \
              in, and propose another method above it. A word of warning, and no rule: banks set their own limits and \
              tell nobody.",
}];
