//! Values that a schema describes, made up.

use boon::{Compiler, Schemas};
use proptest::{
    collection::{btree_map, vec},
    prelude::*,
    sample::select,
    strategy::Union,
    string::string_regex,
};
use serde_json::{Map, Value, json};

use super::document;

/// Values that the schema of that name describes.
pub(crate) fn named(name: &str) -> BoxedStrategy<Value> {
    let at = format!("/components/schemas/{name}");
    let schema = document().pointer(&at).expect("it is described");
    let place = format!("mem:///openapi.json#{at}");
    values(schema)
        .prop_filter("not by its conditions", move |value| {
            is_described(value, &place)
        })
        .boxed()
}

/// Whether the schema there describes a value, conditions included.
fn is_described(value: &Value, place: &str) -> bool {
    thread_local! {
        static COMPILED: std::cell::RefCell<(Compiler, Schemas)> = std::cell::RefCell::new({
            let mut compiler = Compiler::new();
            compiler.enable_format_assertions();
            compiler
                .add_resource("mem:///openapi.json", document().clone())
                .expect("an address");
            (compiler, Schemas::new())
        });
    }
    COMPILED.with_borrow_mut(|(compiler, schemas)| {
        let schema = compiler.compile(place, schemas).expect("a schema");
        schemas.validate(value, schema).is_ok()
    })
}

fn values(schema: &Value) -> BoxedStrategy<Value> {
    if let Some(name) = schema["$ref"].as_str() {
        let at = name.strip_prefix('#').expect("all is in one document");
        return values(document().pointer(at).expect("it is described"));
    }
    if let Some(ways) = schema["anyOf"].as_array() {
        return Union::new(ways.iter().map(values)).boxed();
    }
    if let Some(constant) = schema.get("const") {
        return Just(constant.clone()).boxed();
    }
    if let Some(choices) = schema["enum"].as_array() {
        return select(choices.clone()).boxed();
    }
    match &schema["type"] {
        Value::String(kind) => of_kind(kind, schema),
        Value::Array(kinds) => {
            let kinds = kinds.iter().filter_map(Value::as_str);
            Union::new(kinds.map(|kind| of_kind(kind, schema))).boxed()
        }
        _ => Just(Value::Null).boxed(),
    }
}

fn of_kind(kind: &str, schema: &Value) -> BoxedStrategy<Value> {
    let number = |name: &str, otherwise: i64| schema[name].as_i64().unwrap_or(otherwise);
    match kind {
        "null" => Just(Value::Null).boxed(),
        "boolean" => any::<bool>().prop_map(Value::from).boxed(),
        "integer" => {
            let (least, most) = (number("minimum", i64::MIN), number("maximum", i64::MAX));
            prop_oneof![Just(least), Just(most), least..=most]
                .prop_map(Value::from)
                .boxed()
        }
        "array" => {
            let fewest = usize::try_from(number("minItems", 0)).unwrap_or_default();
            vec(values(&schema["items"]), fewest..=fewest + 3)
                .prop_map(Value::from)
                .boxed()
        }
        "object" => object(schema),
        _ if schema["format"] == "date-time" => {
            let moment = "20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,6})?(Z|[+-](0[0-9]|1[01]):[0-5][0-9])";
            texts(moment, i64::MAX)
        }
        _ => texts(
            schema["pattern"].as_str().unwrap_or("^[ -~]{0,20}$"),
            number("maxLength", i64::MAX),
        ),
    }
}

/// The anchors say what is so here anyway.
fn texts(pattern: &str, longest: i64) -> BoxedStrategy<Value> {
    let inner = pattern.trim_start_matches('^').trim_end_matches('$');
    // Not for ever: what is longer than it may be is thrown away.
    let brief = [
        ("]*", "]{0,8}"),
        ("]+", "]{1,12}"),
        (")*", "){0,3}"),
        (")+", "){1,3}"),
        (" *", " {0,3}"),
    ]
    .iter()
    .fold(inner.to_owned(), |text, (long, short)| {
        text.replace(long, short)
    });
    let longest = usize::try_from(longest).unwrap_or(usize::MAX);
    string_regex(&brief)
        .expect("a pattern")
        .prop_filter("too long", move |text| text.chars().count() <= longest)
        .prop_map(Value::from)
        .boxed()
}

fn object(schema: &Value) -> BoxedStrategy<Value> {
    let names = &schema["propertyNames"];
    if names.is_object() {
        let most = schema["maxProperties"].as_u64().unwrap_or(5).min(5);
        let name = values(names).prop_map(|name| name.as_str().unwrap_or_default().to_owned());
        let entries = btree_map(
            name,
            values(&schema["additionalProperties"]),
            0..=usize::try_from(most).unwrap_or_default(),
        );
        return entries
            .prop_map(|entries| Value::Object(entries.into_iter().collect()))
            .boxed();
    }
    let mut whole: BoxedStrategy<Map<String, Value>> = Just(Map::new()).boxed();
    for (name, part) in schema["properties"].as_object().into_iter().flatten() {
        let is_required = schema["required"]
            .as_array()
            .is_some_and(|names| names.contains(&json!(name)));
        let part = if is_required {
            values(part).prop_map(Some).boxed()
        } else {
            proptest::option::of(values(part)).boxed()
        };
        let name = name.clone();
        whole = (whole, part)
            .prop_map(move |(mut map, part)| {
                if let Some(part) = part {
                    map.insert(name.clone(), part);
                }
                map
            })
            .boxed();
    }
    whole.prop_map(Value::Object).boxed()
}
