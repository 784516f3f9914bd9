use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::Timestamp;

/// The longest id of an order, in characters.
const MAX_CHARS: usize = 255;

/// The merchant's own id of what it fulfils for a payment: 1 to 255 printable characters,
/// taken as they are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrderId(String);

/// Why a text is no id of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum OrderIdFault {
    /// Nothing, or white space only.
    #[error("is required")]
    Missing,
    /// Too many characters.
    #[error("must be at most {MAX_CHARS} characters")]
    TooLong,
    /// White space around it, or characters that cannot be seen.
    #[error("is not valid")]
    Invalid,
}

impl OrderIdFault {
    /// Its stable name in the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "required",
            Self::TooLong => "too_long",
            Self::Invalid => "invalid",
        }
    }
}

impl OrderId {
    /// The id as the merchant wrote it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for OrderId {
    type Err = OrderIdFault;

    fn from_str(text: &str) -> Result<Self, OrderIdFault> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(OrderIdFault::Missing);
        }
        if text.chars().count() > MAX_CHARS {
            return Err(OrderIdFault::TooLong);
        }
        // Two orders must never be told apart by what nobody can see.
        if trimmed != text || text.chars().any(crate::party::is_unprintable) {
            return Err(OrderIdFault::Invalid);
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for OrderId {
    type Error = OrderIdFault;

    fn try_from(text: String) -> Result<Self, OrderIdFault> {
        text.parse()
    }
}

impl From<OrderId> for String {
    fn from(id: OrderId) -> Self {
        id.0
    }
}

impl fmt::Display for OrderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the merchant fulfils for the payment. The first claim of it wins for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fulfilment {
    /// The merchant's order.
    pub order: OrderId,
    /// When it was claimed.
    pub claimed_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_id_is_what_can_be_read_and_compared() {
        for text in ["1", "ORDER-1001", "commande n° 7", &"é".repeat(255)] {
            assert_eq!(text.parse::<OrderId>().map(String::from), Ok(text.into()));
        }
        for (text, fault) in [
            ("", OrderIdFault::Missing),
            (" \t", OrderIdFault::Missing),
            (&"x".repeat(256), OrderIdFault::TooLong),
            (" A", OrderIdFault::Invalid),
            ("A ", OrderIdFault::Invalid),
            ("A\nB", OrderIdFault::Invalid),
            ("A\u{200b}B", OrderIdFault::Invalid),
        ] {
            assert_eq!(text.parse::<OrderId>(), Err(fault), "{text:?}");
            let code = match fault {
                OrderIdFault::Missing => "required",
                OrderIdFault::TooLong => "too_long",
                OrderIdFault::Invalid => "invalid",
            };
            assert_eq!(fault.code(), code);
        }
    }
}
