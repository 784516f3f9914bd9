use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};
use serde::Serialize;
use uuid::Uuid;

use super::found::{Found, find, unknown};
use crate::{Twin, debit::Standing, problem::Problem, session::Phase};

/// What a cancelled payment request says. Assumption: the body was not seen.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Cancelled {
    request_id: Uuid,
    status: &'static str,
}

/// `POST /api/v1/paymentrequests/{requestId}/cancel` `[E1-idx, CL-2026-05]`.
///
/// Assumption: 409 for one that can no longer be cancelled, as for sessions.
pub(super) async fn cancel(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Cancelled>, Problem> {
    let (id, found) = twin.with(|book, now| find(&id, &headers, twin.settings(), book, now))?;
    let too_late =
        || Problem::new(StatusCode::CONFLICT).detail("The payment can no longer be cancelled");
    let status = match found {
        Found::Transfer(session) => twin
            .change_session(session, |session, _| {
                let can = session.phase().can_be_canceled();
                can.then(|| {
                    session.enter(Phase::Canceled);
                    session.payment_status()
                })
                .ok_or_else(too_late)
            })
            .ok_or_else(unknown)?,
        Found::Debit => twin.change(|book, now| {
            let debit = book.debits.by_request_mut(id).ok_or_else(unknown)?;
            if !debit.standing().can_be_cancelled() {
                return Err(too_late());
            }
            debit.enter(Standing::Cancelled, now);
            Ok(debit.standing().word())
        }),
    }?;
    Ok(Json(Cancelled {
        request_id: id,
        status,
    }))
}
