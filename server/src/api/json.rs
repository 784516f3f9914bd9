use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Number, Value};

use crate::problem::JsonFault;

/// Marks the one error that the parser cannot tell from others by itself.
const DUPLICATE: &str = "duplicate name";

/// Reads JSON that every reader reads alike: UTF-8, one value, no name twice in an object,
/// nested no deeper than the parser's 128.
pub(crate) fn parse(bytes: &[u8]) -> Result<Value, JsonFault> {
    serde_json::from_slice::<Strict>(bytes)
        .map(|strict| strict.0)
        .map_err(|error| {
            let (line, column) = (error.line(), error.column());
            if error.to_string().starts_with(DUPLICATE) {
                JsonFault::DuplicateName { line, column }
            } else {
                JsonFault::Syntax { line, column }
            }
        })
}

struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue).map(Self)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    // Kept only to be refused: nothing in the API is a fraction.
    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Strict(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = entries.next_key::<String>()? {
            if object.contains_key(&name) {
                return Err(A::Error::custom(DUPLICATE));
            }
            let Strict(value) = entries.next_value()?;
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_that_can_be_read_in_two_ways_is_refused_without_quoting_it() {
        let fault = parse(br#"{"a": {"canary": 1, "canary": 2}}"#).expect_err("twice");
        assert_eq!(
            fault,
            JsonFault::DuplicateName {
                line: 1,
                column: 28
            }
        );
        for text in [
            "",
            "{",
            "[1,]",
            "{'a':1}",
            "nul",
            "{} {}",
            "\u{feff}{}",
            "\"\\ud800\"",
            "1e999",
        ] {
            let fault = parse(text.as_bytes()).expect_err(text);
            assert!(
                matches!(fault, JsonFault::Syntax { .. }),
                "{text}: {fault:?}"
            );
        }
        assert!(parse(b"\"\xff\"").is_err());
    }

    #[test]
    fn a_value_that_nests_without_end_is_refused() {
        let deep = "[".repeat(100_000);
        assert!(matches!(
            parse(deep.as_bytes()),
            Err(JsonFault::Syntax { .. })
        ));
    }

    #[test]
    fn the_same_name_in_two_objects_is_fine() {
        assert!(parse(br#"[{"a": 1}, {"a": {"a": 2}}]"#).is_ok());
    }
}
