//! Who pays and where the money goes: texts that people wrote, read once, strictly.
//!
//! One rule serves the page, the API and the provider's client, so that what one accepts
//! the next cannot refuse. The limits are the provider's, in their safe reading.

mod date_of_birth;
mod digits;
mod field;
mod name;
mod text;

use serde::{Deserialize, Serialize};

pub(crate) use self::text::is_unprintable;
pub use self::{
    date_of_birth::DateOfBirth,
    digits::Digits,
    field::Field,
    name::{Email, Name, PostalCode, Province},
    text::TextFault,
};

/// A telephone number: at most fifteen digits and nothing else [G-init].
pub type Phone = Digits<1, 15>;

/// A Canadian bank account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankAccount {
    /// The institution's three digits.
    pub institution: Digits<3, 3>,
    /// The branch's five digits.
    pub transit: Digits<5, 5>,
    /// Seven to twelve digits.
    pub account: Digits<7, 12>,
    /// What the account is called where it is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Name>,
}

/// Where a payer lives. The provider takes it for guaranteed payments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Street and number.
    pub line1: Name,
    /// A second line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line2: Option<Name>,
    /// Apartment, suite or unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Name>,
    /// City or town.
    pub city: Name,
    /// Province or territory.
    pub province: Province,
    /// Postal code.
    pub postal_code: PostalCode,
}

/// The person who pays. The provider compares the names with the account holder's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payer {
    /// Given name.
    pub first_name: Name,
    /// Names between the two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub middle_name: Option<Name>,
    /// Family name.
    pub last_name: Name,
    /// Where the bank or the provider may write to.
    pub email: Email,
    /// Where they can be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// When they were born.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_of_birth: Option<DateOfBirth>,
    /// What they work as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occupation: Option<Name>,
}
