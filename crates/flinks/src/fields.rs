//! Which fields of an answer are documented.

use std::{borrow::Cow, fmt};

use serde::{
    Deserializer,
    de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use crate::{drift::Drift, word::Word};

/// The documented fields of an object, each with those of the object, or of the list of
/// objects, that it holds; none for a plain value, which may be anything.
pub(crate) type Fields = &'static [(&'static str, Object)];

/// See [`Fields`].
pub(crate) struct Object(pub(crate) Fields);

/// A field that holds a plain value.
pub(crate) const PLAIN: Object = Object(&[]);

/// The most names that are reported of one answer.
pub(crate) const MAX_REPORTED: usize = 8;

/// The names of the fields that are not documented, each once. What is no JSON has none.
pub(crate) fn unknown(body: &[u8], documented: Fields) -> Vec<Word> {
    let mut found = Vec::new();
    let seed = Seed {
        documented,
        found: &mut found,
    };
    // An error ends the search; the answer's own reader reports it.
    let _ = seed.deserialize(&mut serde_json::Deserializer::from_slice(body));
    found
}

/// The surprises of the fields that are not documented.
pub(crate) fn drift(body: &[u8], documented: Fields) -> Vec<Drift> {
    unknown(body, documented)
        .into_iter()
        .map(Drift::field)
        .collect()
}

/// Notes a name, once.
pub(crate) fn note(found: &mut Vec<Word>, name: &str) {
    if found.len() < MAX_REPORTED {
        let word = Word::clean(name);
        if !found.contains(&word) {
            found.push(word);
        }
    }
}

struct Seed<'f> {
    documented: Fields,
    found: &'f mut Vec<Word>,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.documented.is_empty() {
            return deserializer.deserialize_ignored_any(IgnoredAny).map(drop);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Name(name)) = map.next_key()? {
            match self.documented.iter().find(|(known, _)| *known == name) {
                Some((_, Object(documented))) => map.next_value_seed(Seed {
                    documented,
                    found: self.found,
                })?,
                None => {
                    note(self.found, &name);
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq
            .next_element_seed(Seed {
                documented: self.documented,
                found: self.found,
            })?
            .is_some()
        {}
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

/// A field's name, borrowed where it has no escapes.
#[derive(serde::Deserialize)]
#[serde(transparent)]
pub(crate) struct Name<'a>(#[serde(borrow)] pub(crate) Cow<'a, str>);

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENTED: Fields = &[
        ("status", PLAIN),
        ("payor", Object(&[("email", PLAIN)])),
        ("list", Object(&[("id", PLAIN)])),
    ];

    fn names(json: &str) -> Vec<String> {
        let found = unknown(json.as_bytes(), DOCUMENTED);
        found.iter().map(Word::to_string).collect()
    }

    #[test]
    fn fields_that_are_not_documented_are_named_once_wherever_they_stand() {
        assert_eq!(
            names(
                r#"{"status":{"any":1},"fee":1e999,"payor":{"email":"a","iban":["x"]},
                    "list":[{"id":1,"fee":2},{"rate":[]}],"li\u0073t":null}"#
            ),
            ["fee", "iban", "rate"]
        );
    }

    #[test]
    fn a_name_that_could_be_personal_is_not_repeated() {
        assert_eq!(
            names(r#"{"john@example.com":1,"9876541":2}"#),
            ["unreadable"]
        );
    }

    #[test]
    fn other_shapes_have_no_fields() {
        for json in ["", "null", "[]", "5", "\"x\"", "{\"payor\":5}", "{", "[[[["] {
            assert_eq!(names(json), [""; 0], "{json}");
        }
    }

    #[test]
    fn many_new_fields_are_not_all_named() {
        let fields: Vec<String> = (b'a'..=b'z')
            .map(|c| format!("\"x{}\":1", char::from(c)))
            .collect();
        assert_eq!(
            names(&format!("{{{}}}", fields.join(","))).len(),
            MAX_REPORTED
        );
    }
}
