//! Every answer of the API that any test gets is what the description says: no field missing,
//! none of another type, and none that the description does not know.

use std::cell::RefCell;

use boon::{Compiler, SchemaIndex, Schemas};
use reqwest::{Method, Url, header::HeaderMap};
use serde_json::{Value, json};

const PLACE: &str = "mem:///openapi.json";
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/openapi.json");

struct Contract {
    document: Value,
    compiler: Compiler,
    schemas: Schemas,
}

thread_local! {
    static CONTRACT: RefCell<Contract> = RefCell::new(Contract::read());
}

/// Fails the test whose answer is not as described.
pub(crate) fn check(method: &Method, url: &Url, status: u16, headers: &HeaderMap, text: &str) {
    let path = url.path();
    if !path.starts_with("/v1/") || path.starts_with("/v1/reference") || path == "/v1/openapi.json"
    {
        return;
    }
    CONTRACT.with_borrow_mut(|contract| contract.check(method, path, status, headers, text));
}

impl Contract {
    fn read() -> Self {
        let document: Value =
            serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap();
        let mut closed = document.clone();
        close(&mut closed, &document);
        let mut compiler = Compiler::new();
        compiler.enable_format_assertions();
        compiler.add_resource(PLACE, closed).unwrap();
        Self {
            document,
            compiler,
            schemas: Schemas::new(),
        }
    }

    fn check(&mut self, method: &Method, path: &str, status: u16, headers: &HeaderMap, text: &str) {
        let what = format!("{method} {path}: {status}");
        let Some(operation) = self.operation(method, path) else {
            assert!(
                matches!(status, 404 | 405),
                "{what}, at an address that is not described"
            );
            return;
        };
        let at = format!("{operation}/responses/{status}");
        let answer = self.document.pointer(&at);
        let answer = answer.unwrap_or_else(|| panic!("{what} is not described"));
        let media = headers
            .get("content-type")
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split(';').next())
            .unwrap_or_default();
        if answer.get("content").is_none() {
            assert_eq!(text, "", "{what}");
            return;
        }
        let escaped = media.replace('~', "~0").replace('/', "~1");
        let at = format!("{at}/content/{escaped}/schema");
        assert!(
            self.document.pointer(&at).is_some(),
            "{what}: {media:?} is not described"
        );
        if media.ends_with("json") {
            let value: Value = serde_json::from_str(text).unwrap();
            let schema = self.compiled(&at);
            let verdict = self.schemas.validate(&value, schema);
            if let Err(fault) = verdict {
                panic!("{what} is not what docs/openapi.json says: {fault:#}");
            }
        }
    }

    /// The pointer to what answers there.
    fn operation(&self, method: &Method, path: &str) -> Option<String> {
        let paths = self.document["paths"].as_object().unwrap();
        let (template, verbs) = paths.iter().find(|(template, _)| fits(template, path))?;
        let verb = method.as_str().to_ascii_lowercase();
        verbs.get(&verb)?;
        Some(format!("/paths/{}/{verb}", template.replace('/', "~1")))
    }

    fn compiled(&mut self, at: &str) -> SchemaIndex {
        let fragment = at.replace('{', "%7B").replace('}', "%7D");
        let place = format!("{PLACE}#{fragment}");
        self.compiler.compile(&place, &mut self.schemas).unwrap()
    }
}

/// Whether a path is one of those that the template stands for.
fn fits(template: &str, path: &str) -> bool {
    let (mut names, mut parts) = (template.split('/'), path.split('/'));
    loop {
        match (names.next(), parts.next()) {
            (None, None) => return true,
            (Some(name), Some(part))
                if name == part || name.starts_with('{') && !part.is_empty() => {}
            _ => return false,
        }
    }
}

/// Closes every object: readers have to expect new fields, and writers have to describe them.
fn close(value: &mut Value, document: &Value) {
    match value {
        Value::Array(values) => {
            for value in values {
                close(value, document);
            }
        }
        Value::Object(map) => {
            let parts = map.get_mut("allOf").and_then(Value::as_array_mut);
            if let Some(parts) = parts {
                for part in parts {
                    // A part may know less than the whole.
                    let named = part["$ref"]
                        .as_str()
                        .and_then(|name| name.strip_prefix('#'));
                    if let Some(named) = named {
                        *part = document.pointer(named).unwrap().clone();
                    }
                    if let Some(properties) = part.get_mut("properties") {
                        close(properties, document);
                    }
                }
                map.insert("unevaluatedProperties".into(), json!(false));
                return;
            }
            let is_open = map.get("type").is_some_and(is_object)
                && map.contains_key("properties")
                && !map.contains_key("additionalProperties");
            for value in map.values_mut() {
                close(value, document);
            }
            if is_open {
                map.insert("additionalProperties".into(), json!(false));
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn is_object(kind: &Value) -> bool {
    *kind == "object"
        || kind
            .as_array()
            .is_some_and(|kinds| kinds.contains(&json!("object")))
}
