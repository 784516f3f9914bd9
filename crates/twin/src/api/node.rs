use std::ops::RangeInclusive;

use flinks::limits;
use payment::Money;
use serde_json::Value;

use crate::{amount, problem::Faults};

/// One place in the body. `null` is as good as absent.
pub(super) struct Node<'a> {
    pub(super) path: String,
    value: Option<&'a Value>,
}

impl<'a> Node<'a> {
    /// The body itself.
    pub(super) fn root(body: &'a Value) -> Self {
        Self {
            path: String::new(),
            value: Some(body),
        }
    }

    pub(super) fn get(&self, member: &str) -> Self {
        let path = if self.path.is_empty() {
            member.to_owned()
        } else {
            format!("{}.{member}", self.path)
        };
        let value = self.value.and_then(|value| value.get(member));
        Node {
            path,
            value: value.filter(|value| !value.is_null()),
        }
    }

    /// Notes a fault when there is nothing.
    pub(super) fn needed(self, faults: &mut Faults) -> Self {
        if self.value.is_none() {
            faults.add(&self.path, "required");
        }
        self
    }

    /// Whether there is an object; anything else is a fault.
    pub(super) fn object(&self, faults: &mut Faults) -> bool {
        self.value
            .is_some_and(|value| self.check(value.is_object(), "must be an object", faults))
    }

    fn check(&self, fits: bool, fault: &str, faults: &mut Faults) -> bool {
        if !fits {
            faults.add(&self.path, fault);
        }
        fits
    }

    fn string(&self, faults: &mut Faults) -> Option<&'a str> {
        let text = self.value?.as_str();
        self.check(text.is_some(), "must be a string", faults);
        text
    }

    /// A string that fits a rule.
    fn shaped(
        &self,
        fault: &str,
        faults: &mut Faults,
        fits: impl FnOnce(&str) -> bool,
    ) -> Option<String> {
        let text = self.string(faults)?;
        self.check(fits(text), fault, faults)
            .then(|| text.to_owned())
    }

    pub(super) fn text(&self, most: usize, faults: &mut Faults) -> Option<String> {
        let text = self.string(faults)?;
        let filled = self.check(!text.trim().is_empty(), "must not be empty", faults);
        let fault = format!("must have at most {most} characters");
        let short = self.check(text.chars().count() <= most, &fault, faults);
        (filled && short).then(|| text.to_owned())
    }

    pub(super) fn email(&self, faults: &mut Faults) -> Option<String> {
        let text = self.text(limits::EMAIL_CHARS, faults)?;
        let fits = text
            .split_once('@')
            .is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty());
        self.check(fits, "must be an e-mail address", faults)
            .then_some(text)
    }

    pub(super) fn digits(
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

    /// Letters and digits of an exact number: only the length is checked, as in the
    /// provider's sandbox, whose own test postal code is not a real one `[G-scen]`.
    pub(super) fn letters(&self, length: usize, faults: &mut Faults) -> Option<String> {
        let fault = format!("must have exactly {length} letters or digits");
        self.shaped(&fault, faults, |text| {
            text.len() == length && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    }

    pub(super) fn date(&self, faults: &mut Faults) -> Option<String> {
        self.shaped("must be a date, YYYY-MM-DD", faults, |text| {
            text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
        })
    }

    pub(super) fn web_address(&self, faults: &mut Faults) -> Option<String> {
        self.shaped("must be a web address", faults, |text| {
            text.parse::<reqwest::Url>()
                .is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
        })
    }

    pub(super) fn flag(&self, faults: &mut Faults) -> Option<bool> {
        let flag = self.value?.as_bool();
        self.check(flag.is_some(), "must be true or false", faults);
        flag
    }

    pub(super) fn choice<T: Copy>(&self, allowed: &[(&str, T)], faults: &mut Faults) -> Option<T> {
        let text = self.string(faults)?;
        let chosen = allowed.iter().find(|(word, _)| *word == text);
        if chosen.is_none() {
            let words: Vec<&str> = allowed.iter().map(|(word, _)| *word).collect();
            faults.add(&self.path, format!("must be one of: {}", words.join(", ")));
        }
        chosen.map(|(_, value)| *value)
    }

    pub(super) fn amount(&self, faults: &mut Faults) -> Option<Money> {
        let Value::Number(number) = self.value? else {
            faults.add(&self.path, "must be a number");
            return None;
        };
        let bounds = limits::MIN_AMOUNT_CENTS..=limits::MAX_AMOUNT_CENTS;
        let amount = amount::read(number).filter(|amount| bounds.contains(&amount.cents()));
        if amount.is_none() {
            faults.add(
                &self.path,
                "must be between 0.01 and 99999.99 with at most two decimals",
            );
        }
        amount
    }
}
