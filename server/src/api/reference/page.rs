use maud::{DOCTYPE, Markup, html};
use payment::Locale;
use serde_json::Value;

use super::{curl::curl, shape::shape, words::Words};

/// One verb of one address.
struct Entry<'a> {
    path: &'a str,
    verb: &'a str,
    operation: &'a Value,
}

impl<'a> Entry<'a> {
    fn id(&self) -> &'a str {
        self.operation["operationId"].as_str().unwrap_or_default()
    }

    fn summary(&self) -> &'a str {
        self.operation["summary"].as_str().unwrap_or_default()
    }
}

/// The whole reference, of a server that is reached at this origin.
pub(super) fn page(document: &Value, origin: &str, locale: Locale) -> Markup {
    let words = Words::of(locale);
    let other = locale.other();
    let (version, summary) = (&document["info"]["version"], &document["info"]["summary"]);
    html! {
        (DOCTYPE)
        html lang=(locale.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (words.title) }
                link rel="stylesheet" href="/v1/reference.css";
            }
            body {
                a class="skip" href="#reference" { (words.skip) }
                header class="top" {
                    h1 { (words.title) }
                    p { (words.lead) }
                    p class="links" {
                        span { (words.version) " " (text(version)) }
                        a href="/v1/openapi.json" { (words.document) }
                        a href={ "?lang=" (other.tag()) } lang=(other.tag()) hreflang=(other.tag()) { (words.other_language) }
                    }
                }
                div class="sides" {
                    nav aria-label=(words.contents) { (contents(document, words)) }
                    main id="reference" tabindex="-1" lang="en-CA" {
                        p class="summary" { (text(summary)) "." }
                        @for tag in list(&document["tags"]) {
                            (chapter(document, tag, origin, words, locale))
                        }
                        (objects(document, words, locale))
                    }
                }
            }
        }
    }
}

fn contents(document: &Value, words: &Words) -> Markup {
    html! {
        @for tag in list(&document["tags"]) {
            p lang="en-CA" { (text(&tag["name"])) }
            ul lang="en-CA" {
                @for entry in entries(document, tag) {
                    li { a href={ "#" (entry.id()) } { (entry.summary()) } }
                }
            }
        }
        p { a href="#objects" { (words.objects) } }
    }
}

fn chapter(document: &Value, tag: &Value, origin: &str, words: &Words, locale: Locale) -> Markup {
    html! {
        section {
            h2 { (text(&tag["name"])) }
            p { (text(&tag["description"])) }
            @for entry in entries(document, tag) {
                (operation(&entry, origin, words, locale))
            }
        }
    }
}

fn operation(entry: &Entry<'_>, origin: &str, words: &Words, locale: Locale) -> Markup {
    let Entry {
        path,
        verb,
        operation,
    } = entry;
    let label = |text: &'static str| html! { h4 lang=(locale.tag()) { (text) } };
    let body = &operation["requestBody"]["content"];
    html! {
        article id=(entry.id()) {
            h3 { a href={ "#" (entry.id()) } { (entry.summary()) } }
            p class="address" { code { b { (verb.to_uppercase()) } " " (path) } }
            @if let Some(about) = operation["description"].as_str() { p { (prose(about)) } }
            @if operation.get("security").is_some() { p lang=(locale.tag()) { (words.no_key) } }
            (label(words.parameters))
            dl {
                @for variable in list(&operation["parameters"]) {
                    dt {
                        code { (text(&variable["name"])) }
                        @if variable["required"] == true { " " span class="required" lang=(locale.tag()) { (words.required) } }
                    }
                    dd {
                        span class="shape" { (shape(&variable["schema"])) } " "
                        (prose(text(&variable["description"])))
                    }
                }
            }
            @if let Some(body) = body.as_object() {
                (label(words.body))
                @for (media, content) in body {
                    p { code { (media) } ": " (shape(&content["schema"])) }
                }
            }
            (label(words.answers))
            dl {
                @if let Some(answers) = operation["responses"].as_object() {
                    @for (status, answer) in answers {
                        dt { code { (status) } }
                        dd {
                            (prose(text(&answer["description"])))
                            @let schema = &answer["content"]["application/json"]["schema"];
                            @if schema.is_object() { " " span class="shape" { (shape(schema)) } }
                        }
                    }
                }
            }
            (label(words.example))
            pre { code { (curl(origin, path, verb, operation)) } }
            @if let Some(example) = answered(operation) {
                (label(words.example_answer))
                pre { code { (pretty(example)) } }
            }
        }
    }
}

fn objects(document: &Value, words: &Words, locale: Locale) -> Markup {
    let required = |schema: &Value, name: &str| list(&schema["required"]).any(|one| one == name);
    html! {
        section id="objects" {
            h2 lang=(locale.tag()) { (words.objects) }
            @if let Some(schemas) = document["components"]["schemas"].as_object() {
                @for (name, schema) in schemas {
                    article id=(name) {
                        h3 { a href={ "#" (name) } { (name) } }
                        @if let Some(about) = schema["description"].as_str() { p { (prose(about)) } }
                        @if schema.get("allOf").is_some() && schema.get("properties").is_none() {
                            p { (shape(&schema["allOf"][0])) }
                        }
                        @let parts = if schema["properties"].is_object() { schema } else { &schema["allOf"][1] };
                        @if let Some(properties) = parts["properties"].as_object() && !properties.is_empty() {
                            dl {
                                @for (field, field_schema) in properties {
                                    dt {
                                        code { (field) }
                                        @if required(parts, field) { " " span class="required" lang=(locale.tag()) { (words.required) } }
                                    }
                                    dd {
                                        span class="shape" { (shape(field_schema)) } " "
                                        @if let Some(about) = field_schema["description"].as_str() { (prose(about)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn entries<'a>(document: &'a Value, tag: &'a Value) -> impl Iterator<Item = Entry<'a>> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let all = paths.flat_map(|(path, verbs)| {
        let verbs = verbs.as_object().into_iter().flatten();
        verbs.map(move |(verb, operation)| Entry {
            path,
            verb,
            operation,
        })
    });
    all.filter(move |entry| entry.operation["tags"][0] == tag["name"])
}

/// What comes back when all goes well, where that is told.
fn answered(operation: &Value) -> Option<&Value> {
    let answers = operation["responses"].as_object()?;
    answers
        .values()
        .find_map(|answer| answer["content"]["application/json"].get("example"))
}

/// Text in which what stands between backquotes is code.
fn prose(text: &str) -> Markup {
    html! {
        @for (at, part) in text.split('`').enumerate() {
            @if at % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
