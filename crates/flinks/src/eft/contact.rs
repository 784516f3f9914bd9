//! Contacts: people and companies that the provider keeps, with their accounts
//! `[E1-idx: reading; SDK: everything else, unverified]`.
//!
//! A checkout needs none of this: it debits an account by its numbers. It is here for who
//! debits again and again.

use std::{fmt, str::FromStr};

use payment::{BankAccount, Email, InvalidId, Name, Phone, PostalCode, Province, RequestId};
use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(RequestId);

        impl $name {
            /// The id as it is written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                text.parse().map(Self)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(***)"))
            }
        }
    };
}

id!(
    /// The provider's id of a contact.
    ContactId
);
id!(
    /// The provider's id of a contact's account: the `accountId` of a transaction.
    ContactAccountId
);
id!(
    /// The provider's id of a contact's address.
    AddressId
);

/// A contact, with the ids of its accounts `[E1-idx]`. Names and numbers are not read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// The contact.
    pub id: ContactId,
    /// Its bank accounts. The guide says that they have ids; the member's name is known from
    /// the unverified library `[E1-pad, SDK]`.
    #[serde(default)]
    pub eft_accounts: Vec<ContactAccount>,
}

/// An account of a contact.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ContactAccount {
    /// The account.
    pub id: ContactAccountId,
}

/// What a contact is `[SDK, unverified]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum ContactType {
    /// A person.
    #[serde(rename = "INDIVIDUAL")]
    Individual,
    /// A small business.
    #[serde(rename = "SMALL_BUSINESS")]
    SmallBusiness,
    /// A corporation.
    #[serde(rename = "CORPORATION")]
    Corporation,
}

/// New facts about a contact; what is `None` is left out `[SDK, unverified]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ContactChange {
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_type: Option<ContactType>,
    /// Given name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<Name>,
    /// Family name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<Name>,
    /// A company's legal name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_name: Option<Name>,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_address: Option<Email>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<Phone>,
}

/// Whether what a change leaves out is kept or cleared `[SDK, unverified]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replace {
    /// All of the contact is replaced: `PUT`.
    All,
    /// Only what is named is changed: `PATCH`.
    Named,
}

/// Accounts to be added to a contact `[SDK, unverified]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewAccounts {
    /// Bank accounts.
    pub eft: Vec<BankAccount>,
    /// Addresses for e-Transfers.
    pub interac: Vec<Email>,
}

impl Serialize for NewAccounts {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Wire<'a> {
            #[serde(skip_serializing_if = "Vec::is_empty")]
            eft_accounts: Vec<Numbers<'a>>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            interac_accounts: Vec<Mailbox<'a>>,
        }
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Numbers<'a> {
            institution_code: &'a str,
            transit_number: &'a str,
            account_number: &'a str,
        }
        #[derive(Serialize)]
        struct Mailbox<'a> {
            email: &'a Email,
        }
        let eft_accounts = self.eft.iter().map(|account| Numbers {
            institution_code: account.institution.as_str(),
            transit_number: account.transit.as_str(),
            account_number: account.account.as_str(),
        });
        Wire {
            eft_accounts: eft_accounts.collect(),
            interac_accounts: self.interac.iter().map(|email| Mailbox { email }).collect(),
        }
        .serialize(serializer)
    }
}

/// An address of a contact `[SDK, unverified]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ContactAddress {
    /// Whether it is the first one.
    pub is_primary: bool,
    /// Street and number.
    #[serde(rename = "addressLine1")]
    pub line1: Name,
    /// A second line.
    #[serde(rename = "addressLine2", skip_serializing_if = "Option::is_none")]
    pub line2: Option<Name>,
    /// Apartment or suite.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Name>,
    /// City or town.
    pub city: Name,
    /// Province or territory.
    pub province: Province,
    /// Postal code.
    pub postal_code: PostalCode,
    /// The country; there is one.
    pub country: Country,
}

/// The country of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Country {
    /// Canada; the provider pays in no other `[PAY-start]`.
    #[serde(rename = "CA")]
    Canada,
}
