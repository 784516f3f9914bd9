use std::ops::RangeInclusive;

use serde_json::{Map, Value, json};

/// What a value may be: JSON Schema 2020-12, as OpenAPI 3.1 has it.
#[derive(Clone, Debug)]
pub(crate) struct Schema(Map<String, Value>);

impl Schema {
    fn of(kind: &str) -> Self {
        Self(Map::from_iter([("type".into(), kind.into())]))
    }

    /// The schema of that name, by reference.
    pub(crate) fn named(name: &str) -> Self {
        let reference = format!("#/components/schemas/{name}");
        Self(Map::from_iter([("$ref".into(), reference.into())]))
    }

    /// Any text.
    pub(crate) fn text() -> Self {
        Self::of("string")
    }

    /// A text that a regular expression describes whole.
    pub(crate) fn pattern(pattern: &str) -> Self {
        Self::text().with("pattern", pattern)
    }

    /// One of these texts.
    pub(crate) fn one_of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let texts: Vec<_> = texts.into_iter().collect();
        Self::text().with("enum", texts)
    }

    /// Always this text.
    pub(crate) fn constant(text: &str) -> Self {
        Self::text().with("const", text)
    }

    /// A moment, RFC 3339 in UTC.
    pub(crate) fn moment() -> Self {
        Self::text().with("format", "date-time")
    }

    /// A whole number.
    pub(crate) fn integer(range: RangeInclusive<i64>) -> Self {
        let whole = Self::of("integer").with("minimum", *range.start());
        if *range.end() == i64::MAX {
            whole
        } else {
            whole.with("maximum", *range.end())
        }
    }

    /// Yes or no.
    pub(crate) fn flag() -> Self {
        Self::of("boolean")
    }

    /// A list of such values.
    pub(crate) fn list(of: &Self) -> Self {
        Self::of("array").with("items", of.written())
    }

    /// Anything at all.
    pub(crate) fn anything() -> Self {
        Self(Map::new())
    }

    /// An object with these fields; those with a question mark at the end may be left out. A
    /// request has no others; an answer may one day.
    pub(crate) fn object<const N: usize>(fields: [(&str, Self); N]) -> Self {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for (name, schema) in fields {
            let optional = name.strip_suffix('?');
            if optional.is_none() {
                required.push(name);
            }
            properties.insert(optional.unwrap_or(name).to_owned(), schema.written());
        }
        let object = Self::of("object").with("properties", properties);
        if required.is_empty() {
            object
        } else {
            object.with("required", required)
        }
    }

    /// The same, and nothing else may be in it.
    pub(crate) fn closed(self) -> Self {
        self.with("additionalProperties", false)
    }

    /// The same with the fields of another one.
    pub(crate) fn and(self, other: &Self) -> Self {
        Self(Map::new()).with("allOf", json!([self.written(), other.written()]))
    }

    /// Or `null`.
    pub(crate) fn or_null(self) -> Self {
        let Self(mut map) = self;
        match map.remove("type") {
            Some(kind) => {
                map.insert("type".into(), json!([kind, "null"]));
                if let Some(Value::Array(texts)) = map.get_mut("enum") {
                    texts.push(Value::Null);
                }
                Self(map)
            }
            None => Self(Map::new()).with("anyOf", json!([map, { "type": "null" }])),
        }
    }

    /// What it is, for people.
    pub(crate) fn about(self, text: &str) -> Self {
        self.with("description", text)
    }

    /// Any other keyword.
    pub(crate) fn with(mut self, keyword: &str, value: impl Into<Value>) -> Self {
        self.0.insert(keyword.into(), value.into());
        self
    }

    /// A Schema Object.
    pub(crate) fn written(&self) -> Value {
        Value::Object(self.0.clone())
    }
}
