use payment::Money;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    clock,
    debit::{Debit, Frequency, Way},
};

/// A transaction that was made.
///
/// Assumption: the envelope was not seen. A public client library reads `schedules` from it;
/// the id of the payment request stands beside them.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Transaction {
    request_id: Uuid,
    status: &'static str,
    contact_id: Uuid,
    created_at: String,
    schedules: Vec<Schedule>,
}

/// A schedule, with the fields that a public client library reads.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Schedule {
    id: Uuid,
    request_id: Uuid,
    #[serde(with = "flinks::amount")]
    amount: Money,
    start_date: String,
    end_date: Option<String>,
    transactions_count: Option<u16>,
    frequency: Frequency,
    status: &'static str,
    pad_status: Option<&'static str>,
    pad_id: Option<Uuid>,
    cross_reference_number: Option<String>,
    payment_direction: Way,
}

impl Transaction {
    /// What is told right after the making: the `padId` is not there yet `[E1-tx]`.
    pub(super) fn made(debit: &Debit) -> Self {
        Self {
            request_id: debit.id,
            status: debit.standing().word(),
            contact_id: debit.contact,
            created_at: clock::written(debit.created_at),
            schedules: vec![Schedule {
                pad_id: None,
                ..Schedule::of(debit)
            }],
        }
    }
}

impl Schedule {
    /// A schedule as it is read later.
    pub(super) fn of(debit: &Debit) -> Self {
        let order = &debit.order;
        Self {
            id: debit.schedule,
            request_id: debit.id,
            amount: order.amount,
            start_date: order.start.to_string(),
            end_date: order.end.map(|date| date.to_string()),
            transactions_count: order.count,
            frequency: order.frequency,
            status: debit.standing().schedule_word(),
            pad_status: debit.needs_agreement().then_some(debit.pad_word()),
            pad_id: debit.needs_agreement().then_some(debit.pad),
            cross_reference_number: order.cross_reference.clone(),
            payment_direction: order.way,
        }
    }
}
