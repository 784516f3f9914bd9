//! A schema in a few words.

use maud::{Markup, html};
use serde_json::Value;

/// What a value may be: its type, or the object that it is, by a link.
pub(super) fn shape(schema: &Value) -> Markup {
    if let Some(name) = reference(schema) {
        return html! { a href={ "#" (name) } { (name) } };
    }
    for keyword in ["anyOf", "allOf"] {
        if let Some(parts) = schema[keyword].as_array()
            && schema["type"].is_null()
        {
            let join = if keyword == "anyOf" { " or " } else { " and " };
            return html! {
                @for (at, part) in parts.iter().enumerate() {
                    @if at > 0 { (join) }
                    (shape(part))
                }
            };
        }
    }
    if let Some(constant) = schema.get("const") {
        return html! { code { (constant) } };
    }
    if let Some(texts) = schema["enum"].as_array() {
        return html! {
            @for (at, text) in texts.iter().enumerate() {
                @if at > 0 { ", " }
                code { (text.as_str().unwrap_or("null")) }
            }
        };
    }
    let list = schema.get("items");
    html! {
        (kind(&schema["type"]))
        @if let Some(items) = list { " of " (shape(items)) }
        (limits(schema))
    }
}

/// The name of the schema that is referred to.
pub(super) fn reference(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.rsplit('/').next()
}

fn kind(kind: &Value) -> String {
    let word = |kind: &Value| match kind.as_str() {
        Some("integer") => "whole number".to_owned(),
        Some("string") => "text".to_owned(),
        Some("array") => "list".to_owned(),
        Some("boolean") => "true or false".to_owned(),
        Some(other) => other.to_owned(),
        None => "anything".to_owned(),
    };
    match kind.as_array() {
        Some(kinds) => kinds.iter().map(word).collect::<Vec<_>>().join(" or "),
        None => word(kind),
    }
}

fn limits(schema: &Value) -> String {
    let number = |name: &str| schema[name].as_i64();
    let mut told = String::new();
    match (number("minimum"), number("maximum")) {
        (Some(from), Some(to)) => told = format!(", {from} to {to}"),
        (Some(from), None) => told = format!(", {from} or more"),
        (None, _) => {}
    }
    if let Some(longest) = number("maxLength") {
        told = format!(", at most {longest} characters");
    }
    if schema["format"] == "date-time" {
        told.push_str(", RFC 3339");
    }
    told
}
