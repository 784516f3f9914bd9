use axum::{
    Json,
    extract::{Path, State},
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use uuid::Uuid;

use super::{
    super::origin::origin,
    found::{Found, find, unknown},
};
use crate::{
    RequestShape, Twin,
    debit::Debit,
    fault::Subject,
    problem::Problem,
    session::{Session, Transfer},
};

/// The older answer `[ET-gpr]`. Its names are as they stand there, capitals and all.
#[derive(Serialize)]
struct Older {
    #[serde(rename = "requestId")]
    request_id: Uuid,
    status: &'static str,
    #[serde(rename = "statusDetails", skip_serializing_if = "Option::is_none")]
    status_details: Option<String>,
    #[serde(rename = "ReferenceId")]
    reference_id: Option<String>,
    #[serde(rename = "PaymentLink", skip_serializing_if = "Option::is_none")]
    payment_link: Option<String>,
}

/// The newer answer `[ET-gpr]`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Newer {
    id: Uuid,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_details: Option<String>,
    payment_reference_number: String,
}

/// `GET /api/v1/paymentrequests/{requestId}`. `refreshStatus=true` asks the network first
/// `[E-setup]`; the twin's network is itself, so it changes nothing.
pub(super) async fn read(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let origin = origin(&twin, &headers);
    twin.with(|book, now| {
        let (id, found) = find(&id, &headers, twin.settings(), book, now)?;
        let older = match found {
            Found::Transfer(session) => {
                let mut session = book.session_as_read(session).ok_or_else(unknown)?;
                let accepted = session.transfer() == Some(Transfer::Accepted);
                let subject = Subject::of(&session);
                if accepted && book.faults.strike_processing_read(&subject) {
                    session.transfer_to(Transfer::Processing);
                }
                Older::of_transfer(id, &session, &origin)
            }
            Found::Debit => Older::of_debit(&book.debit_as_read(id).ok_or_else(unknown)?),
        };
        Ok(match twin.settings().request_shape {
            RequestShape::Older => Json(older).into_response(),
            RequestShape::Newer => Json(Newer::from(older)).into_response(),
        })
    })
}

impl Older {
    fn of_transfer(request_id: Uuid, session: &Session, origin: &str) -> Self {
        let said = session.said();
        Self {
            request_id,
            status: session.payment_status(),
            status_details: said.details.map(str::to_owned),
            reference_id: session.order.reference.clone(),
            payment_link: Some(format!("{origin}/app/?sessionId={}", session.id)),
        }
    }

    fn of_debit(debit: &Debit) -> Self {
        let standing = debit.standing();
        Self {
            request_id: debit.id,
            status: standing.word(),
            status_details: standing.details(),
            reference_id: debit.order.cross_reference.clone(),
            payment_link: None,
        }
    }
}

impl From<Older> for Newer {
    fn from(older: Older) -> Self {
        // Assumption: the number only has to look like the documented one.
        let digits = older.request_id.as_u128() % 1_000_000_000;
        Self {
            id: older.request_id,
            status: older.status,
            status_details: older.status_details,
            payment_reference_number: format!("FLK-{digits:09}"),
        }
    }
}
