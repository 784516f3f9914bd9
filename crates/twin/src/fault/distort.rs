//! What a fault does to a true answer or webhook. The text is changed letter by letter, so
//! that everything else in it stays exactly as it was: `250.00` is still `250.00`.

use std::ops::Range;

use jiff::{SignedDuration, Timestamp};

use super::{Effect, Fault};
use crate::clock;

/// A status that no document knows.
const STATUS: &str = "\"AwaitingReview\"";
/// A code that no document knows.
const CODE: &str = "\"EFT0999\"";
/// A code of Connect's that no document knows.
const CONNECT_CODE: &str = "\"OPERATION_UNDER_REVIEW\"";
/// An event that no document knows.
const EVENT: &str = "\"SessionSetupReviewed\"";
/// A member that no document knows.
const FIELD: &str = "\"reviewLevel\":\"Enhanced\",";

/// A JSON answer or webhook as the faults leave it.
pub(crate) fn answer(text: String, faults: &[Fault]) -> String {
    faults
        .iter()
        .fold(text, |text, fault| distorted(text, &fault.effect))
}

fn distorted(text: String, effect: &Effect) -> String {
    if let Effect::UnknownField(_) = effect {
        with_field(text)
    } else if let Effect::UnknownStatus(_) = effect {
        with_member(text, &["status", "Status"], STATUS)
    } else if let Effect::UnknownCode(_) = effect {
        let text = with_member(text, &["statusDetails"], CODE);
        with_member(text, &["FlinksCode", "flinksCode"], CONNECT_CODE)
    } else if let Effect::UnknownEvent(_) = effect {
        with_member(text, &["event"], EVENT)
    } else if let Effect::ClockSkewSeconds(seconds) = effect {
        with_skew(&text, *seconds)
    } else {
        text
    }
}

/// One member more in the first object that has any.
fn with_field(mut text: String) -> String {
    if let Some(at) = text.find("{\"") {
        text.insert_str(at + 1, FIELD);
    }
    text
}

/// The first string of that name has another value.
fn with_member(mut text: String, names: &[&str], value: &str) -> String {
    let place = names.iter().find_map(|name| {
        let before = format!("\"{name}\":");
        let start = text.find(&before)? + before.len();
        let rest = &text[start..];
        if rest.starts_with('"') {
            let end = string(rest)?.end;
            return Some(start..start + end);
        }
        rest.starts_with("null").then(|| start..start + 4)
    });
    if let Some(place) = place {
        text.replace_range(place, value);
    }
    text
}

/// Every time is off by so many seconds.
fn with_skew(text: &str, seconds: i32) -> String {
    let mut skewed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(found) = string(rest) {
        skewed.push_str(&rest[..found.start]);
        let quoted = &rest[found.clone()];
        let inner = quoted.trim_matches('"');
        match shifted(inner, seconds) {
            Some(time) => {
                skewed.push('"');
                skewed.push_str(&time);
                skewed.push('"');
            }
            None => skewed.push_str(quoted),
        }
        rest = &rest[found.end..];
    }
    skewed.push_str(rest);
    skewed
}

fn shifted(text: &str, seconds: i32) -> Option<String> {
    let looks_so = text.len() >= 20 && text.as_bytes()[10] == b'T' && text.ends_with('Z');
    let at: Timestamp = looks_so.then(|| text.parse().ok()).flatten()?;
    let at = moved(at, seconds);
    Some(if text.contains('.') {
        clock::written(at)
    } else {
        at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    })
}

/// A moment that is off by so many seconds.
pub(crate) fn moved(at: Timestamp, seconds: i32) -> Timestamp {
    at.saturating_add(SignedDuration::from_secs(seconds.into()))
        .unwrap_or(at)
}

/// Where the first JSON string is, with its quotes.
fn string(text: &str) -> Option<Range<usize>> {
    let start = text.find('"')?;
    let mut escaped = false;
    for (at, letter) in text[start + 1..].char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(start..start + 1 + at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_meant_is_changed() {
        let text = r#"{"referenceId":"a \"status\":\"x\" b","amount":250.00,"status":"Completed","statusDetails":null,"at":"2026-10-01T12:00:00.000000Z"}"#;
        let with = |effect| distorted(text.to_owned(), &effect);
        assert_eq!(
            with(Effect::UnknownStatus(super::super::value::Always)),
            text.replace("\"Completed\"", STATUS)
        );
        assert_eq!(
            with(Effect::UnknownCode(super::super::value::Always)),
            text.replace("null", CODE)
        );
        assert_eq!(
            with(Effect::ClockSkewSeconds(-3600)),
            text.replace("T12:", "T11:")
        );
        assert_eq!(
            with(Effect::UnknownField(super::super::value::Always)),
            text.replacen('{', &format!("{{{FIELD}"), 1)
        );
    }
}
