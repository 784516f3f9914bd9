use std::time::Duration;

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};

use crate::Twin;

/// How long webhooks that are on their way are waited for.
const PATIENCE: Duration = Duration::from_secs(15);

/// What happened so far, once every webhook that is on its way has arrived.
pub(super) async fn read(State(twin): State<Twin>) -> Response {
    let mut unanswered = twin.with(|book, _| book.outbox.unanswered());
    let all_answered = unanswered.wait_for(|count| *count == 0);
    // What is still under way then is shown without an answer.
    let _ = tokio::time::timeout(PATIENCE, all_answered).await;
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (kind, twin.with(|book, _| book.trace.written())).into_response()
}
