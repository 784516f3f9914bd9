use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header},
};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::{
    authenticate::{Caller, authenticate},
    reading,
};
use crate::{Settlement, TokenUse, Twin, book::Standing, problem::Problem};

/// A session that was made `[ET-yaml]`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Created {
    session_id: Uuid,
    reference_id: Option<String>,
}

/// `POST /api/v2/sessions` `[ET-init, G-init]`. Answers 201 for both products (assumption
/// for EFT: the status is given for the shared path only).
pub(super) async fn create(
    State(twin): State<Twin>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<(StatusCode, Json<Created>), Problem> {
    let settings = twin.settings();
    twin.with(|book, now| {
        let caller = authenticate(&headers, &settings.credentials, book, now)?;
        let single_use =
            settings.token_use == TokenUse::SingleUse || book.faults.single_use_tokens();
        match caller {
            Caller::Token(_, Standing::Used) if single_use => {
                Err(Problem::unauthorized()
                    .detail("The access token has started a session already"))
            }
            Caller::Token(..) | Caller::Key => Ok(()),
        }
    })?;
    let (product, order) = reading::order(&json(&headers, &body)?)?;
    if order.payee.is_none() && settings.settlement == Settlement::PayeeRequired {
        return Err(Problem::new(StatusCode::BAD_REQUEST)
            .detail("No payee was given and the client has no default account"));
    }
    let created = twin.change(|book, now| {
        if let Ok(Caller::Token(token, _)) =
            authenticate(&headers, &settings.credentials, book, now)
        {
            book.use_token(&token);
        }
        let session = book.open_session(product, order, now, settings.session_lifetime);
        Created {
            session_id: session.id,
            reference_id: session.order.reference.clone(),
        }
    });
    Ok((StatusCode::CREATED, Json(created)))
}

fn json(headers: &HeaderMap, body: &[u8]) -> Result<Value, Problem> {
    let is_json = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.to_ascii_lowercase().contains("json"));
    if !is_json {
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    // The reader's own message can quote the body, so it is not passed on.
    serde_json::from_slice(body)
        .ok()
        .filter(Value::is_object)
        .ok_or_else(|| {
            Problem::new(StatusCode::BAD_REQUEST).detail("The body is not a JSON object")
        })
}
