use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::BankAccount;

/// Somebody whose account is debited or credited.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Contact {
    pub(crate) id: Uuid,
    pub(crate) kind: ContactType,
    pub(crate) party: Party,
    pub(crate) email: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) accounts: Vec<ContactAccount>,
    /// E-mail addresses that e-Transfers go to, each with its account id.
    pub(crate) interac: Vec<(Uuid, String)>,
    pub(crate) addresses: Vec<ContactAddress>,
}

/// What a contact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ContactType {
    #[serde(rename = "INDIVIDUAL")]
    Individual,
    #[serde(rename = "SMALL_BUSINESS")]
    SmallBusiness,
    #[serde(rename = "CORPORATION")]
    Corporation,
}

/// A contact's name: a person's, or a firm's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Party {
    Person { first: String, last: String },
    Firm { legal: String },
}

impl Party {
    /// The name in one piece.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Person { first, last } => format!("{first} {last}"),
            Self::Firm { legal } => legal.clone(),
        }
    }
}

/// A bank account of a contact.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ContactAccount {
    pub(crate) id: Uuid,
    #[serde(flatten)]
    pub(crate) account: BankAccount,
}

/// Where a contact lives or works.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ContactAddress {
    pub(crate) id: Uuid,
    pub(crate) is_primary: bool,
    #[serde(flatten)]
    pub(crate) address: crate::session::Address,
}
