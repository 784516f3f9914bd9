use axum::{Json, body::Bytes, extract::State, http::HeaderMap};
use serde_json::Value;

use super::{
    super::{authenticate::authenticate_v1, body::object, session_id},
    activate::activated,
    initiate::{Created, make},
    reading,
};
use crate::{Twin, problem::Problem, session::Delivery};

/// `POST /api/v1/sessions/sendrequest`: makes a session and e-mails its link `[ET-send]`. A
/// body of `sessionId` alone e-mails the link of a session that is there, as a public client
/// library does. The twin sends no mail.
///
/// Assumption: such a session is active at once, since the customer has the link at once.
pub(super) async fn send(
    State(twin): State<Twin>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Created>, Problem> {
    let caller = twin.with(|book, now| authenticate_v1(&headers, twin.settings(), book, now))?;
    let body = object(&headers, &body)?;
    if let Some(id) = only_a_session(&body) {
        let id = session_id(id)?;
        activated(&twin, id, Delivery::Email)?;
        return twin
            .with(|book, _| book.session(id).map(Created::of).map(Json))
            .ok_or_else(Problem::no_session);
    }
    let request = reading::request(&body, Delivery::Email)?;
    make(&twin, request, |book| {
        let now = book.clock.now();
        caller.start_session(book, twin.settings(), now)?;
        Ok(Some(book.random.uuid()))
    })
    .map(Json)
}

fn only_a_session(body: &Value) -> Option<&str> {
    let members = body.as_object()?;
    let id = members.get("sessionId")?.as_str()?;
    (members.len() == 1).then_some(id)
}
