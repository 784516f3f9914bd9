//! The provider's limits, each in the reading that no page of it contradicts.

use std::{ops::RangeInclusive, time::Duration};

use payment::Money;

/// The longest first, middle or last name, in characters: 100 in the reference and in the
/// guide's tables, 255 in the guide's list `[G-init, G-setup, ET-init]`.
pub const NAME_CHARS: usize = 100;

/// The longest e-mail address, in characters: 100 in the reference, 256 in the guide's list
/// `[G-init, G-setup, ET-init]`.
pub const EMAIL_CHARS: usize = 100;

/// The longest `referenceId`, in characters `[ET-init, G-init]`.
pub const REFERENCE_CHARS: usize = 100;

/// The smallest amount, in cents `[G-init]`.
pub const MIN_AMOUNT_CENTS: i64 = 1;

/// The largest amount, in cents: 99,999.99 in the schema, 100,000 and configurable in the
/// guide `[G-init, G-setup]`. No limit is published for e-Transfer; assumption: the same.
pub const MAX_AMOUNT_CENTS: i64 = 9_999_999;

/// The digits of `institutionCode` `[ET-init, G-init]`.
pub const INSTITUTION_DIGITS: usize = 3;

/// The digits of `transitNumber` `[ET-init, G-init]`.
pub const TRANSIT_DIGITS: usize = 5;

/// The fewest digits of `accountNumber` `[ET-init, G-init]`.
pub const MIN_ACCOUNT_DIGITS: usize = 7;

/// The most digits of `accountNumber` `[ET-init, G-init]`.
pub const MAX_ACCOUNT_DIGITS: usize = 12;

/// The letters of `address.province` `[G-init]`.
pub const PROVINCE_CHARS: usize = 2;

/// The characters of `address.postalCode`, without a space `[G-init]`. The sandbox's own
/// example is no real Canadian code, so only the length counts `[G-scen]`.
pub const POSTAL_CODE_CHARS: usize = 6;

/// The letters of `address.country`, ISO 3166 `[G-init]`.
pub const COUNTRY_CHARS: usize = 2;

/// The most digits of `payor.phone` `[G-init]`.
pub const PHONE_DIGITS: usize = 15;

/// The longest `description` of a debit, in characters `[E1-tx]`.
pub const DESCRIPTION_CHARS: usize = 15;

/// The longest `crossReferenceNumber` of a debit, in letters, digits and hyphens `[E1-tx]`.
pub const CROSS_REFERENCE_CHARS: usize = 36;

/// The digits of a debit's `transactionCode` `[E1-tx, E1-codes]`.
pub const TRANSACTION_CODE_DIGITS: usize = 3;

/// The most transactions of one schedule `[E1-tx]`.
pub const MAX_SCHEDULED: u16 = 300;

/// How often a session that is not final is read, at most `[G-stat, ET-gpr]`. The provider
/// publishes no rate limit.
pub const READ_INTERVAL: Duration = Duration::from_secs(30);

/// The largest answer that is read, in bytes. Ours, not the provider's: its answers have
/// some 2 kB.
pub const MAX_ANSWER: usize = 64 * 1024;

/// The smallest and the largest amount of a session: the provider's, or narrower where the
/// account or the merchant says so.
///
/// Both ends are inside [`MIN_AMOUNT_CENTS`] and [`MAX_AMOUNT_CENTS`], the smaller one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    minimum: Money,
    maximum: Money,
}

/// Why two amounts are no limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidLimits {
    /// Below 0.01 or above 99,999.99.
    #[error("limits must be amounts from 0.01 to 99999.99")]
    OutOfRange,
    /// The minimum is more than the maximum.
    #[error("the smallest amount must not be more than the largest")]
    Crossed,
}

impl Limits {
    /// Limits of one's own; `None` stands for the provider's.
    pub fn new(minimum: Option<Money>, maximum: Option<Money>) -> Result<Self, InvalidLimits> {
        let provider = Self::default();
        let limits = Self {
            minimum: minimum.unwrap_or(provider.minimum),
            maximum: maximum.unwrap_or(provider.maximum),
        };
        let range = provider.range();
        if !range.contains(&limits.minimum) || !range.contains(&limits.maximum) {
            return Err(InvalidLimits::OutOfRange);
        }
        if limits.minimum > limits.maximum {
            return Err(InvalidLimits::Crossed);
        }
        Ok(limits)
    }

    /// The smallest amount.
    #[must_use]
    pub const fn minimum(&self) -> Money {
        self.minimum
    }

    /// The largest amount.
    #[must_use]
    pub const fn maximum(&self) -> Money {
        self.maximum
    }

    /// Whether an amount is inside, and if not, which end it is beyond.
    pub fn check(&self, amount: Money) -> Result<(), OutOfLimits> {
        if amount < self.minimum {
            Err(OutOfLimits::TooSmall(self.minimum))
        } else if amount > self.maximum {
            Err(OutOfLimits::TooLarge(self.maximum))
        } else {
            Ok(())
        }
    }

    /// The part that both limits allow, where there is one.
    #[must_use]
    pub fn within(&self, other: Self) -> Option<Self> {
        let both = Self {
            minimum: self.minimum.max(other.minimum),
            maximum: self.maximum.min(other.maximum),
        };
        (both.minimum <= both.maximum).then_some(both)
    }

    fn range(&self) -> RangeInclusive<Money> {
        self.minimum..=self.maximum
    }
}

/// The provider's own.
impl Default for Limits {
    fn default() -> Self {
        let known = |cents| Money::from_cents(cents).expect("the limits are not negative");
        Self {
            minimum: known(MIN_AMOUNT_CENTS),
            maximum: known(MAX_AMOUNT_CENTS),
        }
    }
}

/// An amount that is beyond a limit. The message says which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutOfLimits {
    /// Less than the smallest.
    #[error("the amount must be at least {0}")]
    TooSmall(Money),
    /// More than the largest.
    #[error("the amount must be at most {0}")]
    TooLarge(Money),
}

#[cfg(test)]
mod tests {
    use payment::{Digits, Email, Name, Phone, Reference};

    use super::*;

    #[test]
    fn the_limits_are_those_that_our_own_texts_keep() {
        let x = |count: usize| "x".repeat(count);
        assert!(x(NAME_CHARS).parse::<Name>().is_ok());
        assert!(x(NAME_CHARS + 1).parse::<Name>().is_err());
        assert!(x(REFERENCE_CHARS).parse::<Reference>().is_ok());
        assert!(x(REFERENCE_CHARS + 1).parse::<Reference>().is_err());
        let domain = "@example.com";
        let email = |count: usize| format!("{}{domain}", x(count - domain.len()));
        assert!(email(EMAIL_CHARS).parse::<Email>().is_ok());
        assert!(email(EMAIL_CHARS + 1).parse::<Email>().is_err());
        let digits = |count: usize| "1".repeat(count);
        type Account = Digits<7, 12>;
        assert!(digits(MAX_ACCOUNT_DIGITS).parse::<Account>().is_ok());
        assert!(digits(MAX_ACCOUNT_DIGITS + 1).parse::<Account>().is_err());
        assert!(digits(MIN_ACCOUNT_DIGITS).parse::<Account>().is_ok());
        assert!(digits(MIN_ACCOUNT_DIGITS - 1).parse::<Account>().is_err());
        assert!(digits(PHONE_DIGITS).parse::<Phone>().is_ok());
        assert!(digits(PHONE_DIGITS + 1).parse::<Phone>().is_err());
    }

    fn money(cents: i64) -> Money {
        Money::from_cents(cents).expect("not negative")
    }

    #[test]
    fn an_amount_beyond_a_limit_is_told_which_one() {
        let limits = Limits::new(Some(money(100)), Some(money(500_000))).expect("valid");
        assert_eq!(limits.check(money(100)), Ok(()));
        assert_eq!(limits.check(money(500_000)), Ok(()));
        let told = |cents| limits.check(money(cents)).expect_err("beyond").to_string();
        assert_eq!(told(99), "the amount must be at least 1.00");
        assert_eq!(told(500_001), "the amount must be at most 5000.00");
    }

    #[test]
    fn limits_of_ones_own_are_inside_the_providers() {
        use InvalidLimits::{Crossed, OutOfRange};
        for (minimum, maximum, fault) in [
            (Some(0), None, OutOfRange),
            (None, Some(10_000_000), OutOfRange),
            (Some(200), Some(100), Crossed),
        ] {
            let refused = Limits::new(minimum.map(money), maximum.map(money));
            assert_eq!(refused, Err(fault), "{minimum:?} {maximum:?}");
        }
        assert_eq!(Limits::new(None, None), Ok(Limits::default()));
    }

    #[test]
    fn two_limits_allow_what_both_allow() {
        let limits = |min, max| Limits::new(Some(money(min)), Some(money(max))).expect("valid");
        let both = limits(100, 500).within(limits(200, 900));
        assert_eq!(both, Some(limits(200, 500)));
        assert_eq!(limits(100, 200).within(limits(300, 400)), None);
    }
}
