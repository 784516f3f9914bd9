//! Finds codes in what people paste.

use crate::{base32, code};

/// The longest entity that is one, with its `&` and its `;`.
const LONGEST_ENTITY: usize = 11;

/// The symbols of every code that may stand in the text, as far as they go.
pub(crate) fn codes(text: &str) -> impl Iterator<Item = Vec<u8>> {
    let plain: Vec<char> = without_markup(text).collect();
    let begins: Vec<usize> = (0..plain.len())
        .filter(|at| begins_at(&plain, *at))
        .collect();
    begins.into_iter().map(move |at| symbols(&plain[at..]))
}

/// The text without tags; entities, which no code has, become spaces.
fn without_markup(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text;
    // Each letter is looked at once or twice, whatever was pasted.
    let mut has_ends = true;
    std::iter::from_fn(move || {
        loop {
            let next = rest.chars().next()?;
            let skipped = match next {
                '<' if has_ends && is_tag(&rest[1..]) => {
                    let end = rest.find('>');
                    has_ends = end.is_some();
                    end
                }
                '&' => rest.bytes().take(LONGEST_ENTITY).position(|c| c == b';'),
                _ => None,
            };
            let Some(end) = skipped else {
                rest = &rest[next.len_utf8()..];
                return Some(next);
            };
            rest = &rest[end + 1..];
            if next == '&' {
                return Some(' ');
            }
        }
    })
}

/// Whether what stands after `<` is a tag rather than an address or a comparison.
fn is_tag(inside: &str) -> bool {
    inside.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'))
}

/// Whether a code can begin there: with its prefix, and not in the middle of a word.
fn begins_at(text: &[char], at: usize) -> bool {
    let is_apart = at
        .checked_sub(1)
        .is_none_or(|before| !text[before].is_alphanumeric());
    let mut prefix = code::PREFIX.chars();
    is_apart
        && text[at..].len() > 3
        && text[at..].iter().take(3).all(|c| {
            let (wanted, got) = (prefix.next(), base32::value(*c));
            wanted.and_then(base32::value) == got
        })
}

/// The symbols after the prefix, up to the code's length or to what can be no part of one.
fn symbols(text: &[char]) -> Vec<u8> {
    let mut values = Vec::new();
    let mut length = None;
    for c in &text[3..] {
        if is_between(*c) {
            continue;
        }
        let Some(value) = base32::value(*c) else {
            break;
        };
        values.push(value);
        if length.is_none() {
            length = code::length(&values);
        }
        if length.is_some_and(|length| values.len() >= length) {
            break;
        }
    }
    values
}

/// What may stand between symbols: spaces, every kind of hyphen, what nobody sees, and what
/// mail programs put before a line that they quote.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || matches!(c,
            '-' | '_' | '>' | '|' | '*' | '`'
            | '\u{ad}'
            | '\u{2010}'..='\u{2015}'
            | '\u{2212}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}')
}
