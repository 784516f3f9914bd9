use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use http::StatusCode;

use crate::{
    api::{
        body::OptionalBody,
        caller::Caller,
        fields,
        idempotency::{KeyHeader, Start, Ticket},
    },
    problem::Problem,
    state::AppState,
};

/// `DELETE /v1/domain`. Letting go of nothing is done at once.
pub(super) async fn forget(
    State(state): State<AppState>,
    caller: Caller,
    key: KeyHeader,
    OptionalBody(body): OptionalBody,
) -> Result<Response, Problem> {
    let action = "DELETE /v1/domain";
    let once = match key.start(&state.store, &caller, action, &body).await? {
        Start::Answered(response) => return Ok(response),
        Start::New(once) => once,
    };
    fields::none(&body)?;

    let (shared, now) = (state.clone(), state.clock.now());
    let work = move |ticket: Option<Ticket>| async move {
        let answer =
            ticket.map(|ticket| ticket.remember(StatusCode::NO_CONTENT, &Bytes::new(), now));
        let store = &shared.store;
        store
            .forget_domain(&caller.merchant, caller.mode, answer)
            .await?;
        shared.domains.refresh(store).await?;
        Ok(StatusCode::NO_CONTENT.into_response())
    };
    once.perform(&state, work).await
}
