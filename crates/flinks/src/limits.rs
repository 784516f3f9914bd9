//! The provider's limits, each in the reading that no page of it contradicts.

use std::time::Duration;

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

/// How often a session that is not final is read, at most `[G-stat, ET-gpr]`. The provider
/// publishes no rate limit.
pub const READ_INTERVAL: Duration = Duration::from_secs(30);

/// The largest answer that is read, in bytes. Ours, not the provider's: its answers have
/// some 2 kB.
pub const MAX_ANSWER: usize = 64 * 1024;

#[cfg(test)]
mod tests {
    use payment::{Digits, Email, Name, Reference};

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
        type Account = Digits<MIN_ACCOUNT_DIGITS, MAX_ACCOUNT_DIGITS>;
        assert!(digits(MAX_ACCOUNT_DIGITS).parse::<Account>().is_ok());
        assert!(digits(MIN_ACCOUNT_DIGITS - 1).parse::<Account>().is_err());
    }
}
