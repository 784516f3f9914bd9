use std::borrow::Cow;

use serde::Serialize;

/// Why a body is not JSON that everybody reads alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum JsonFault {
    /// It does not parse, or it nests too deep.
    #[error("The body is not well-formed JSON; parsing stopped at line {line}, column {column}.")]
    Syntax {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// A name stands twice in one object.
    #[error("The body has an object with the same name twice, at line {line}, column {column}.")]
    DuplicateName {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
}

/// A place in a request and what is wrong there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Fault {
    /// RFC 6901 pointer into the body; for a query, a slash and the parameter's name.
    pub(crate) pointer: String,
    /// What is the matter; stable.
    pub(crate) code: FaultCode,
    /// The same for a person; not stable, and never quotes what was sent.
    pub(crate) message: Cow<'static, str>,
}

/// What can be the matter with a field. The names are stable: they are in the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FaultCode {
    /// It has to be there.
    Required,
    /// No such field here.
    UnknownField,
    /// Another JSON type.
    WrongType,
    /// Not of the right form.
    Invalid,
    /// A form that exists and that we do not take.
    Unsupported,
    /// Longer than allowed.
    TooLong,
    /// Less than allowed.
    TooSmall,
    /// More than allowed.
    TooLarge,
    /// More entries than allowed.
    TooMany,
    /// There already.
    Duplicate,
}

impl FaultCode {
    /// Every code.
    pub(crate) const ALL: [Self; 10] = [
        Self::Required,
        Self::UnknownField,
        Self::WrongType,
        Self::Invalid,
        Self::Unsupported,
        Self::TooLong,
        Self::TooSmall,
        Self::TooLarge,
        Self::TooMany,
        Self::Duplicate,
    ];

    /// Its name in the API.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::UnknownField => "unknown_field",
            Self::WrongType => "wrong_type",
            Self::Invalid => "invalid",
            Self::Unsupported => "unsupported",
            Self::TooLong => "too_long",
            Self::TooSmall => "too_small",
            Self::TooLarge => "too_large",
            Self::TooMany => "too_many",
            Self::Duplicate => "duplicate",
        }
    }
}
