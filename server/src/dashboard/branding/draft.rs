//! Between the fields of the form and the API's branding.

use app::brand::Brand;
use dashboard::page::branding::{Part, Typed};
use payment::Locale;
use serde_json::{Map, Value};

use super::Saved;
use crate::api::branding::{Fault, read};

/// What becomes of a screen on which the shop says something in one language alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gaps {
    /// It is a fault.
    Told,
    /// In the other it says nothing: somebody is still writing.
    Left,
}

/// The body that the API would take.
pub(super) fn value(typed: &Typed, gaps: Gaps) -> Value {
    let text = |part: Part| {
        let text = typed.get(&part.name()).map(|text| text.trim());
        text.filter(|text| !text.is_empty())
    };
    let mut body = Map::new();
    for part in Part::all() {
        let said = if let Part::Link(legal, locale) = part {
            // With one address alone, both languages lead there.
            text(part).or_else(|| text(Part::Link(legal, locale.other())))
        } else {
            text(part)
        };
        let Some(said) = said else { continue };
        let number = said.parse::<i64>().ok().filter(|_| part == Part::Radius);
        let said = number.map_or_else(|| Value::from(said), Value::from);
        put(&mut body, &part.name(), said);
    }
    if gaps == Gaps::Left
        && let Some(Value::Object(screens)) = body.get_mut("words")
    {
        for languages in screens.values_mut().filter_map(Value::as_object_mut) {
            for locale in Locale::ALL {
                languages
                    .entry(locale.tag())
                    .or_insert_with(|| Map::new().into());
            }
        }
    }
    Value::Object(body)
}

fn put(map: &mut Map<String, Value>, name: &str, value: Value) {
    match name.split_once('.') {
        None => {
            map.insert(name.to_owned(), value);
        }
        Some((first, rest)) => {
            let inner = map.entry(first).or_insert_with(|| Map::new().into());
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}

/// What stands in the fields for what the API tells.
pub(super) fn typed(told: &Value) -> Typed {
    let of = |part: Part| match part {
        Part::Link(_, locale) => {
            let name = part.name();
            let link = name.strip_suffix(&format!(".{}", locale.tag()))?;
            match told.pointer(&pointer(link))? {
                // One for everybody stands in the first language alone.
                Value::String(same) => (locale == Locale::EnCa).then(|| same.clone()),
                each => Some(each.get(locale.tag())?.as_str()?.to_owned()),
            }
        }
        _ => match told.pointer(&pointer(&part.name()))? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        },
    };
    Part::all()
        .filter_map(|part| Some((part.name(), of(part)?)))
        .collect()
}

fn pointer(name: &str) -> String {
    format!("/{}", name.replace('.', "/"))
}

/// The fields that faults are about, each once, as far as anything stands in them or has to.
pub(super) fn parts(faults: &[Fault], typed: &Typed) -> Vec<Part> {
    let mut parts = Vec::new();
    for part in faults.iter().filter_map(|fault| Part::at(&fault.pointer)) {
        let is_empty = typed
            .get(&part.name())
            .is_none_or(|it| it.trim().is_empty());
        // An address that stands for both languages is wrong where it was written.
        let is_copy = matches!(part, Part::Link(..)) && is_empty;
        if !is_copy && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts
}

/// The look of what is being written. What is not right yet is as it is saved.
pub(super) fn look(mut typed: Typed, saved: &Saved) -> Brand {
    let read = |typed: &Typed| read(value(typed, Gaps::Left), &saved.told);
    let faults = match read(&typed) {
        Ok(brand) => return brand,
        Err(faults) => parts(&faults, &typed),
    };
    for part in faults {
        let name = part.name();
        match saved.typed.get(&name) {
            Some(text) => typed.insert(name, text.clone()),
            None => typed.remove(&name),
        };
    }
    read(&typed).unwrap_or_else(|_| saved.brand.clone())
}

#[cfg(test)]
mod tests {
    use dashboard::page::branding::Legal;
    use payment::Screen;
    use serde_json::json;

    use super::*;

    fn typed_of(fields: &[(Part, &str)]) -> Typed {
        let fields = fields.iter();
        fields
            .map(|(part, text)| (part.name(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn what_stands_in_the_fields_is_the_body_that_the_api_takes_and_back() {
        let told = json!({
            "name": "Coin", "radius": 12,
            "palette": { "primary": "#7a1f3d", "dark": { "tint": "#0a0a0a" } },
            "links": {
                "terms": "https://a.example/",
                "refund": { "en-CA": "https://b.example/", "fr-CA": "https://c.example/" }
            },
            "words": { "paid": { "en-CA": { "note": "a" }, "fr-CA": { "note": "b" } } }
        });
        let typed = typed(&told);
        let terms = |locale| Part::Link(Legal::Terms, locale).name();
        assert_eq!(typed.get(&terms(Locale::FrCa)), None);
        let mut sent = value(&typed, Gaps::Told);
        assert_eq!(
            sent["links"]["terms"],
            json!({ "en-CA": "https://a.example/", "fr-CA": "https://a.example/" })
        );
        sent["links"]["terms"] = "https://a.example/".into();
        assert_eq!(sent, told);
    }

    #[test]
    fn spaces_are_nothing_and_a_radius_that_is_no_number_stays_what_it_is() {
        let typed = typed_of(&[
            (Part::Name, " Coin "),
            (Part::Domain, "  "),
            (Part::Radius, "x"),
        ]);
        assert_eq!(
            value(&typed, Gaps::Told),
            json!({ "name": "Coin", "radius": "x" })
        );
    }

    #[test]
    fn a_note_in_one_language_is_a_fault_when_saved_and_none_while_it_is_written() {
        let note = Part::Note(Screen::Paid, Locale::EnCa);
        let typed = typed_of(&[(Part::Name, "Coin"), (note, "Thank you")]);
        let faults = read(value(&typed, Gaps::Told), &Value::Null).expect_err("a fault");
        let missing = Part::Note(Screen::Paid, Locale::FrCa);
        assert_eq!(parts(&faults, &typed), [missing]);
        assert!(read(value(&typed, Gaps::Left), &Value::Null).is_ok());
    }

    #[test]
    fn an_address_that_stands_for_both_languages_is_wrong_once() {
        let link = |locale| Part::Link(Legal::Privacy, locale);
        let typed = typed_of(&[
            (Part::Name, "Coin"),
            (link(Locale::FrCa), "http://a.example"),
        ]);
        let faults = read(value(&typed, Gaps::Told), &Value::Null).expect_err("a fault");
        assert_eq!(faults.len(), 2);
        assert_eq!(parts(&faults, &typed), [link(Locale::FrCa)]);
    }
}
