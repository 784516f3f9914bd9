//! `POST …/GetAccountsDetail` and `GET …/GetAccountsDetailAsync/{requestId}` `[PAY-start]`.

use payment::{BankAccount, LinkRequestId, LinkedAccountId, Name};
use serde::{Deserialize, Serialize};

use super::{authorize::Links, code::FlinksCode, decimal::Decimal, personal::Personal, title};
use crate::holder::has_part;

/// The body of the request.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AccountsRequest {
    /// The request that [`AuthorizeResponse`](super::AuthorizeResponse) named.
    pub request_id: LinkRequestId,
    /// Whether the account's transactions are wanted `[SDK]`. The provider's own example
    /// leaves it out, and they come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with_transactions: Option<bool>,
}

impl AccountsRequest {
    /// Asks for accounts without their transactions, which are nobody's business here.
    #[must_use]
    pub const fn without_transactions(request_id: LinkRequestId) -> Self {
        Self {
            request_id,
            with_transactions: Some(false),
        }
    }
}

/// The answer while the data is being collected, or when it cannot be: any status but 200.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Pending {
    /// What is the matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flinks_code: Option<FlinksCode>,
    /// Where to go on; not read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    /// The HTTP status once more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub http_status_code: Option<u16>,
    /// The code in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<Personal>,
    /// The request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<LinkRequestId>,
}

/// The answer with the data: HTTP 200.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Details {
    /// The HTTP status once more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub http_status_code: Option<u16>,
    /// The accounts.
    pub accounts: Vec<Account>,
    /// The login.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login: Option<Login>,
    /// The bank, as the provider calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
    /// The request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<LinkRequestId>,
}

/// A bank account.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Account {
    /// What moved on it, where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transactions: Option<Vec<Transaction>>,
    /// The branch.
    #[serde(default)]
    pub transit_number: Option<Personal>,
    /// The bank.
    #[serde(default)]
    pub institution_number: Option<Personal>,
    /// How far it may be overdrawn.
    #[serde(default)]
    pub overdraft_limit: Option<Decimal>,
    /// What the bank calls it: `Chequing CAD`.
    #[serde(default)]
    pub title: Option<Personal>,
    /// The number.
    #[serde(default)]
    pub account_number: Option<Personal>,
    /// What is on it.
    #[serde(default)]
    pub balance: Option<Balance>,
    /// `Operations`, and others that are not listed.
    #[serde(default)]
    pub category: Option<String>,
    /// `Chequing`, and others that are not listed.
    #[serde(default)]
    pub r#type: Option<String>,
    /// `CAD`, or another.
    #[serde(default)]
    pub currency: Option<String>,
    /// Whose it is.
    #[serde(default)]
    pub holder: Option<Holder>,
    /// The account.
    pub id: LinkedAccountId,
}

impl Account {
    /// The numbers that a debit needs. `None` where one is missing, is masked or has not the
    /// digits that the provider takes for a debit.
    #[must_use]
    pub fn bank_account(&self) -> Option<BankAccount> {
        Some(BankAccount {
            institution: self.institution_number.as_ref()?.as_str().parse().ok()?,
            transit: self.transit_number.as_ref()?.as_str().parse().ok()?,
            account: self.account_number.as_ref()?.as_str().parse().ok()?,
            label: None,
        })
    }

    /// Whether the account is in Canadian dollars; there are no other debits `[PAY-start]`.
    /// Where nothing is said, nobody knows.
    #[must_use]
    pub fn is_canadian(&self) -> bool {
        self.currency.as_deref().is_some_and(|c| c == "CAD")
    }

    /// What the customer knows the account by: its title, else its kind. A title is the
    /// bank's, or the customer's own: one with a holder's name in it is not told, and of its
    /// longer numbers only the end is.
    #[must_use]
    pub fn name(&self) -> Option<Name> {
        let title = self.title.as_ref().map(Personal::as_str);
        title
            .filter(|title| self.holder_name().is_none_or(|name| !has_part(title, name)))
            .and_then(|title| title::masked(title).parse().ok())
            .or_else(|| self.r#type.as_deref()?.parse().ok())
    }

    /// The name on the account, as the bank wrote it.
    #[must_use]
    pub fn holder_name(&self) -> Option<&str> {
        self.holder.as_ref()?.name.as_ref().map(Personal::as_str)
    }
}

/// What is on an account.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Balance {
    /// What can be spent.
    #[serde(default)]
    pub available: Option<Decimal>,
    /// What is there.
    #[serde(default)]
    pub current: Option<Decimal>,
    /// A credit limit.
    #[serde(default)]
    pub limit: Option<Decimal>,
}

/// Whose account it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Holder {
    /// The name, or the names of a joint account, as the bank writes them.
    #[serde(default)]
    pub name: Option<Personal>,
    /// Where the holder lives.
    #[serde(default)]
    pub address: Option<Address>,
    /// E-mail address.
    #[serde(default)]
    pub email: Option<Personal>,
    /// Telephone number.
    #[serde(default)]
    pub phone_number: Option<Personal>,
}

/// Where a holder lives.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Address {
    /// Street and number.
    #[serde(default)]
    pub civic_address: Option<Personal>,
    /// City or town.
    #[serde(default)]
    pub city: Option<Personal>,
    /// Province or territory.
    #[serde(default)]
    pub province: Option<Personal>,
    /// Postal code, with a space.
    #[serde(default)]
    pub postal_code: Option<Personal>,
    /// Post-office box.
    #[serde(default, rename = "POBox")]
    pub po_box: Option<Personal>,
    /// Country.
    #[serde(default)]
    pub country: Option<Personal>,
}

/// What moved on an account.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Transaction {
    /// The day.
    #[serde(default)]
    pub date: Option<Personal>,
    /// The bank's code.
    #[serde(default)]
    pub code: Option<Personal>,
    /// What it was.
    #[serde(default)]
    pub description: Option<Personal>,
    /// What went out.
    #[serde(default)]
    pub debit: Option<Decimal>,
    /// What came in.
    #[serde(default)]
    pub credit: Option<Decimal>,
    /// What was on the account then.
    #[serde(default)]
    pub balance: Option<Decimal>,
    /// The provider's id of it.
    #[serde(default)]
    pub id: Option<Personal>,
}

/// Whose login it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Login {
    /// The name with which the customer signs in at the bank.
    #[serde(default)]
    pub username: Option<Personal>,
    /// Whether the data is collected anew each night.
    #[serde(default)]
    pub is_scheduled_refresh: Option<bool>,
    /// When the data was collected, in UTC.
    #[serde(default)]
    pub last_refresh: Option<String>,
    /// `Personal`, or another.
    #[serde(default)]
    pub r#type: Option<String>,
    /// The login.
    #[serde(default)]
    pub id: Option<payment::LoginId>,
}
