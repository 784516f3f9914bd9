//! Money as the provider writes it: a JSON number with two decimals, never a float.
//!
//! For `#[serde(with = "flinks::amount")]` and, for amounts that may be absent or `null`,
//! `#[serde(default, with = "flinks::amount::optional")]`. Both pass the digits through
//! [`RawValue`], so they work with `serde_json`'s text readers and writers and not inside
//! `#[serde(flatten)]` or untagged enums.

use payment::Money;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use serde_json::value::RawValue;

/// Writes `250.00`, without quotes.
pub fn serialize<S: Serializer>(money: &Money, serializer: S) -> Result<S::Ok, S::Error> {
    RawValue::from_string(money.to_string())
        .map_err(ser::Error::custom)?
        .serialize(serializer)
}

/// Reads `500`, `500.0` or `500.00`; a string of the same digits is tolerated.
///
/// # Errors
/// Signs, exponents and fractions of a cent: an amount that is not exact is not believed.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Money, D::Error> {
    let raw = Box::<RawValue>::deserialize(deserializer)?;
    parse(raw.get()).ok_or_else(|| de::Error::custom("not an exact amount"))
}

/// Reads the JSON text of an amount.
pub(crate) fn parse(json: &str) -> Option<Money> {
    let digits = json
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(json);
    Money::parse_decimal(digits).ok()
}

/// An amount that may be absent.
pub mod optional {
    use super::{Deserialize, Deserializer, Money, RawValue, Serializer, de, parse};

    /// Writes the amount, or `null`.
    pub fn serialize<S: Serializer>(
        money: &Option<Money>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match money {
            Some(money) => super::serialize(money, serializer),
            None => serializer.serialize_none(),
        }
    }

    /// Reads an amount as [`super::deserialize`] does, or `null`.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Money>, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        if raw.get() == "null" {
            return Ok(None);
        }
        parse(raw.get())
            .map(Some)
            .ok_or_else(|| de::Error::custom("not an exact amount"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Priced {
        #[serde(with = "crate::amount")]
        amount: Money,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct MaybePriced {
        #[serde(default, with = "optional")]
        amount: Option<Money>,
    }

    fn cents(cents: i64) -> Money {
        Money::from_cents(cents).expect("not negative")
    }

    #[test]
    fn an_amount_leaves_as_a_number_with_two_decimals() {
        let json = serde_json::to_string(&Priced {
            amount: cents(25_000),
        })
        .expect("writes");
        assert_eq!(json, r#"{"amount":250.00}"#);
        let json = serde_json::to_string(&MaybePriced { amount: None }).expect("writes");
        assert_eq!(json, r#"{"amount":null}"#);
    }

    #[test]
    fn every_documented_form_is_read_exactly() {
        for form in ["500", "500.0", "500.00", "500.000", "\"500.00\""] {
            let read: Priced =
                serde_json::from_str(&format!(r#"{{"amount":{form}}}"#)).expect(form);
            assert_eq!(read.amount, cents(50_000), "{form}");
        }
        for json in ["{}", r#"{"amount":null}"#] {
            let read: MaybePriced = serde_json::from_str(json).expect(json);
            assert_eq!(read.amount, None, "{json}");
        }
    }

    #[test]
    fn an_amount_that_is_not_exact_is_refused() {
        for form in [
            "-1",
            "1e2",
            "0.001",
            "\"\"",
            "\"1,00\"",
            "true",
            "[]",
            "1e999",
            "99999999999999999999",
        ] {
            let json = format!(r#"{{"amount":{form}}}"#);
            assert!(serde_json::from_str::<Priced>(&json).is_err(), "{form}");
            assert!(
                serde_json::from_str::<MaybePriced>(&json).is_err(),
                "{form}"
            );
        }
        assert!(serde_json::from_str::<Priced>(r#"{"amount":null}"#).is_err());
    }

    proptest! {
        #[test]
        fn every_amount_survives_the_wire(amount in 0..=i64::MAX) {
            let priced = Priced { amount: cents(amount) };
            let json = serde_json::to_string(&priced).expect("writes");
            prop_assert_eq!(serde_json::from_str::<Priced>(&json).expect("reads"), priced);
        }
    }
}
