use axum::{Json, body::Bytes, extract::State, http::HeaderMap};

use super::{
    super::body::json,
    let_in,
    reading::{self, Whose},
    shown::Transaction,
};
use crate::{
    Twin,
    book::Book,
    debit::{Contact, ContactAccount, ContactType, DebitOrder, Party},
    problem::Problem,
};

/// `POST /api/v1/transactions`: a list of exactly one transaction `[E1-tx]`. A contact is
/// made for names that come without one.
///
/// Assumption: 200; which success status the provider answers with was not seen.
pub(super) async fn create(
    State(twin): State<Twin>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Transaction>, Problem> {
    let_in(&twin, &headers)?;
    let body = json(&headers, &body)?;
    twin.change(|book, now| {
        let reading::Asked { order, whose } = reading::transaction(&body, book, now)?;
        let contact = match whose {
            Whose::Known(id) => id,
            Whose::New => keep_contact(book, &order),
        };
        let debit = book.debits.open(order, contact, &mut book.random, now);
        Ok(Json(Transaction::made(debit)))
    })
}

fn keep_contact(book: &mut Book, order: &DebitOrder) -> uuid::Uuid {
    let id = book.random.uuid();
    let account = ContactAccount {
        id: book.random.uuid(),
        account: order.account.clone(),
    };
    book.debits.add_contact(Contact {
        id,
        kind: match order.party {
            Party::Person { .. } => ContactType::Individual,
            Party::Firm { .. } => ContactType::Corporation,
        },
        party: order.party.clone(),
        email: None,
        phone: None,
        accounts: vec![account],
        interac: Vec::new(),
        addresses: Vec::new(),
    });
    id
}
