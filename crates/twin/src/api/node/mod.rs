//! Reading JSON by hand, so that every fault is told with its place and none hides another.

mod date;
mod number;
mod text;

use serde_json::Value;

use crate::problem::Faults;

/// One place in the body. `null` is as good as absent.
pub(in crate::api) struct Node<'a> {
    pub(in crate::api) path: String,
    value: Option<&'a Value>,
}

impl<'a> Node<'a> {
    /// The body itself.
    pub(in crate::api) fn root(body: &'a Value) -> Self {
        Self {
            path: String::new(),
            value: Some(body),
        }
    }

    /// A part of the body, under that name in faults.
    pub(in crate::api) fn at(path: &str, value: &'a Value) -> Self {
        Self {
            path: path.to_owned(),
            value: Some(value),
        }
    }

    pub(in crate::api) fn get(&self, member: &str) -> Self {
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

    /// The member of the one name, else of the other.
    pub(in crate::api) fn either(&self, name: &str, other: &str) -> Self {
        let newer = self.get(name);
        let older = self.get(other);
        if newer.is_absent() && !older.is_absent() {
            older
        } else {
            newer
        }
    }

    /// Whether there is nothing.
    pub(in crate::api) fn is_absent(&self) -> bool {
        self.value.is_none()
    }

    /// The elements of a list, or the values of an object; anything else is a fault.
    pub(in crate::api) fn members(&self, faults: &mut Faults) -> Vec<Self> {
        let below = |name: &str, value: &'a Value| Node {
            path: format!("{}[{name}]", self.path),
            value: Some(value),
        };
        match self.value {
            None => Vec::new(),
            Some(Value::Array(list)) => list
                .iter()
                .enumerate()
                .map(|(place, value)| below(&place.to_string(), value))
                .collect(),
            Some(Value::Object(map)) => {
                map.iter().map(|(name, value)| below(name, value)).collect()
            }
            Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => {
                faults.add(&self.path, "must be a list or an object");
                Vec::new()
            }
        }
    }

    /// Notes a fault when there is nothing.
    pub(in crate::api) fn needed(self, faults: &mut Faults) -> Self {
        if self.value.is_none() {
            faults.add(&self.path, "required");
        }
        self
    }

    /// Whether there is an object; anything else is a fault.
    pub(in crate::api) fn object(&self, faults: &mut Faults) -> bool {
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

    pub(in crate::api) fn web_address(&self, faults: &mut Faults) -> Option<String> {
        self.shaped("must be a web address", faults, |text| {
            text.parse::<reqwest::Url>()
                .is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
        })
    }

    pub(in crate::api) fn flag(&self, faults: &mut Faults) -> Option<bool> {
        let flag = self.value?.as_bool();
        self.check(flag.is_some(), "must be true or false", faults);
        flag
    }

    pub(in crate::api) fn choice<T: Copy>(
        &self,
        allowed: &[(&str, T)],
        faults: &mut Faults,
    ) -> Option<T> {
        let text = self.string(faults)?;
        let chosen = allowed.iter().find(|(word, _)| *word == text);
        if chosen.is_none() {
            let words: Vec<&str> = allowed.iter().map(|(word, _)| *word).collect();
            faults.add(&self.path, format!("must be one of: {}", words.join(", ")));
        }
        chosen.map(|(_, value)| *value)
    }
}
