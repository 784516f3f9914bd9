use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use crate::{
    fields::{Name, note},
    limits,
    word::Word,
};

/// A webhook's body: every field as it stands there, at the top and in the envelope.
pub(super) struct Body<'a> {
    top: Level<'a>,
    nested: [Option<Level<'a>>; 2],
}

/// One level of the body, and the names in it that are not documented. Of repeated fields
/// the last counts.
#[derive(Default)]
pub(super) struct Level<'a> {
    pub(super) event: Option<&'a RawValue>,
    pub(super) session_id: Option<&'a RawValue>,
    pub(super) reference_id: Option<&'a RawValue>,
    pub(super) status: Option<&'a RawValue>,
    pub(super) status_details: Option<&'a RawValue>,
    pub(super) amount: Option<&'a RawValue>,
    pub(super) guaranteed_amount: Option<&'a RawValue>,
    pub(super) when: Option<&'a RawValue>,
    data: Option<&'a RawValue>,
    payload: Option<&'a RawValue>,
    unknown: Vec<Word>,
}

impl<'a> Body<'a> {
    /// `None` for what is too long or no JSON object.
    pub(super) fn read(raw: &'a [u8]) -> Option<Self> {
        if raw.len() > limits::MAX_ANSWER {
            return None;
        }
        let top: Level<'a> = serde_json::from_slice(raw).ok()?;
        let nested = [top.data, top.payload]
            .map(|raw| raw.and_then(|raw| serde_json::from_str(raw.get()).ok()));
        Some(Self { top, nested })
    }

    /// What `read` finds first: at the top, then under `data`, then under `payload`.
    pub(super) fn first<T>(&self, read: impl Fn(&Level<'a>) -> Option<T>) -> Option<T> {
        self.levels().find_map(read)
    }

    /// The names of the fields that are not documented.
    pub(super) fn unknown(&self) -> impl Iterator<Item = &Word> {
        self.levels().flat_map(|level| &level.unknown)
    }

    fn levels(&self) -> impl Iterator<Item = &Level<'a>> {
        std::iter::once(&self.top).chain(self.nested.iter().flatten())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Level<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Level<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Level<'de>, A::Error> {
                let mut level = Level::default();
                while let Some(Name(name)) = map.next_key()? {
                    let Some(field) = level.field(&name) else {
                        map.next_value::<IgnoredAny>()?;
                        note(&mut level.unknown, &name);
                        continue;
                    };
                    *field = Some(map.next_value()?);
                }
                Ok(level)
            }
        }

        deserializer.deserialize_map(Object)
    }
}

impl<'a> Level<'a> {
    fn field(&mut self, name: &str) -> Option<&mut Option<&'a RawValue>> {
        Some(match name {
            "event" => &mut self.event,
            "sessionId" => &mut self.session_id,
            "referenceId" => &mut self.reference_id,
            "status" => &mut self.status,
            "statusDetails" => &mut self.status_details,
            "amount" => &mut self.amount,
            "guaranteedAmount" => &mut self.guaranteed_amount,
            "when" => &mut self.when,
            "data" => &mut self.data,
            "payload" => &mut self.payload,
            _ => return None,
        })
    }
}

/// The text that a field holds, where it stands there if it needs no unescaping.
pub(super) fn text<'a>(raw: Option<&'a RawValue>) -> Option<Cow<'a, str>> {
    let json = raw?.get();
    match json
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
    {
        Some(text) if !text.contains('\\') => Some(Cow::Borrowed(text)),
        Some(_) => serde_json::from_str(json).ok().map(Cow::Owned),
        None => None,
    }
}

/// The word that a field holds; `null` is none.
pub(super) fn word(raw: Option<&RawValue>) -> Option<Word> {
    raw.filter(|raw| raw.get() != "null").map(Word::of_json)
}
