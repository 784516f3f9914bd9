use jiff::civil::Date;
use payment::Money;
use serde::{Deserialize, Serialize};

use super::Party;

/// What the merchant asked for, checked `[E1-tx]`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct DebitOrder {
    pub(crate) code: String,
    pub(crate) amount: Money,
    pub(crate) way: Way,
    pub(crate) description: Option<String>,
    pub(crate) cross_reference: Option<String>,
    pub(crate) purpose: Option<String>,
    pub(crate) account: BankAccount,
    /// Whose account it is.
    pub(crate) party: Party,
    pub(crate) frequency: Frequency,
    pub(crate) start: Date,
    pub(crate) end: Option<Date>,
    pub(crate) count: Option<u16>,
}

/// Which way the money goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Way {
    #[serde(rename = "DEBIT")]
    Debit,
    #[serde(rename = "CREDIT")]
    Credit,
}

/// How often it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Frequency {
    OneTime,
    Weekly,
    Biweekly,
    Monthly,
}

/// The customer's bank account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BankAccount {
    pub(crate) institution_code: String,
    pub(crate) transit_number: String,
    pub(crate) account_number: String,
}

impl BankAccount {
    /// The last four digits of its number, for a page.
    pub(crate) fn last_digits(&self) -> &str {
        let from = self.account_number.len().saturating_sub(4);
        self.account_number.get(from..).unwrap_or_default()
    }
}
