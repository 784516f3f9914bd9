use std::time::Duration;

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{
    Twin,
    fault::{Effect, Endpoint, Fault, Moment},
    problem::Problem,
};

/// The largest body that is read, in bytes. Assumption: the provider's own limit is unknown.
const MAX_BODY: usize = 256 * 1024;

/// Notes every request to the API and lets the faults in force strike it.
pub(super) async fn strike(State(twin): State<Twin>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MAX_BODY).await else {
        return Problem::new(StatusCode::PAYLOAD_TOO_LARGE).into_response();
    };
    let endpoint = Endpoint::of(&parts.method, parts.uri.path());
    let (number, faults) = twin.with(|book, now| {
        let number = book
            .requests
            .note(now, &parts.method, &parts.uri, &parts.headers, &body);
        let faults = endpoint.map(|endpoint| book.faults.strike(endpoint));
        (number, faults.unwrap_or_default())
    });
    let (first, last): (Vec<Fault>, Vec<Fault>) = faults
        .into_iter()
        .partition(|fault| fault.moment == Moment::Before);
    let request = Request::from_parts(parts, Body::from(body));
    let response = match suffer(&first, endpoint).await {
        Some(instead) => instead,
        None if last.is_empty() => next.run(request).await,
        None => {
            let done = next.run(request).await;
            suffer(&last, endpoint).await.unwrap_or(done)
        }
    };
    twin.with(|book, _| book.requests.answered(number, response.status()));
    response
}

/// Waits as long as the faults say; returns the answer that they put in the true one's place.
async fn suffer(faults: &[Fault], endpoint: Option<Endpoint>) -> Option<Response> {
    let mut instead = None;
    for fault in faults {
        match fault.effect {
            Effect::SlowMs(wait) => tokio::time::sleep(Duration::from_millis(wait)).await,
            Effect::Status(refusal) => {
                let problem = Problem::new(refusal.status()).detail("A fault of the twin");
                instead = Some(problem.into_response());
            }
            Effect::Nonsense(_) => instead = Some(nonsense(endpoint)),
            Effect::Webhook(_) | Effect::ProcessingReads(_) | Effect::SingleUseTokens(_) => {}
        }
    }
    instead
}

/// A success in name: what a broken proxy makes of an answer.
fn nonsense(endpoint: Option<Endpoint>) -> Response {
    let status = match endpoint {
        Some(Endpoint::Create) => StatusCode::CREATED,
        Some(Endpoint::Authorize | Endpoint::Status | Endpoint::Details | Endpoint::Cancel)
        | None => StatusCode::OK,
    };
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (status, kind, r#"{"sessionId":[],"status":{"no":"sense"#).into_response()
}
