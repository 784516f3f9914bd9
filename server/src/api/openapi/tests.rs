use std::collections::BTreeSet;

use serde_json::Value;

use super::*;

/// Everything that is anywhere in a value.
fn walk<'a>(value: &'a Value, found: &mut impl FnMut(&'a Value)) {
    found(value);
    match value {
        Value::Array(values) => values.iter().for_each(|value| walk(value, found)),
        Value::Object(map) => map.values().for_each(|value| walk(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn every_schema_that_is_named_is_there_and_every_one_that_is_there_is_named() {
    let mut named = BTreeSet::new();
    walk(document(), &mut |value| {
        named.extend(value.get("$ref").and_then(Value::as_str));
    });
    let schemas = document()["components"]["schemas"].as_object();
    let there: BTreeSet<_> = schemas
        .into_iter()
        .flatten()
        .map(|(name, _)| format!("#/components/schemas/{name}"))
        .collect();
    let there: BTreeSet<_> = there.iter().map(String::as_str).collect();
    assert_eq!(named, there);
}

#[test]
fn every_operation_has_a_name_of_its_own_and_tells_what_it_needs() {
    let mut names = BTreeSet::new();
    for route in v1::routes() {
        let operation = route.operation();
        assert!(
            names.insert(operation.id()),
            "{route:?}: {}",
            operation.id()
        );
        let written = operation.written();
        let variables = written["parameters"].as_array();
        let of_path = variables
            .into_iter()
            .flatten()
            .filter(|variable| variable["in"] == "path")
            .count();
        assert_eq!(of_path, route.path().matches('{').count(), "{route:?}");
        assert!(
            written["summary"]
                .as_str()
                .is_some_and(|text| !text.is_empty())
        );
    }
}
