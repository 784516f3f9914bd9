use serde::{Deserialize, Serialize};

/// A field of the payer's form, by its name in HTML and in the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// `first_name`
    FirstName,
    /// `last_name`
    LastName,
    /// `email`
    Email,
    /// `amount`
    Amount,
    /// `method`
    Method,
}

impl Field {
    /// The field's name in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::Email => "email",
            Self::Amount => "amount",
            Self::Method => "method",
        }
    }
}
