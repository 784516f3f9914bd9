//! Words of the provider that we keep, count and log.

use std::fmt;

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// A code-like word of the provider: at most 64 of `A`–`Z`, `a`–`z`, `0`–`9`, `_`, `-`,
/// beginning with a letter and with at most six digits.
///
/// The provider may answer with free text where a code belongs `[ET-det]`, and free text can
/// hold a name, an e-mail address or an account number. So whatever does not look like a code
/// is replaced by [`Word::UNREADABLE`] as a whole: an account number has seven digits or more,
/// and neither a session id nor a sentence passes.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Word(String);

impl Word {
    /// What stands for everything that does not look like a code.
    pub const UNREADABLE: &'static str = "unreadable";

    const MAX_LEN: usize = 64;
    const MAX_DIGITS: usize = 6;

    /// The word, or [`Word::UNREADABLE`] where `text` is no such word.
    #[must_use]
    pub fn clean(text: &str) -> Self {
        let is_code = text.len() <= Self::MAX_LEN
            && text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
            && text.bytes().filter(u8::is_ascii_digit).count() <= Self::MAX_DIGITS;
        Self(if is_code { text } else { Self::UNREADABLE }.to_owned())
    }

    /// The word that a piece of JSON holds.
    pub(crate) fn of_json(raw: &RawValue) -> Self {
        let json = raw.get();
        // What needs no unescaping is read where it stands.
        match json
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'))
        {
            Some(text) if !text.contains('\\') => Self::clean(text),
            _ => Self::clean(&serde_json::from_str::<String>(json).unwrap_or_default()),
        }
    }

    /// The word itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// Whatever is no string is as unreadable as free text is: a surprise in one field must not
/// make the rest of an answer unreadable. Works with `serde_json`'s text readers.
impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Ok(Self::of_json(&raw))
    }
}

impl From<Word> for String {
    fn from(word: Word) -> Self {
        word.0
    }
}

/// Whether a text is short and of the characters of an ISO 8601 time: what could be logged
/// and compared.
pub(crate) fn is_time(text: &str) -> bool {
    (10..=40).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b':' | b'.' | b'+' | b'T' | b'Z'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn codes_pass_unharmed() {
        for code in ["EFT0301", "Completed", "e-Transfer", "INVALID_LOGIN", "R"] {
            assert_eq!(Word::clean(code).as_str(), code);
        }
    }

    #[test]
    fn nothing_personal_passes() {
        for text in [
            "",
            "John Smith",
            "john.smith@example.com",
            "9876541",
            "acct9876541",
            "3c90c3cc-0d44-4b50-8888-8dd25736052a",
            "fc90c3cc-0d44-4b50-8888-8dd25736052a",
            "Élise",
            "a\nb",
            &"x".repeat(65),
        ] {
            assert_eq!(Word::clean(text).as_str(), Word::UNREADABLE, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_string_is_unreadable() {
        let words: Vec<Option<Word>> =
            serde_json::from_str(r#"["EFT0301", 301, {"a": "Doe"}, "\ud800", null]"#)
                .expect("reads");
        let words: Vec<Option<&str>> = words.iter().map(|w| w.as_ref().map(Word::as_str)).collect();
        let unreadable = Some(Word::UNREADABLE);
        assert_eq!(
            words,
            [Some("EFT0301"), unreadable, unreadable, unreadable, None]
        );
    }

    proptest! {
        #[test]
        fn a_clean_word_is_short_and_of_the_safe_characters(text in ".{0,100}") {
            let word = Word::clean(&text);
            prop_assert!((1..=64).contains(&word.as_str().len()));
            prop_assert!(word.as_str().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-'));
        }
    }
}
