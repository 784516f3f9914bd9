use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};
use serde::Serialize;
use uuid::Uuid;

use super::{authenticate::authenticate, session_id};
use crate::{Twin, problem::Problem, session::Phase};

/// What a cancelled session says `[G-can, ET-can]`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Canceled {
    session_id: Uuid,
    reference_id: Option<String>,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_details: Option<&'static str>,
}

/// `POST /api/v2/sessions/{sessionId}/cancel`.
///
/// Assumption: 409 for a session that has ended; that it is refused is documented, how is not.
pub(super) async fn cancel(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Canceled>, Problem> {
    twin.with(|book, now| authenticate(&headers, &twin.settings().credentials, book, now))?;
    twin.change_session(session_id(&id)?, |session, _| {
        if !session.phase().can_be_canceled() {
            return Err(Problem::new(StatusCode::CONFLICT).detail("The session has ended already"));
        }
        session.enter(Phase::Canceled);
        let said = session.said();
        Ok(Json(Canceled {
            session_id: session.id,
            reference_id: session.order.reference.clone(),
            status: said.status,
            status_details: said.details,
        }))
    })
    .ok_or_else(Problem::no_session)?
}
