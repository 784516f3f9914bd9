//! A new transaction as it goes out.

use jiff::civil::Date;
use payment::{Money, Name};
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{
    text::{CrossReference, Description, TransactionCode, TransactionsCount},
    transaction::{Account, Direction, Holder, NewTransaction, Timing, Until},
};
use crate::{amount, session::create::Currency};

/// The body of the request: an array with exactly one transaction, as batches are not taken.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct Body<'a>([Entry<'a>; 1]);

impl<'a> Body<'a> {
    /// The transaction keeps the provider's limits.
    pub(super) const fn of(transaction: &'a NewTransaction) -> Self {
        Self([Entry(transaction)])
    }
}

#[derive(Debug)]
struct Entry<'a>(&'a NewTransaction);

// Written by hand, in the order of the provider's example.
impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Wire<'a> {
            transaction_code: TransactionCode,
            #[serde(with = "amount")]
            amount: Money,
            #[serde(skip_serializing_if = "Option::is_none")]
            description: Option<&'a Description>,
            #[serde(skip_serializing_if = "Option::is_none")]
            cross_reference_number: Option<&'a CrossReference>,
            payment_direction: Direction,
            currency: Currency,
            #[serde(skip_serializing_if = "Option::is_none")]
            purpose_category: Option<&'a Name>,
            #[serde(skip_serializing_if = "Option::is_none")]
            payor: Option<Side<'a>>,
            #[serde(skip_serializing_if = "Option::is_none")]
            payee: Option<Side<'a>>,
            schedule_info: ScheduleInfo,
        }

        let NewTransaction {
            direction,
            amount,
            code,
            description,
            cross_reference,
            purpose_category,
            account,
            holder,
            timing,
        } = self.0;
        let side = Side {
            account_info: account,
            contact_info: holder,
        };
        let (payor, payee) = match direction {
            Direction::Debit => (Some(side), None),
            Direction::Credit => (None, Some(side)),
        };
        Wire {
            transaction_code: *code,
            amount: *amount,
            description: description.as_ref(),
            cross_reference_number: cross_reference.as_ref(),
            payment_direction: *direction,
            currency: Currency::Cad,
            purpose_category: purpose_category.as_ref(),
            payor,
            payee,
            schedule_info: ScheduleInfo::from(*timing),
        }
        .serialize(serializer)
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Side<'a> {
    account_info: &'a Account,
    contact_info: &'a Holder,
}

impl Serialize for Account {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::OfContact(id) => object(serializer, &[("accountId", id.as_str())]),
            Self::Numbers(account) => object(
                serializer,
                &[
                    ("institutionCode", account.institution.as_str()),
                    ("transitNumber", account.transit.as_str()),
                    ("accountNumber", account.account.as_str()),
                ],
            ),
        }
    }
}

impl Serialize for Holder {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Contact(id) => object(serializer, &[("contactId", id.as_str())]),
            Self::Person {
                first_name,
                last_name,
            } => object(
                serializer,
                &[
                    ("firstName", first_name.as_str()),
                    ("lastName", last_name.as_str()),
                ],
            ),
            Self::Company { legal_name } => {
                object(serializer, &[("legalName", legal_name.as_str())])
            }
        }
    }
}

fn object<S: Serializer>(serializer: S, fields: &[(&str, &str)]) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(fields.len()))?;
    for (key, value) in fields {
        map.serialize_entry(key, value)?;
    }
    map.end()
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ScheduleInfo {
    payment_frequency: &'static str,
    #[serde(serialize_with = "day")]
    start_date: Option<Date>,
    #[serde(serialize_with = "day", skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transactions_count: Option<TransactionsCount>,
}

impl From<Timing> for ScheduleInfo {
    fn from(timing: Timing) -> Self {
        let (end_date, transactions_count) = match timing {
            Timing::Once(_) => (None, None),
            Timing::Recurring { until, .. } => match until {
                Until::Day(end) => (Some(end), None),
                Until::Count(count) => (None, Some(count)),
            },
        };
        Self {
            payment_frequency: timing.frequency(),
            start_date: Some(timing.first_day()),
            end_date,
            transactions_count,
        }
    }
}

/// `YYYY-MM-DD`.
fn day<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    match day {
        Some(day) => serializer.collect_str(day),
        None => serializer.serialize_none(),
    }
}
