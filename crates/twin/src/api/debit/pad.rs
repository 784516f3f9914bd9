use axum::{
    Json,
    extract::{Path, State},
    http::HeaderMap,
};
use payment::Money;
use serde::Serialize;
use uuid::Uuid;

use super::let_in;
use crate::{
    Twin, clock,
    debit::{BankAccount, Contact, ContactType, Debit, Frequency},
    problem::Problem,
};

/// An agreement, and where it is signed `[E1-pad]`. The payee, which the page shows too, is
/// left out: the twin knows nothing of the merchant.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Pad {
    id: Uuid,
    /// Below the provider's own address, as in the page's example.
    pad_link: String,
    #[serde(with = "flinks::amount")]
    amount: Money,
    frequency: Frequency,
    status: &'static str,
    start_date: String,
    end_date: Option<String>,
    transactions_count: Option<u16>,
    created_at: String,
    last_modified_at: String,
    payor: Payor,
}

/// Whose account is debited. Its numbers stand there in full.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Payor {
    name: String,
    email: Option<String>,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(flatten)]
    account: BankAccount,
}

impl Pad {
    fn of(debit: &Debit, contact: Option<&Contact>) -> Self {
        let order = &debit.order;
        Self {
            id: debit.pad,
            pad_link: format!("/pad/{}", debit.pad),
            amount: order.amount,
            frequency: order.frequency,
            status: debit.pad_word(),
            start_date: order.start.to_string(),
            end_date: order.end.map(|date| date.to_string()),
            transactions_count: order.count,
            created_at: clock::written(debit.created_at),
            last_modified_at: clock::written(debit.updated_at),
            payor: Payor {
                name: order.party.name(),
                email: contact.and_then(|contact| contact.email.clone()),
                kind: match contact.map(|contact| contact.kind) {
                    Some(ContactType::SmallBusiness | ContactType::Corporation) => "Business",
                    Some(ContactType::Individual) | None => "Individual",
                },
                account: order.account.clone(),
            },
        }
    }
}

/// `GET /api/v1/pads/{padId}`.
pub(super) async fn read(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Pad>, Problem> {
    let_in(&twin, &headers)?;
    let unknown = || Problem::not_found("PAD not found");
    let id: Uuid = id.parse().map_err(|_| unknown())?;
    twin.with(|book, _| {
        let debit = book.debits.by_pad(id).ok_or_else(unknown)?;
        Ok(Json(Pad::of(debit, book.debits.contact(debit.contact))))
    })
}
