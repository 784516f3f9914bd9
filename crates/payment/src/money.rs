use std::fmt;

use serde::{Deserialize, Serialize};

/// An amount of Canadian dollars, in whole cents, never negative.
///
/// Everything that is money in Guichet is this type. It is read from and written to text
/// digit by digit; no floating-point number is ever involved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Money(i64);

/// Why a number or a text is not an amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Below zero cents.
    #[error("an amount is never negative")]
    Negative,
    /// Too large for the type (about 92 quadrillion dollars).
    #[error("the amount is too large")]
    TooLarge,
    /// More than two decimals, or not a plain decimal number.
    #[error("an amount is digits with at most two decimals")]
    NotDecimal,
}

impl Money {
    /// No money at all.
    pub const ZERO: Self = Self(0);

    /// `cents` hundredths of a dollar.
    pub const fn from_cents(cents: i64) -> Result<Self, MoneyError> {
        if cents < 0 {
            return Err(MoneyError::Negative);
        }
        Ok(Self(cents))
    }

    /// The amount in cents.
    #[must_use]
    pub const fn cents(self) -> i64 {
        self.0
    }

    /// Reads `250`, `250.5` or `250.00`. Signs, exponents, separators and a third decimal
    /// that is not zero are refused; trailing zeros beyond the second decimal are harmless.
    pub fn parse_decimal(text: &str) -> Result<Self, MoneyError> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) {
            return Err(MoneyError::NotDecimal);
        }
        let (hundredths, rest) = fraction.split_at(fraction.len().min(2));
        if rest.bytes().any(|b| b != b'0') {
            return Err(MoneyError::NotDecimal);
        }
        let dollars: i64 = whole.parse().map_err(|_| MoneyError::TooLarge)?;
        let cents: i64 = format!("{hundredths:0<2}")
            .parse()
            .map_err(|_| MoneyError::NotDecimal)?;
        dollars
            .checked_mul(100)
            .and_then(|sum| sum.checked_add(cents))
            .map(Self)
            .ok_or(MoneyError::TooLarge)
    }

    /// What is left after `other` is taken away, or `None` when `other` is more.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        (self.0 >= other.0).then(|| Self(self.0 - other.0))
    }
}

/// A plain decimal with exactly two places: `250.00`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl TryFrom<i64> for Money {
    type Error = MoneyError;

    fn try_from(cents: i64) -> Result<Self, Self::Error> {
        Self::from_cents(cents)
    }
}

impl From<Money> for i64 {
    fn from(money: Money) -> Self {
        money.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_that_is_not_an_exact_amount_is_refused() {
        for text in [
            "", ".", "1.", ".5", "-1", "+1", "1e2", "1,00", " 1", "1.001", "NaN",
        ] {
            assert_eq!(
                Money::parse_decimal(text),
                Err(MoneyError::NotDecimal),
                "{text:?}"
            );
        }
        assert_eq!(
            Money::parse_decimal("99999999999999999999"),
            Err(MoneyError::TooLarge)
        );
        assert_eq!(
            Money::parse_decimal("92233720368547758.08"),
            Err(MoneyError::TooLarge)
        );
    }

    #[test]
    fn an_amount_is_never_negative() {
        assert_eq!(Money::from_cents(-1), Err(MoneyError::Negative));
        assert_eq!(Money::try_from(i64::MIN), Err(MoneyError::Negative));
        assert_eq!(Money::from_cents(0), Ok(Money::ZERO));
        let cents = |cents| Money::from_cents(cents).expect("not negative");
        assert_eq!(cents(3).checked_sub(cents(2)), Some(cents(1)));
        assert_eq!(cents(2).checked_sub(cents(2)), Some(Money::ZERO));
        assert_eq!(cents(2).checked_sub(cents(3)), None);
    }

    #[test]
    fn trailing_zeros_do_not_matter() {
        for text in ["250", "250.0", "250.00", "250.0000", "0250"] {
            assert_eq!(
                Money::parse_decimal(text).map(Money::cents),
                Ok(25_000),
                "{text:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn every_amount_survives_being_written_and_read(cents in 0..=i64::MAX) {
            let money = Money::from_cents(cents).expect("not negative");
            prop_assert_eq!(Money::parse_decimal(&money.to_string()), Ok(money));
        }
    }
}
