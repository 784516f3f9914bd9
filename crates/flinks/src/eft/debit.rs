//! One debit, once: what a checkout needs of the transactions.

use jiff::civil::Date;
use payment::{AgreementId, Api, BankAccount, Money, Payer, RequestId, Session, SessionId};
use serde::Deserialize;

use super::{
    schedule::{self, ScheduleId},
    text::{CrossReference, Description, TransactionCode},
    transaction::{Account, Direction, Holder, NewTransaction, Timing},
};
use crate::{
    drift::Drift,
    fields::{self, Fields, Object, PLAIN},
};

/// A debit to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDebit {
    /// How much.
    pub amount: Money,
    /// The payer's account.
    pub account: BankAccount,
    /// The payer.
    pub payer: Payer,
    /// Our own name for the debit; it comes back in the reports.
    pub reference: CrossReference,
    /// When: a day to come.
    pub start_date: Date,
    /// What kind of payment it is.
    pub transaction_code: TransactionCode,
    /// What stands on the payer's bank statement.
    pub description: Option<Description>,
}

impl From<&NewDebit> for NewTransaction {
    fn from(debit: &NewDebit) -> Self {
        let NewDebit {
            amount,
            account,
            payer,
            reference,
            start_date,
            transaction_code,
            description,
        } = debit;
        Self {
            direction: Direction::Debit,
            amount: *amount,
            code: *transaction_code,
            description: description.clone(),
            cross_reference: Some(reference.clone()),
            purpose_category: None,
            account: Account::Numbers(account.clone()),
            holder: Holder::Person {
                first_name: payer.first_name.clone(),
                last_name: payer.last_name.clone(),
            },
            timing: Timing::Once(*start_date),
        }
    }
}

/// A debit that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Debit {
    made: Made,
    /// Its agreement. None right after the debit is made: the provider makes it a little
    /// later, and [`Client::agreement_of`](crate::client::Client::agreement_of) finds it.
    pub pad: Option<AgreementId>,
}

/// What a debit is found by. The page's own example has the schedule only `[E1-tx]`, while
/// the guide has one follow the payment request `[E-setup]`.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Made {
    Schedule(ScheduleId),
    Request(RequestId),
    Both(ScheduleId, RequestId),
}

impl Debit {
    /// The schedule of the debit.
    #[must_use]
    pub const fn schedule(&self) -> Option<&ScheduleId> {
        match &self.made {
            Made::Schedule(schedule) | Made::Both(schedule, _) => Some(schedule),
            Made::Request(_) => None,
        }
    }

    /// The payment request of the debit.
    #[must_use]
    pub const fn request(&self) -> Option<&RequestId> {
        match &self.made {
            Made::Schedule(_) => None,
            Made::Request(request) | Made::Both(_, request) => Some(request),
        }
    }

    /// Where the debit is read and called off from now on.
    #[must_use]
    pub fn session(&self) -> Session {
        let id = match &self.made {
            Made::Schedule(schedule) | Made::Both(schedule, _) => schedule.as_session().clone(),
            Made::Request(request) => of_request(request),
        };
        Session {
            id,
            api: Api::EftV1,
            request: self.request().cloned(),
        }
    }
}

fn of_request(request: &RequestId) -> SessionId {
    request
        .as_str()
        .parse()
        .expect("every id of the provider is of the same characters")
}

/// Every field of the answer, and the assumed `requestId`.
const FIELDS: Fields = &[
    ("schedules", Object(schedule::FIELDS)),
    ("requestId", PLAIN),
];

/// The answer to a new transaction `[E1-tx]`: a list with one schedule.
///
/// Assumption: `requestId`, beside the list or in it, is the payment request.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    #[serde(default)]
    schedules: Option<Vec<Scheduled>>,
    #[serde(default)]
    request_id: Option<RequestId>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Scheduled {
    id: ScheduleId,
    #[serde(default)]
    pad_id: Option<AgreementId>,
    #[serde(default)]
    request_id: Option<RequestId>,
}

impl Response {
    /// The fields of an answer that are not documented.
    #[must_use]
    pub fn unknown_fields(body: &[u8]) -> Vec<Drift> {
        fields::drift(body, FIELDS)
    }

    /// The debit that was made; `None` where nothing names it, or more than one was made.
    #[must_use]
    pub fn debit(self) -> Option<Debit> {
        let mut schedules = self.schedules.unwrap_or_default().into_iter();
        let first = schedules.next();
        if schedules.next().is_some() {
            return None;
        }
        match (first, self.request_id) {
            (Some(first), beside) => {
                let made = match beside.or(first.request_id) {
                    Some(request) => Made::Both(first.id, request),
                    None => Made::Schedule(first.id),
                };
                Some(Debit {
                    made,
                    pad: first.pad_id,
                })
            }
            (None, Some(request)) => Some(Debit {
                made: Made::Request(request),
                pad: None,
            }),
            (None, None) => None,
        }
    }
}
