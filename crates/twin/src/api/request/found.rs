use axum::http::HeaderMap;
use jiff::Timestamp;
use uuid::Uuid;

use super::super::authenticate::{authenticate_eft_v1, authenticate_v1};
use crate::{Settings, book::Book, problem::Problem};

/// Whose payment request an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// That of an e-Transfer session of the first version, with its session.
    Transfer(Uuid),
    /// That of an EFT transaction.
    Debit,
}

/// Finds a payment request. Each product lets in its own callers; to a caller that neither
/// knows, no request exists.
pub(super) fn find(
    id: &str,
    headers: &HeaderMap,
    settings: &Settings,
    book: &Book,
    now: Timestamp,
) -> Result<(Uuid, Found), Problem> {
    let by_transfer = authenticate_v1(headers, settings, book, now).map(|_| ());
    let by_debit = authenticate_eft_v1(headers, settings, book, now);
    let id: Option<Uuid> = id.parse().ok();
    let session = id.and_then(|id| book.session_by_request(id));
    let debit = id.and_then(|id| book.debits.by_request(id));
    match (id, session, debit) {
        (Some(id), Some(session), _) => by_transfer.map(|()| (id, Found::Transfer(session.id))),
        (Some(id), None, Some(_)) => by_debit.map(|()| (id, Found::Debit)),
        _ => by_debit.or(by_transfer).and(Err(unknown())),
    }
}

/// There is no such payment request.
pub(super) fn unknown() -> Problem {
    Problem::not_found("Payment request not found")
}
