use serde::Serialize;
use serde_json::{Value, json};

use crate::api::openapi::Schema;

/// What the API shows of it.
#[derive(Debug, Serialize)]
pub(super) struct Embedding<'a> {
    object: &'static str,
    origins: &'a [String],
}

impl<'a> Embedding<'a> {
    pub(super) const fn of(origins: &'a [String]) -> Self {
        Self {
            object: "embedding",
            origins,
        }
    }
}

pub(super) fn schema() -> Schema {
    Schema::object([
        ("object", Schema::text()),
        ("origins", Schema::list(&Schema::text())),
    ])
}

pub(super) fn example() -> Value {
    json!(Embedding::of(&["https://shop.example".to_owned()]))
}
