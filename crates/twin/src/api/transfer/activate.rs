use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use serde::Serialize;
use uuid::Uuid;

use super::super::{authenticate::authenticate_v1, body::object, node::Node, session_id};
use crate::{
    Twin,
    problem::{Faults, Problem},
    session::{Api, Delivery},
};

/// The payment request of an active session `[ET-ppr]`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Active {
    request_id: Uuid,
}

/// `POST /api/v1/paymentrequests`: lets the customer of a session finish.
///
/// Assumption: a session that is active already keeps its `requestId`.
pub(super) async fn activate(
    State(twin): State<Twin>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Active>, Problem> {
    twin.with(|book, now| authenticate_v1(&headers, twin.settings(), book, now))?;
    let body = object(&headers, &body)?;
    let mut faults = Faults::default();
    let id = Node::root(&body)
        .either("sessionId", "SessionId")
        .needed(&mut faults)
        .text(64, &mut faults);
    let Some(id) = id else {
        return Err(Problem::invalid(faults));
    };
    let request_id = activated(&twin, session_id(&id)?, Delivery::Merchant)?;
    Ok(Json(Active { request_id }))
}

/// Activates a session of the first version.
pub(super) fn activated(twin: &Twin, id: Uuid, delivery: Delivery) -> Result<Uuid, Problem> {
    let fresh = twin.with(|book, _| book.random.uuid());
    twin.change_session(id, |session, _| {
        if !session.phase().is_unfinished() {
            return Err(Problem::new(StatusCode::CONFLICT).detail("The session has ended already"));
        }
        match &mut session.api {
            Api::V2 => Err(Problem::no_session()),
            Api::V1(request) => {
                if delivery == Delivery::Email {
                    session.order.options.delivery = delivery;
                }
                Ok(*request.id.get_or_insert(fresh))
            }
        }
    })
    .ok_or_else(Problem::no_session)?
}
