use std::ops::RangeInclusive;

use flinks::limits;
use serde_json::Value;

use super::Node;
use crate::problem::Faults;

impl Node<'_> {
    pub(in crate::api) fn text(&self, most: usize, faults: &mut Faults) -> Option<String> {
        let text = self.string(faults)?;
        let filled = self.check(!text.trim().is_empty(), "must not be empty", faults);
        let fault = format!("must have at most {most} characters");
        let short = self.check(text.chars().count() <= most, &fault, faults);
        (filled && short).then(|| text.to_owned())
    }

    pub(in crate::api) fn email(&self, faults: &mut Faults) -> Option<String> {
        let text = self.text(limits::EMAIL_CHARS, faults)?;
        let fits = text
            .split_once('@')
            .is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty());
        self.check(fits, "must be an e-mail address", faults)
            .then_some(text)
    }

    pub(in crate::api) fn digits(
        &self,
        length: RangeInclusive<usize>,
        faults: &mut Faults,
    ) -> Option<String> {
        let fault = if length.start() == length.end() {
            format!("must have exactly {} digits", length.start())
        } else {
            format!("must have {} to {} digits", length.start(), length.end())
        };
        self.shaped(&fault, faults, |text| {
            length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        })
    }

    /// Digits as a string, or a whole number of as many.
    pub(in crate::api) fn digits_or_number(
        &self,
        length: RangeInclusive<usize>,
        faults: &mut Faults,
    ) -> Option<String> {
        match self.value? {
            Value::Number(number) => {
                let text = number.to_string();
                let fits = length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
                self.check(fits, "must be a code of at most three digits", faults)
                    .then_some(text)
            }
            Value::Null
            | Value::Bool(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_) => self.digits(length, faults),
        }
    }

    /// Letters, digits and hyphens: `^[A-Za-z0-9-]+$`.
    pub(in crate::api) fn hyphenated(&self, most: usize, faults: &mut Faults) -> Option<String> {
        let fault = format!("must have 1 to {most} letters, digits or hyphens");
        self.shaped(&fault, faults, |text| {
            (1..=most).contains(&text.len())
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
    }

    /// Letters and digits of an exact number: only the length is checked, as in the
    /// provider's sandbox, whose own test postal code is not a real one `[G-scen]`.
    pub(in crate::api) fn letters(&self, length: usize, faults: &mut Faults) -> Option<String> {
        let fault = format!("must have exactly {length} letters or digits");
        self.shaped(&fault, faults, |text| {
            text.len() == length && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    }
}
