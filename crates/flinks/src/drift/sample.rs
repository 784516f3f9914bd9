use std::fmt::Write;

use serde_json::{Map, Value};

use crate::{
    limits,
    status::{Code, SessionStatus, TransactionStatus},
    word::Word,
};

/// The longest sample, in bytes.
pub const MAX_SAMPLE: usize = 2048;

/// How much of a list is shown, and how deep a message is followed.
const MAX_ITEMS: usize = 4;
const MAX_DEPTH: usize = 12;

/// What stands at the end of a sample that is not whole.
const CUT: &str = "…";

/// The shape of a message, for the operator to see what is new about it: JSON whose texts
/// and numbers are replaced by what they are and how long, unless they are known words or
/// codes of the provider. At most [`MAX_SAMPLE`] bytes; nothing personal.
///
/// `true`, `false` and `null` stay. A number becomes its count of digits, as an amount is
/// personal too. The name of a field stays where it looks like a name of a field.
#[must_use]
pub fn sanitize(raw: &[u8]) -> String {
    if raw.len() > limits::MAX_ANSWER {
        return format!("{} bytes", raw.len());
    }
    let mut sample = match serde_json::from_slice::<Value>(raw) {
        Ok(value) => shape(&value, Holds::Anything, MAX_DEPTH).to_string(),
        Err(_) => format!("{} bytes that are not JSON", raw.len()),
    };
    if sample.len() > MAX_SAMPLE {
        let mut end = MAX_SAMPLE - CUT.len();
        while !sample.is_char_boundary(end) {
            end -= 1;
        }
        sample.truncate(end);
        sample.push_str(CUT);
    }
    sample
}

/// What a field may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// A code, known or new: the field is one for codes.
    Codes,
    /// Anything: only words that the provider documents are repeated.
    Anything,
}

impl Holds {
    fn of(name: &str) -> Self {
        const CODES: [&str; 9] = [
            "status",
            "statusDetails",
            "paymentStatus",
            "padStatus",
            "flinksCode",
            "event",
            "step",
            "current",
            "code",
        ];
        if CODES.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            Self::Codes
        } else {
            Self::Anything
        }
    }
}

fn shape(value: &Value, holds: Holds, depth: usize) -> Value {
    match value {
        Value::Null | Value::Bool(_) => value.clone(),
        Value::Number(number) => digits(&number.to_string()),
        Value::String(text) => Value::String(text_shape(text, holds)),
        Value::Array(_) | Value::Object(_) if depth == 0 => Value::String(CUT.to_owned()),
        Value::Array(items) => items
            .iter()
            .take(MAX_ITEMS)
            .map(|item| shape(item, holds, depth - 1))
            .chain((items.len() > MAX_ITEMS).then(|| more(items.len() - MAX_ITEMS)))
            .collect(),
        Value::Object(fields) => {
            let mut shown = Map::new();
            for (name, value) in fields {
                let shape = shape(value, Holds::of(name), depth - 1);
                shown.insert(Word::clean(name).into(), shape);
            }
            Value::Object(shown)
        }
    }
}

fn more(count: usize) -> Value {
    Value::String(format!("<{count} more>"))
}

/// `<number 3.2>`: how many digits stand before and after the point.
fn digits(number: &str) -> Value {
    let count = |part: &str| part.bytes().filter(u8::is_ascii_digit).count();
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let mut shape = format!("<number {}", count(whole));
    if !fraction.is_empty() {
        let _ = write!(shape, ".{}", count(fraction));
    }
    shape.push('>');
    Value::String(shape)
}

fn text_shape(text: &str, holds: Holds) -> String {
    if is_word_of_the_provider(text, holds) {
        return text.to_owned();
    }
    let kind = if text.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty() {
        "digits"
    } else if is_uuid(text) {
        "uuid"
    } else if text.contains('@') {
        "email"
    } else {
        "text"
    };
    format!("<{kind} {}>", text.chars().count())
}

/// Whether a text is a word that the provider documents, or a code where codes belong. Other
/// words could as well be somebody's name.
fn is_word_of_the_provider(text: &str, holds: Holds) -> bool {
    const WORDS: [&str; 15] = [
        "EFT",
        "e-Transfer",
        "DEBIT",
        "CREDIT",
        "CAD",
        "EN",
        "FR",
        "JsEvents",
        "Unknown",
        "bearer",
        "SessionSetupStatusChanged",
        "OneTime",
        "Weekly",
        "Biweekly",
        "Monthly",
    ];
    let word = Word::clean(text);
    if word.as_str() != text {
        return false;
    }
    let is_status = !matches!(SessionStatus::from(&word), SessionStatus::Unknown(_))
        || !matches!(
            TransactionStatus::from(&word),
            TransactionStatus::Unknown(_)
        );
    let is_code = !matches!(Code::from(&word), Code::Unknown(_))
        || holds == Holds::Codes && looks_like_a_code(text);
    is_status || is_code || WORDS.contains(&text)
}

/// `EFT0999`, `OPERATION_PENDING`: capitals, with an underscore or with one to four digits
/// at the end.
fn looks_like_a_code(text: &str) -> bool {
    let letters = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - letters.len();
    let capitals = (3..=40).contains(&letters.len())
        && letters.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
    capitals && (letters.contains('_') && digits == 0 || letters.len() <= 4 && digits == 4)
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, b)| match at {
            8 | 13 | 18 | 23 => b == b'-',
            _ => b.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_sample_shows_the_shape_and_the_codes_and_nothing_else() {
        let raw = r#"{"sessionId":"aadd08f2-83ce-456d-84ed-c68cfed4ee7b","amount":500.00,
            "status":"Paused","statusDetails":"EFT0999","type":"EFT","ok":true,"none":null,
            "payor":{"firstName":"John","email":"j@x.ca","account":"9876541","o'Doe":1},
            "list":[1,22,333,4,5,6],"code":"OPERATION_PENDING"}"#;
        assert_eq!(
            serde_json::from_str::<Value>(&sanitize(raw.as_bytes())).expect("JSON"),
            serde_json::json!({
                "sessionId": "<uuid 36>", "amount": "<number 3.1>", "status": "<text 6>",
                "statusDetails": "EFT0999", "type": "EFT", "ok": true, "none": null,
                "payor": {
                    "firstName": "<text 4>", "email": "<email 6>", "account": "<digits 7>",
                    "unreadable": "<number 1>"
                },
                "list": ["<number 1>", "<number 2>", "<number 3>", "<number 1>", "<2 more>"],
                "code": "OPERATION_PENDING",
            })
        );
    }

    #[test]
    fn what_is_not_json_is_told_by_its_length() {
        assert_eq!(sanitize(b"<html>John Doe"), "14 bytes that are not JSON");
        assert_eq!(sanitize(b""), "0 bytes that are not JSON");
        let long = vec![b' '; limits::MAX_ANSWER + 1];
        assert_eq!(sanitize(&long), format!("{} bytes", long.len()));
    }

    #[test]
    fn a_name_in_capitals_is_no_code() {
        for name in ["JOHN", "DOE", "JEAN-LUC", "SMITH1", "MC4", "DOE1234567"] {
            let raw = serde_json::json!({ "x": name, "status": name }).to_string();
            assert!(!sanitize(raw.as_bytes()).contains(name), "{name}");
        }
        for name in ["JOHN_DOE", "DOE1980", "EFT0999"] {
            let raw = serde_json::json!({ "username": name }).to_string();
            assert!(!sanitize(raw.as_bytes()).contains(name), "{name}");
        }
    }

    proptest! {
        #[test]
        fn a_sample_is_short_whatever_it_is_of(raw: Vec<u8>) {
            prop_assert!(sanitize(&raw).len() <= MAX_SAMPLE);
        }

        #[test]
        fn no_text_of_small_letters_passes(text in "[a-z]{1,12}( [a-z]{1,12})?", name in "[a-z]{3,8}") {
            let raw = serde_json::json!([{ name: [text.clone()] }]).to_string();
            let quoted = format!("\"{text}\"");
            let sample = sanitize(raw.as_bytes());
            prop_assert!(text == "bearer" || !sample.contains(&format!("[{quoted}]")), "{sample}");
        }

        #[test]
        fn long_messages_are_cut(count in 0_usize..400) {
            let fields: Map<String, Value> =
                (0..count).map(|n| (format!("field{n}"), Value::from("é"))).collect();
            let raw = Value::from(fields).to_string();
            prop_assert!(sanitize(raw.as_bytes()).len() <= MAX_SAMPLE);
        }
    }
}
