//! What varies in a request beside its body, and the headers of every answer.

use serde_json::{Map, Value, json};

use super::schema::Schema;
use crate::api::version;

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Path,
    Query,
    Header,
}

/// A part of the address, of the query or of the headers.
#[derive(Clone, Debug)]
pub(crate) struct Variable {
    place: Place,
    name: &'static str,
    about: &'static str,
    schema: Schema,
    example: Option<Value>,
}

impl Variable {
    /// A part of the address.
    pub(crate) fn path(name: &'static str, about: &'static str, schema: Schema) -> Self {
        Self::new(Place::Path, name, about, schema)
    }

    /// A parameter of the query, which may be left out.
    pub(crate) fn query(name: &'static str, about: &'static str, schema: Schema) -> Self {
        Self::new(Place::Query, name, about, schema)
    }

    /// A header, which may be left out.
    pub(crate) fn header(name: &'static str, about: &'static str, schema: Schema) -> Self {
        Self::new(Place::Header, name, about, schema)
    }

    const fn new(place: Place, name: &'static str, about: &'static str, schema: Schema) -> Self {
        Self {
            place,
            name,
            about,
            schema,
            example: None,
        }
    }

    /// The same with an example.
    pub(crate) fn example(mut self, example: &str) -> Self {
        self.example = Some(example.into());
        self
    }

    pub(super) fn is_of_path(&self) -> bool {
        self.place == Place::Path
    }

    pub(super) fn is_of_query(&self) -> bool {
        self.place == Place::Query
    }

    /// A Parameter Object.
    pub(super) fn written(&self) -> Value {
        let place = match self.place {
            Place::Path => "path",
            Place::Query => "query",
            Place::Header => "header",
        };
        let mut object = Map::new();
        object.insert("name".into(), self.name.into());
        object.insert("in".into(), place.into());
        object.insert("description".into(), self.about.into());
        object.insert("required".into(), self.is_of_path().into());
        if self.is_of_query() {
            // One without a value is left out, see `api::query`.
            object.insert("allowEmptyValue".into(), true.into());
        }
        object.insert("schema".into(), self.schema.written());
        if let Some(example) = &self.example {
            object.insert("example".into(), example.clone());
        }
        object.into()
    }
}

/// How many to list at most.
pub(crate) fn limit() -> Variable {
    Variable::query(
        "limit",
        "How many to list at most.",
        Schema::integer(1..=100).with("default", 20),
    )
}

/// Where the page before ended.
pub(crate) fn cursor(prefix: &str) -> Variable {
    Variable::query(
        "cursor",
        "The `next_cursor` of the page before, with the same filters.",
        // Nothing at all says the same as leaving it out.
        Schema::pattern(&format!("^(?:{})?$", id_pattern(prefix))),
    )
}

/// The text of an id with that prefix.
pub(crate) fn id(prefix: &str) -> Schema {
    Schema::pattern(&format!("^{}$", id_pattern(prefix)))
}

fn id_pattern(prefix: &str) -> String {
    format!("{prefix}_[0-7][0-9a-hjkmnp-tv-z]{{25}}")
}

pub(super) fn version() -> Variable {
    Variable::header(
        version::HEADER,
        "The version that the request is written for.",
        Schema::one_of(version::KNOWN),
    )
}

pub(super) fn idempotency_key() -> Variable {
    Variable::header(
        "Idempotency-Key",
        "The same key with the same request is done once and answered alike.",
        Schema::pattern("^[!-~]{1,255}$"),
    )
}

/// What every answer carries.
pub(super) fn headers() -> Value {
    json!({
        "x-request-id": {
            "description": "The request's id, which is also in the server's log.",
            "required": true,
            "schema": { "type": "string" }
        },
        version::HEADER: {
            "description": "The version that the answer is written in.",
            "required": true,
            "schema": { "type": "string", "enum": version::KNOWN }
        }
    })
}
