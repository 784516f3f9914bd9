use std::fmt;

use serde::{Deserialize, Deserializer};

use super::lenient;
use crate::{
    fields::{Object, PLAIN},
    word::Word,
};

/// The documented fields of an account `[G-det, E2-det]`.
pub(super) const FIELDS: Object = Object(&[
    ("institutionCode", PLAIN),
    ("transitNumber", PLAIN),
    ("accountNumber", PLAIN),
    ("accountLabel", PLAIN),
    ("availableBalance", PLAIN),
]);

/// A bank account of which only the end is kept, whether the provider masked it or not.
/// Its label, its holder and its balance are not read.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MaskedAccount {
    /// The institution's three digits.
    #[serde(default, deserialize_with = "digits::<_, 3>")]
    pub institution_code: Option<String>,
    /// The branch's five digits.
    #[serde(default, deserialize_with = "digits::<_, 5>")]
    pub transit_number: Option<String>,
    /// The last four digits.
    #[serde(default, rename = "accountNumber", deserialize_with = "ending")]
    pub ending: Option<String>,
    /// What kind of account, in the older schema.
    pub account_type: Option<Word>,
}

/// Personal: never prints itself.
impl fmt::Debug for MaskedAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MaskedAccount(***)")
    }
}

fn digits<'de, D: Deserializer<'de>, const COUNT: usize>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    let text: Option<String> = lenient(deserializer)?;
    Ok(text.filter(|text| text.len() == COUNT && text.bytes().all(|b| b.is_ascii_digit())))
}

/// The digits at the end of `****1234` or of a whole number, four at most.
fn ending<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    const SHOWN: usize = 4;
    let text: Option<String> = lenient(deserializer)?;
    Ok(text.and_then(|text| {
        let mut end: Vec<char> = text
            .chars()
            .rev()
            .take_while(char::is_ascii_digit)
            .take(SHOWN)
            .collect();
        end.reverse();
        (!end.is_empty()).then(|| end.into_iter().collect())
    }))
}
