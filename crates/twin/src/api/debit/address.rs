use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    super::{body::object, node::Node, reading},
    contact::{Shown, contact_id, unknown},
    let_in,
};
use crate::{
    Twin,
    debit::ContactAddress,
    problem::{Faults, Problem},
};

/// `POST /api/v1/contacts/{id}/addresses`.
pub(super) async fn add(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Json<Shown>, Problem> {
    let_in(&twin, &headers)?;
    let id = contact_id(&id)?;
    let body = object(&headers, &body)?;
    twin.change(|book, _| {
        let address = read(&body, book.random.uuid())?;
        let contact = book.debits.contact_mut(id).ok_or_else(unknown)?;
        contact.addresses.push(address);
        Ok(Json(Shown::of(contact)))
    })
}

/// `PUT /api/v1/contacts/{id}/addresses/{addressId}`.
pub(super) async fn replace(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Path((id, address)): Path<(String, String)>,
    body: Bytes,
) -> Result<Json<Shown>, Problem> {
    let_in(&twin, &headers)?;
    let (id, address) = (contact_id(&id)?, address_id(&address)?);
    let fresh = read(&object(&headers, &body)?, address)?;
    twin.change(|book, _| {
        let contact = book.debits.contact_mut(id).ok_or_else(unknown)?;
        let kept = contact.addresses.iter_mut().find(|kept| kept.id == address);
        *kept.ok_or_else(gone)? = fresh;
        Ok(Json(Shown::of(contact)))
    })
}

/// `DELETE /api/v1/contacts/{id}/addresses/{addressId}`.
pub(super) async fn remove(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Path((id, address)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let_in(&twin, &headers)?;
    let (id, address) = (contact_id(&id)?, address_id(&address)?);
    twin.change(|book, _| {
        let contact = book.debits.contact_mut(id).ok_or_else(unknown)?;
        let before = contact.addresses.len();
        contact.addresses.retain(|kept| kept.id != address);
        (contact.addresses.len() < before)
            .then_some(StatusCode::NO_CONTENT)
            .ok_or_else(gone)
    })
}

fn gone() -> Problem {
    Problem::not_found("Address not found")
}

fn address_id(path: &str) -> Result<Uuid, Problem> {
    path.parse().map_err(|_| gone())
}

fn read(body: &Value, id: Uuid) -> Result<ContactAddress, Problem> {
    let mut faults = Faults::default();
    let root = Node::root(body);
    let is_primary = root.get("isPrimary").flag(&mut faults).unwrap_or(false);
    match reading::address(&root, &mut faults).filter(|_| faults.is_empty()) {
        Some(address) => Ok(ContactAddress {
            id,
            is_primary,
            address,
        }),
        None => Err(Problem::invalid(faults)),
    }
}
