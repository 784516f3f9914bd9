use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};
use flinks::limits;
use serde_json::Value;
use uuid::Uuid;

use super::{
    super::{body::object, node::Node},
    contact::{Shown, contact_id, unknown},
    let_in,
};
use crate::{
    Twin,
    debit::{BankAccount, ContactAccount},
    problem::{Faults, Problem},
};

/// `POST /api/v1/contacts/{id}/accounts`: `eftAccounts` and `interacAccounts`.
pub(super) async fn add(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Json<Shown>, Problem> {
    let_in(&twin, &headers)?;
    let id = contact_id(&id)?;
    let (accounts, emails) = read(&object(&headers, &body)?)?;
    twin.change(|book, _| {
        let accounts: Vec<ContactAccount> = accounts
            .into_iter()
            .map(|account| ContactAccount {
                id: book.random.uuid(),
                account,
            })
            .collect();
        let emails: Vec<(Uuid, String)> = emails
            .into_iter()
            .map(|email| (book.random.uuid(), email))
            .collect();
        let contact = book.debits.contact_mut(id).ok_or_else(unknown)?;
        contact.accounts.extend(accounts);
        contact.interac.extend(emails);
        Ok(Json(Shown::of(contact)))
    })
}

/// `DELETE /api/v1/contacts/{id}/accounts/{accountId}`.
pub(super) async fn remove(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Path((id, account)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let_in(&twin, &headers)?;
    let id = contact_id(&id)?;
    let gone = || Problem::not_found("Account not found");
    let account: Uuid = account.parse().map_err(|_| gone())?;
    twin.change(|book, _| {
        let contact = book.debits.contact_mut(id).ok_or_else(unknown)?;
        let before = contact.accounts.len() + contact.interac.len();
        contact.accounts.retain(|kept| kept.id != account);
        contact.interac.retain(|(kept, _)| *kept != account);
        let after = contact.accounts.len() + contact.interac.len();
        (after < before)
            .then_some(StatusCode::NO_CONTENT)
            .ok_or_else(gone)
    })
}

fn read(body: &Value) -> Result<(Vec<BankAccount>, Vec<String>), Problem> {
    let mut faults = Faults::default();
    let root = Node::root(body);
    let mut accounts = Vec::new();
    for node in root.get("eftAccounts").members(&mut faults) {
        accounts.extend(bank_account(&node, &mut faults));
    }
    let mut emails = Vec::new();
    for node in root.get("interacAccounts").members(&mut faults) {
        emails.extend(node.get("email").needed(&mut faults).email(&mut faults));
    }
    if accounts.is_empty() && emails.is_empty() && faults.is_empty() {
        faults.add("", "eftAccounts or interacAccounts is needed");
    }
    if faults.is_empty() {
        Ok((accounts, emails))
    } else {
        Err(Problem::invalid(faults))
    }
}

/// The three numbers of an account.
pub(super) fn bank_account(node: &Node<'_>, faults: &mut Faults) -> Option<BankAccount> {
    let three = limits::INSTITUTION_DIGITS;
    let five = limits::TRANSIT_DIGITS;
    let institution_code = node
        .get("institutionCode")
        .needed(faults)
        .digits(three..=three, faults);
    let transit_number = node
        .get("transitNumber")
        .needed(faults)
        .digits(five..=five, faults);
    let account_number = node.get("accountNumber").needed(faults).digits(
        limits::MIN_ACCOUNT_DIGITS..=limits::MAX_ACCOUNT_DIGITS,
        faults,
    );
    Some(BankAccount {
        institution_code: institution_code?,
        transit_number: transit_number?,
        account_number: account_number?,
    })
}
