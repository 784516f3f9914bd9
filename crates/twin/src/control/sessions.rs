use axum::{
    Json,
    extract::{Path, State},
};
use payment::Money;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    Twin, clock,
    problem::Problem,
    scenario::Scenario,
    session::{Session, Transfer},
};

/// A session as the control plane shows it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Shown {
    id: Uuid,
    reference_id: Option<String>,
    #[serde(rename = "type")]
    kind: &'static str,
    status: &'static str,
    status_details: Option<&'static str>,
    /// The e-Transfer's own status.
    transaction_status: Option<&'static str>,
    #[serde(with = "flinks::amount::optional")]
    amount: Option<Money>,
    scenario: Option<Scenario>,
    /// The screen that the customer sees.
    screen: &'static str,
    url: String,
    created_at: String,
    expires_at: String,
}

impl Shown {
    pub(super) fn of(session: &Session) -> Self {
        let said = session.said();
        Self {
            id: session.id,
            reference_id: session.order.reference.clone(),
            kind: session.product.word(),
            status: said.status,
            status_details: said.details,
            transaction_status: session.transfer().map(Transfer::word),
            amount: session.amount,
            scenario: session.scenario(),
            screen: session.screen().slug(),
            url: format!("/app/?sessionId={}", session.id),
            created_at: clock::written(session.created_at),
            expires_at: clock::written(session.expires_at),
        }
    }
}

pub(super) async fn list(State(twin): State<Twin>) -> Json<Vec<Shown>> {
    Json(twin.with(|book, _| book.sessions().iter().map(Shown::of).collect()))
}

pub(super) async fn one(
    State(twin): State<Twin>,
    Path(id): Path<String>,
) -> Result<Json<Shown>, Problem> {
    let id = id.parse().map_err(|_| Problem::no_session())?;
    twin.with(|book, _| book.session(id).map(Shown::of).map(Json))
        .ok_or_else(Problem::no_session)
}
