use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::{authenticate::authenticate, body::object, session_id};
use crate::{
    Twin,
    problem::{Faults, Problem},
    session::Product,
};

/// The session whose guarantee was answered for `[G-conf]`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Confirmed {
    session_id: Uuid,
    reference_id: Option<String>,
}

/// `POST /api/v2/sessions/{sessionId}/guarantees/confirm` `[G-conf]`.
///
/// Assumption: 409 for a session that waits for no answer; what the provider says then is
/// not documented.
pub(super) async fn confirm(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Json<Confirmed>, Problem> {
    twin.with(|book, now| authenticate(&headers, &twin.settings().credentials, book, now))?;
    let accepted = accepted(&object(&headers, &body)?)?;
    twin.change_session(session_id(&id)?, |session, _| {
        if session.product != Product::GuaranteedEft {
            return Err(Problem::no_session());
        }
        if !session.awaits_guarantee() {
            return Err(Problem::new(StatusCode::CONFLICT)
                .detail("The session waits for no answer about a guarantee"));
        }
        match accepted {
            Answer::Accepted => session.accept_guarantee(),
            Answer::Refused => session.refuse_guarantee(),
        }
        Ok(Json(Confirmed {
            session_id: session.id,
            reference_id: session.order.reference.clone(),
        }))
    })
    .ok_or_else(Problem::no_session)?
}

#[derive(Clone, Copy)]
enum Answer {
    Accepted,
    Refused,
}

/// One of the provider's examples quotes the boolean, so both forms are read.
fn accepted(body: &Value) -> Result<Answer, Problem> {
    let fault = match &body["guaranteeAccepted"] {
        Value::Bool(true) => return Ok(Answer::Accepted),
        Value::Bool(false) => return Ok(Answer::Refused),
        Value::String(word) if word == "true" => return Ok(Answer::Accepted),
        Value::String(word) if word == "false" => return Ok(Answer::Refused),
        Value::Null => "required",
        Value::String(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            "must be true or false"
        }
    };
    let mut faults = Faults::default();
    faults.add("guaranteeAccepted", fault);
    Err(Problem::invalid(faults))
}
