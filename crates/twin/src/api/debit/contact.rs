use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};
use serde::Serialize;
use uuid::Uuid;

use super::{
    super::body::object,
    contact_reading::{self, Manner},
    let_in,
};
use crate::{
    Twin,
    debit::{Contact, ContactAccount, ContactAddress, ContactType, Party},
    problem::Problem,
};

/// A contact, in the fields that a public client library has.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Shown {
    id: Uuid,
    contact_type: ContactType,
    first_name: Option<String>,
    last_name: Option<String>,
    legal_name: Option<String>,
    email_address: Option<String>,
    phone_number: Option<String>,
    eft_accounts: Vec<ContactAccount>,
    interac_accounts: Vec<Interac>,
    addresses: Vec<ContactAddress>,
}

#[derive(Serialize)]
struct Interac {
    id: Uuid,
    email: String,
}

impl Shown {
    /// A contact as it is read.
    pub(super) fn of(contact: &Contact) -> Self {
        let (first_name, last_name, legal_name) = match &contact.party {
            Party::Person { first, last } => (Some(first.clone()), Some(last.clone()), None),
            Party::Firm { legal } => (None, None, Some(legal.clone())),
        };
        Self {
            id: contact.id,
            contact_type: contact.kind,
            first_name,
            last_name,
            legal_name,
            email_address: contact.email.clone(),
            phone_number: contact.phone.clone(),
            eft_accounts: contact.accounts.clone(),
            interac_accounts: contact
                .interac
                .iter()
                .map(|(id, email)| Interac {
                    id: *id,
                    email: email.clone(),
                })
                .collect(),
            addresses: contact.addresses.clone(),
        }
    }
}

/// There is no such contact.
pub(super) fn unknown() -> Problem {
    Problem::not_found("Contact not found")
}

/// The contact that a path names.
pub(super) fn contact_id(path: &str) -> Result<Uuid, Problem> {
    path.parse().map_err(|_| unknown())
}

/// `GET /api/v1/contacts/{id}` `[E1-idx]`.
pub(super) async fn read(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Shown>, Problem> {
    let_in(&twin, &headers)?;
    let id = contact_id(&id)?;
    twin.with(|book, _| {
        let contact = book.debits.contact(id).ok_or_else(unknown)?;
        Ok(Json(Shown::of(contact)))
    })
}

/// `PUT /api/v1/contacts/{id}`: everything anew.
pub(super) async fn replace(
    state: State<Twin>,
    headers: HeaderMap,
    path: Path<String>,
    body: Bytes,
) -> Result<Json<Shown>, Problem> {
    write(state, &headers, &path, &body, Manner::Replace)
}

/// `PATCH /api/v1/contacts/{id}`: what is there.
pub(super) async fn amend(
    state: State<Twin>,
    headers: HeaderMap,
    path: Path<String>,
    body: Bytes,
) -> Result<Json<Shown>, Problem> {
    write(state, &headers, &path, &body, Manner::Amend)
}

fn write(
    State(twin): State<Twin>,
    headers: &HeaderMap,
    Path(id): &Path<String>,
    body: &Bytes,
    manner: Manner,
) -> Result<Json<Shown>, Problem> {
    let_in(&twin, headers)?;
    let id = contact_id(id)?;
    let body = object(headers, body)?;
    twin.change(|book, _| {
        let contact = book.debits.contact_mut(id).ok_or_else(unknown)?;
        contact_reading::write(contact, &body, manner)?;
        Ok(Json(Shown::of(contact)))
    })
}

/// `DELETE /api/v1/contacts/{id}`.
pub(super) async fn remove(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let_in(&twin, &headers)?;
    let id = contact_id(&id)?;
    twin.change(|book, _| {
        let there = book.debits.remove_contact(id);
        there.then_some(StatusCode::NO_CONTENT).ok_or_else(unknown)
    })
}
