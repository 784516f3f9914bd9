use std::fmt;

use payment::Money;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use serde_json::value::RawValue;

/// An amount of a bank account, digit by digit as the provider wrote it: it may be below
/// zero, and leaves as it came. Does not print itself: it is what somebody owns.
#[derive(Clone, PartialEq, Eq)]
pub struct Decimal(String);

/// The text is no plain decimal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an amount is an optional minus and digits with a decimal point")]
pub struct NotADecimal;

impl Decimal {
    /// The amount as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The amount as money. `None` below zero, with a fraction of a cent, or beyond what
    /// [`Money`] holds.
    #[must_use]
    pub fn money(&self) -> Option<Money> {
        Money::parse_decimal(&self.0).ok()
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.0.starts_with('-') && self.0.bytes().any(|b| matches!(b, b'1'..=b'9'))
    }
}

impl std::str::FromStr for Decimal {
    type Err = NotADecimal;

    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let is_json = all_digits(whole)
            && all_digits(fraction)
            && (whole.len() == 1 || !whole.starts_with('0'))
            && text.len() <= 40;
        is_json.then(|| Self(text.to_owned())).ok_or(NotADecimal)
    }
}

impl From<Money> for Decimal {
    fn from(money: Money) -> Self {
        Self(money.to_string())
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.0.clone())
            .map_err(ser::Error::custom)?
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        raw.get().parse().map_err(de::Error::custom)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Decimal(***)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_amount_leaves_as_it_came() {
        for text in ["0", "49993.96", "-12.5", "0.10", "1000000000000.001"] {
            let read: Decimal = serde_json::from_str(text).expect(text);
            assert_eq!(serde_json::to_string(&read).expect("writes"), text);
        }
    }

    #[test]
    fn only_an_exact_amount_that_is_not_below_zero_is_money() {
        let money = |text: &str| text.parse::<Decimal>().expect(text).money();
        assert_eq!(money("49993.96"), Money::from_cents(4_999_396).ok());
        assert_eq!(money("7"), Money::from_cents(700).ok());
        for text in ["-1", "0.001", "99999999999999999999"] {
            assert_eq!(money(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_that_is_not_plain_is_refused() {
        for text in [
            "1e2", "+1", "01", ".5", "1.", "-", "\"1\"", "NaN", "true", "{}", "",
        ] {
            assert!(serde_json::from_str::<Decimal>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_somebody_owns_does_not_print_itself() {
        let amount: Decimal = "49993.96".parse().expect("plain");
        assert!(!format!("{amount:?}").contains("49993"));
    }

    proptest! {
        #[test]
        fn every_amount_of_money_is_a_decimal(cents in 0..=i64::MAX) {
            let money = Money::from_cents(cents).expect("not negative");
            let decimal = Decimal::from(money);
            prop_assert_eq!(decimal.as_str().parse::<Decimal>(), Ok(decimal.clone()));
            prop_assert_eq!(decimal.money(), Some(money));
            prop_assert!(!decimal.is_negative());
        }
    }
}
