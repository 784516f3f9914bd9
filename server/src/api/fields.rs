//! Reads a JSON object field by field and keeps a list of everything that is wrong with it,
//! so that a caller who mends a request needs one try.

use std::borrow::Cow;

use payment::TextFault;
use serde_json::{Map, Value};

use super::json;
use crate::problem::{Fault, FaultCode, Problem};

/// What is wrong so far.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    pub(crate) fn add(&mut self, at: &Pointer, wrong: Wrong) {
        self.0.push(Fault {
            pointer: at.0.clone(),
            code: wrong.code,
            message: wrong.message,
        });
    }

    /// Adds a fault unless there is one at that place already: a value that is wrong is not
    /// missing too.
    pub(crate) fn add_first(&mut self, at: &Pointer, wrong: Wrong) {
        if !self.0.iter().any(|fault| fault.pointer == at.0) {
            self.add(at, wrong);
        }
    }

    /// The value, if nothing was wrong with anything.
    pub(crate) fn none_or<T>(self, value: Option<T>) -> Result<T, Vec<Fault>> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            Some(_) | None => Err(self.0),
        }
    }
}

/// What is wrong with a value: a code for programs, a sentence for people.
#[derive(Clone, Debug)]
pub(crate) struct Wrong {
    code: FaultCode,
    message: Cow<'static, str>,
}

impl Wrong {
    pub(crate) const fn new(code: FaultCode, message: &'static str) -> Self {
        Self {
            code,
            message: Cow::Borrowed(message),
        }
    }

    /// The same with a message that names a limit of this installation.
    pub(crate) const fn told(code: FaultCode, message: String) -> Self {
        Self {
            code,
            message: Cow::Owned(message),
        }
    }
}

pub(crate) const REQUIRED: Wrong = Wrong::new(FaultCode::Required, "is required");
pub(crate) const NOT_TEXT: Wrong = Wrong::new(FaultCode::WrongType, "must be a string");
pub(crate) const NOT_AN_OBJECT: Wrong = Wrong::new(FaultCode::WrongType, "must be an object");

/// The same as the text itself says, with a better word for "not valid".
pub(crate) fn or_invalid(message: &'static str) -> impl Fn(TextFault) -> Wrong {
    move |fault| match fault {
        TextFault::Missing | TextFault::TooLong | TextFault::Digits { .. } | TextFault::Date => {
            fault.into()
        }
        TextFault::Invalid => Wrong::new(FaultCode::Invalid, message),
    }
}

impl From<TextFault> for Wrong {
    fn from(fault: TextFault) -> Self {
        let code = match fault {
            TextFault::Missing => FaultCode::Required,
            TextFault::TooLong => FaultCode::TooLong,
            TextFault::Digits { .. } | TextFault::Date | TextFault::Invalid => FaultCode::Invalid,
        };
        Self::told(code, fault.to_string())
    }
}

/// A request that says everything by its address: no body, or an empty object.
pub(crate) fn none(body: &[u8]) -> Result<(), Problem> {
    if body.is_empty() {
        return Ok(());
    }
    let mut faults = Faults::default();
    let body = Field {
        at: Pointer::default(),
        value: json::parse(body).map_err(Problem::MalformedJson)?,
    };
    let closed = Fields::of(body, &mut faults).map(|fields| fields.close(&mut faults));
    faults.none_or(closed).map_err(Problem::Invalid)
}

/// Where in the body: RFC 6901.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Pointer(String);

impl Pointer {
    /// A field below this one. A name that a person made up is told only when it is plain:
    /// otherwise the pointer stays at the object that holds it.
    pub(crate) fn field(&self, name: &str) -> Self {
        let is_plain = (1..=64).contains(&name.len())
            && name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'));
        if is_plain {
            Self(format!("{}/{name}", self.0))
        } else {
            self.clone()
        }
    }

    /// An entry of the list here.
    pub(crate) fn entry(&self, at: usize) -> Self {
        Self(format!("{}/{at}", self.0))
    }
}

/// A field that is there, and where.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) at: Pointer,
    pub(crate) value: Value,
}

/// The fields of one object. Each is taken out as it is read; what is left at the end is
/// not known here.
#[derive(Debug)]
pub(crate) struct Fields {
    at: Pointer,
    map: Map<String, Value>,
}

impl Fields {
    /// The fields of an object; anything else is a fault.
    pub(crate) fn of(Field { at, value }: Field, faults: &mut Faults) -> Option<Self> {
        if let Value::Object(map) = value {
            Some(Self { at, map })
        } else {
            faults.add(&at, NOT_AN_OBJECT);
            None
        }
    }

    /// Takes a field out. `null` says the same as leaving it out.
    pub(crate) fn take(&mut self, name: &str) -> Option<Field> {
        let value = self.map.remove(name).filter(|value| !value.is_null())?;
        Some(Field {
            at: self.at.field(name),
            value,
        })
    }

    /// Whether a field is there and is `null`: for the few where that says something.
    pub(crate) fn take_null(&mut self, name: &str) -> bool {
        let is_null = self.map.get(name).is_some_and(Value::is_null);
        if is_null {
            self.map.remove(name);
        }
        is_null
    }

    /// A text, read by its own rule.
    pub(crate) fn text<T, W: Into<Wrong>>(
        &mut self,
        name: &str,
        faults: &mut Faults,
        parse: impl FnOnce(&str) -> Result<T, W>,
    ) -> Option<T> {
        let Field { at, value } = self.take(name)?;
        let parsed = value
            .as_str()
            .ok_or(NOT_TEXT)
            .and_then(|text| parse(text).map_err(Into::into));
        parsed.map_err(|wrong| faults.add(&at, wrong)).ok()
    }

    /// The same where nothing is a fault too.
    pub(crate) fn required_text<T, W: Into<Wrong>>(
        &mut self,
        name: &str,
        faults: &mut Faults,
        parse: impl FnOnce(&str) -> Result<T, W>,
    ) -> Option<T> {
        if self.map.get(name).is_none_or(Value::is_null) {
            self.map.remove(name);
            faults.add(&self.at.field(name), REQUIRED);
            return None;
        }
        self.text(name, faults, parse)
    }

    /// A whole number in a range.
    pub(crate) fn integer(
        &mut self,
        name: &str,
        faults: &mut Faults,
        range: std::ops::RangeInclusive<i64>,
        messages: (Cow<'static, str>, Cow<'static, str>),
    ) -> Option<i64> {
        let Field { at, value } = self.take(name)?;
        let Value::Number(number) = value else {
            faults.add(
                &at,
                Wrong::new(FaultCode::WrongType, "must be a whole number"),
            );
            return None;
        };
        let (code, message) = match number.as_i64() {
            Some(value) if value < *range.start() => (FaultCode::TooSmall, messages.0),
            Some(value) if value > *range.end() => (FaultCode::TooLarge, messages.1),
            Some(value) => return Some(value),
            None if number.is_u64() => (FaultCode::TooLarge, messages.1),
            None => (FaultCode::WrongType, "must be a whole number".into()),
        };
        faults.add(&at, Wrong { code, message });
        None
    }

    /// Nothing more is known: whatever is left is a fault each.
    pub(crate) fn close(self, faults: &mut Faults) {
        for name in self.map.keys() {
            let at = self.at.field(name);
            let message = if at == self.at {
                "has a field, under a name too odd to repeat, that is not known here"
            } else {
                "is not a field of this object"
            };
            faults.add(&at, Wrong::new(FaultCode::UnknownField, message));
        }
    }
}
