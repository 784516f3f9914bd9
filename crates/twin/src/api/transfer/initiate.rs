use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use serde::Serialize;
use uuid::Uuid;

use super::{
    super::{authenticate::authenticate_v1, body::object},
    reading::{self, Request},
};
use crate::{
    Settlement, Twin,
    book::Book,
    problem::Problem,
    session::{Api, Delivery, PaymentRequest, Product, Session},
};

/// A session that was made `[ET-init-v1]`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Created {
    session_id: Uuid,
    reference_id: Option<String>,
}

impl Created {
    /// What is told of a session.
    pub(super) fn of(session: &Session) -> Self {
        Self {
            session_id: session.id,
            reference_id: session.order.reference.clone(),
        }
    }
}

/// `POST /api/v1/sessions/initiate`; 200, as the older page has it `[ET-init-v1]`.
pub(super) async fn initiate(
    State(twin): State<Twin>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Created>, Problem> {
    let caller = twin.with(|book, now| authenticate_v1(&headers, twin.settings(), book, now))?;
    let request = reading::request(&object(&headers, &body)?, Delivery::Merchant)?;
    make(&twin, request, |book| {
        let now = book.clock.now();
        caller.start_session(book, twin.settings(), now)?;
        Ok(None)
    })
    .map(Json)
}

/// Makes a session whose payment request `activate` gives an id, or none yet.
pub(super) fn make(
    twin: &Twin,
    request: Request,
    activate: impl FnOnce(&mut Book) -> Result<Option<Uuid>, Problem>,
) -> Result<Created, Problem> {
    let settings = twin.settings();
    // The first version cannot name a payee: per-session routing came later [CL-2026-05].
    if settings.settlement == Settlement::PayeeRequired {
        return Err(
            Problem::new(StatusCode::BAD_REQUEST).detail("The client has no default account")
        );
    }
    twin.change(|book, now| {
        let id = activate(book)?;
        let api = Api::V1(PaymentRequest {
            id,
            embedders: request.embedders,
        });
        let lifetime = settings.session_lifetime;
        let session = book.open_session(Product::ETransfer, api, request.order, now, lifetime);
        Ok(Created::of(session))
    })
}
