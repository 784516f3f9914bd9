use axum::{
    Json,
    extract::{Path, State},
};
use payment::Money;
use serde::Serialize;
use uuid::Uuid;

use super::session_id;
use crate::{
    Twin,
    problem::Problem,
    session::{Api, Rail, Session},
};

/// What the status endpoint says `[G-stat]`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Status {
    session_id: Uuid,
    reference_id: Option<String>,
    #[serde(with = "flinks::amount::optional")]
    amount: Option<Money>,
    status: &'static str,
    status_details: Option<&'static str>,
}

impl Status {
    fn of(session: &Session) -> Self {
        let said = session.said();
        Self {
            session_id: session.id,
            reference_id: session.order.reference.clone(),
            amount: session.amount,
            status: said.status,
            status_details: said.details,
        }
    }
}

/// `GET /api/v2/sessions/{sessionId}/status`, open to whoever knows the id `[G-stat]`.
/// Only EFT has it: for e-Transfer no status endpoint is listed `[ET-idx]`.
pub(super) async fn status(
    State(twin): State<Twin>,
    Path(id): Path<String>,
) -> Result<Json<Status>, Problem> {
    let id = session_id(&id)?;
    twin.with(|book, _| {
        book.session_as_read(id)
            .filter(|session| session.product.rail() == Rail::Eft && session.api == Api::V2)
            .map(|session| Json(Status::of(&session)))
            .ok_or_else(Problem::no_session)
    })
}
