use axum::{
    Json,
    extract::{Path, State},
};
use payment::Money;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    Twin,
    book::Book,
    clock,
    debit::{Debit, Standing},
    problem::Problem,
    scenario::Scenario,
    session::{Api, Session, Transfer},
};

/// A session as the control plane shows it, or a transaction of the first version of EFT.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Shown {
    /// The session's id; a transaction's is that of its payment request.
    id: Uuid,
    /// Which version of the API made it.
    api: &'static str,
    pub(crate) reference_id: Option<String>,
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    guaranteed: bool,
    pub(crate) status: &'static str,
    pub(crate) status_details: Option<String>,
    /// The e-Transfer's own status.
    transaction_status: Option<&'static str>,
    /// The payment request's id, where there is one.
    request_id: Option<Uuid>,
    schedule_id: Option<Uuid>,
    pad_id: Option<Uuid>,
    #[serde(with = "flinks::amount::optional")]
    amount: Option<Money>,
    scenario: Option<Scenario>,
    /// The screen that the customer sees.
    screen: &'static str,
    pub(crate) url: String,
    created_at: String,
    expires_at: Option<String>,
}

impl Shown {
    pub(super) fn of(session: &Session) -> Self {
        let said = session.said();
        Self {
            id: session.id,
            api: match session.api {
                Api::V2 => "v2",
                Api::V1(_) => "v1",
            },
            reference_id: session.order.reference.clone(),
            kind: session.product.word(),
            guaranteed: session.product.is_guaranteed(),
            status: said.status,
            status_details: said.details.map(str::to_owned),
            transaction_status: session.transfer().map(Transfer::word),
            request_id: session.api.request(),
            schedule_id: None,
            pad_id: None,
            amount: session.amount,
            scenario: session.scenario(),
            screen: session.screen().slug(),
            url: format!("/app/?sessionId={}", session.id),
            created_at: clock::written(session.created_at),
            expires_at: Some(clock::written(session.expires_at)),
        }
    }

    pub(super) fn of_debit(debit: &Debit) -> Self {
        let standing = debit.standing();
        Self {
            id: debit.id,
            api: "v1",
            reference_id: debit.order.cross_reference.clone(),
            kind: "EFT",
            guaranteed: false,
            status: standing.word(),
            status_details: standing.details(),
            transaction_status: None,
            request_id: Some(debit.id),
            schedule_id: Some(debit.schedule),
            pad_id: debit.needs_agreement().then_some(debit.pad),
            amount: Some(debit.order.amount),
            scenario: None,
            screen: match standing {
                Standing::Initiated | Standing::Processing => "agreement",
                Standing::Accepted | Standing::Processed | Standing::Settled => "done",
                Standing::Cancelled | Standing::Failed | Standing::Returned(_) => "ended",
            },
            url: format!("/pad/{}", debit.pad),
            created_at: clock::written(debit.created_at),
            expires_at: None,
        }
    }
}

/// Everything that can be paid by, oldest first.
pub(crate) fn all(book: &Book) -> Vec<Shown> {
    let sessions = book.sessions().iter();
    let debits = book.debits.list().iter();
    let mut all: Vec<_> = sessions
        .map(|session| (session.created_at, Shown::of(session)))
        .chain(debits.map(|debit| (debit.created_at, Shown::of_debit(debit))))
        .collect();
    all.sort_by_key(|(created_at, _)| *created_at);
    all.into_iter().map(|(_, shown)| shown).collect()
}

pub(super) async fn list(State(twin): State<Twin>) -> Json<Vec<Shown>> {
    Json(twin.with(|book, _| all(book)))
}

pub(super) async fn one(
    State(twin): State<Twin>,
    Path(id): Path<String>,
) -> Result<Json<Shown>, Problem> {
    let id = id.parse().map_err(|_| Problem::no_session())?;
    twin.with(|book, _| find(book, id).map(Json))
        .ok_or_else(Problem::no_session)
}

fn find(book: &Book, id: Uuid) -> Option<Shown> {
    let session = book.session(id).map(Shown::of);
    session.or_else(|| book.debits.by_either(id).map(Shown::of_debit))
}
