use jiff::{Timestamp, ToSpan, tz::TimeZone};
use payment::Money;
use serde::Serialize;
use uuid::Uuid;

use crate::link::{LinkedAccount, Login, Transactions, institution_word};

/// Everything that was collected of a login, as in the provider's example `[PAY-start]`.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Data {
    http_status_code: u16,
    accounts: Vec<Account>,
    login: LoginShown,
    institution: String,
    request_id: Uuid,
}

/// Who signed in.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct LoginShown {
    username: String,
    is_scheduled_refresh: bool,
    last_refresh: String,
    #[serde(rename = "Type")]
    kind: &'static str,
    id: Uuid,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Account {
    #[serde(skip_serializing_if = "Option::is_none")]
    transactions: Option<Vec<Transaction>>,
    transit_number: String,
    institution_number: String,
    #[serde(with = "flinks::amount")]
    overdraft_limit: Money,
    title: String,
    account_number: String,
    balance: Balance,
    category: &'static str,
    #[serde(rename = "Type")]
    kind: &'static str,
    currency: &'static str,
    holder: Holder,
    id: Uuid,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Balance {
    #[serde(with = "flinks::amount::optional")]
    available: Option<Money>,
    #[serde(with = "flinks::amount")]
    current: Money,
    #[serde(with = "flinks::amount::optional")]
    limit: Option<Money>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Transaction {
    date: String,
    code: Option<&'static str>,
    description: &'static str,
    #[serde(with = "flinks::amount::optional")]
    debit: Option<Money>,
    #[serde(with = "flinks::amount::optional")]
    credit: Option<Money>,
    #[serde(with = "flinks::amount")]
    balance: Money,
    id: Uuid,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Holder {
    name: String,
    address: Address,
    email: &'static str,
    phone_number: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Address {
    civic_address: &'static str,
    city: &'static str,
    province: &'static str,
    postal_code: &'static str,
    #[serde(rename = "POBox")]
    po_box: Option<&'static str>,
    country: &'static str,
}

/// A bank as Connect writes it.
pub(super) fn institution_of(login: &Login) -> String {
    institution_word(login.institution)
}

impl Data {
    /// What a request has collected by now.
    pub(super) fn of(
        request_id: Uuid,
        login: &Login,
        transactions: Transactions,
        now: Timestamp,
    ) -> Self {
        Self {
            http_status_code: 200,
            accounts: login
                .accounts
                .iter()
                .map(|account| Account::of(account, transactions, now))
                .collect(),
            login: LoginShown::of(login),
            institution: institution_of(login),
            request_id,
        }
    }
}

impl LoginShown {
    /// Who signed in, and when.
    pub(super) fn of(login: &Login) -> Self {
        Self {
            username: login.user.clone(),
            is_scheduled_refresh: false,
            // Without a zone, as the provider's example has it.
            last_refresh: login
                .linked_at
                .strftime("%Y-%m-%dT%H:%M:%S%.7f")
                .to_string(),
            kind: "Personal",
            id: login.id,
        }
    }
}

impl Account {
    fn of(account: &LinkedAccount, transactions: Transactions, now: Timestamp) -> Self {
        Self {
            transactions: match transactions {
                Transactions::Shown => Some(Transaction::recent(account, now)),
                Transactions::LeftOut => None,
            },
            transit_number: account.transit_number.clone(),
            institution_number: account.institution_number.clone(),
            overdraft_limit: Money::ZERO,
            title: account.title(),
            account_number: account.account_number.clone(),
            balance: Balance {
                available: None,
                current: account.balance,
                limit: None,
            },
            category: "Operations",
            kind: account.type_word(),
            currency: "CAD",
            holder: Holder {
                name: account.holder.clone(),
                address: Address {
                    civic_address: "123 Front Avenue",
                    city: "Toronto",
                    province: "ON",
                    postal_code: "M5V 3A8",
                    po_box: None,
                    country: "CA",
                },
                email: "holder@example.com",
                phone_number: "(514) 555-0142",
            },
            id: account.id,
        }
    }
}

impl Transaction {
    /// Yesterday's and the day before's.
    fn recent(account: &LinkedAccount, now: Timestamp) -> Vec<Self> {
        let today = now.to_zoned(TimeZone::UTC).date();
        let dollars = |cents: i64| Money::from_cents(cents).unwrap_or(Money::ZERO);
        let before = dollars(account.balance.cents().saturating_add(1_208));
        let id = account.id.as_u128();
        [
            (1_i64, "GROCER", Some(dollars(1_208)), None, account.balance),
            (2_i64, "DEPOSIT", None, Some(dollars(1_207)), before),
        ]
        .into_iter()
        .map(|(days, description, debit, credit, balance)| Self {
            date: today.saturating_sub(days.days()).to_string(),
            code: None,
            description,
            debit,
            credit,
            balance,
            id: Uuid::from_u128(id ^ u128::from(days.unsigned_abs())),
        })
        .collect()
    }
}
