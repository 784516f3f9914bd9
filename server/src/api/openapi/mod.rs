//! What the API can do, told to programs: OpenAPI 3.1, made from the routes that answer.

mod operation;
mod problem;
#[cfg(test)]
pub(crate) mod sample;
mod schema;
#[cfg(test)]
mod tests;
pub(crate) mod variable;

use std::sync::LazyLock;

use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, header};
use serde_json::{Map, Value, json};

pub(crate) use self::{
    operation::{Chapter, Operation},
    schema::Schema,
    variable::Variable,
};
use super::{route::Route, v1, version};

const CHAPTER: Chapter = Chapter {
    title: "The API itself",
    about: "This description, for programs.",
};

/// The description is the same for everybody and as long as the program runs.
static DOCUMENT: LazyLock<Value> = LazyLock::new(|| of(&v1::routes()));

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/openapi.json", get, describe)]
}

fn describe() -> Operation {
    Operation::new(
        "getOpenapi",
        CHAPTER,
        "Read the description of this API",
        "OpenAPI 3.1. No key is needed.",
    )
    .for_anybody()
    .answers_with(
        "application/json",
        "The description.",
        Schema::object([("openapi", Schema::text())]),
    )
}

/// `GET /v1/openapi.json`
async fn get() -> Response {
    static WRITTEN: LazyLock<String> = LazyLock::new(|| DOCUMENT.to_string());
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        ),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
        // There is nothing secret in it, and readers of it may live elsewhere.
        (
            header::ACCESS_CONTROL_ALLOW_ORIGIN,
            HeaderValue::from_static("*"),
        ),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=300"),
        ),
    ];
    (headers, WRITTEN.as_str()).into_response()
}

/// The description of this program's API.
pub(crate) fn document() -> &'static Value {
    &DOCUMENT
}

/// An OpenAPI Object of these routes.
fn of(routes: &[Route]) -> Value {
    let mut paths: Map<String, Value> = Map::new();
    let mut chapters: Vec<Chapter> = Vec::new();
    for route in routes {
        let operation = route.operation();
        if !chapters.contains(&operation.chapter()) {
            chapters.push(operation.chapter());
        }
        let path = paths
            .entry(format!("/v1{}", route.path()))
            .or_insert_with(|| json!({}));
        if let Value::Object(path) = path {
            let verb = route.method().as_str().to_ascii_lowercase();
            path.insert(verb, operation.written());
        }
    }
    let tags = chapters
        .iter()
        .map(|chapter| json!({ "name": chapter.title, "description": chapter.about }));
    let mut schemas = Map::new();
    for (name, schema) in v1::schemas().into_iter().chain(problem::schemas()) {
        schemas.insert(name.into(), schema.written());
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Guichet",
            "version": version::NEWEST,
            "summary": "A checkout for Canadian bank payments",
            "description": "Make a checkout, send the customer to its page, be told when it is paid, claim the payment for the order, ship.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" }
        },
        "servers": [{ "url": "/", "description": "The server that this was read from" }],
        "security": [{ "key": [] }],
        "tags": tags.collect::<Vec<_>>(),
        "paths": paths,
        "components": {
            "securitySchemes": { "key": {
                "type": "http", "scheme": "bearer",
                "description": "An API key of the merchant: `gk_test_…` or `gk_live_…`. For servers only."
            } },
            "schemas": schemas
        }
    })
}
