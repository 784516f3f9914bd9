//! `POST /webhooks/flinks/{merchant}`: the session-status notification.
//!
//! 200 once it is on disk; 401 on a bad signature, and nothing is kept then. What it says is
//! confirmed by a status read before it counts.

use axum::{
    Extension,
    body::Bytes,
    extract::{Path, State},
    response::Response,
};
use http::HeaderMap;

use super::{
    known::Known,
    receipt::{self, Opened},
};
use crate::state::AppState;

pub(super) async fn receive(
    State(state): State<AppState>,
    Extension(known): Extension<Known>,
    Path(merchant): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Opened { sender, body } =
        match receipt::open(&state, &known, &merchant, &headers, &body).await {
            Ok(opened) => opened,
            Err(refusal) => return refusal,
        };
    let kept = state
        .desk
        .note_webhook(&sender.merchant, sender.signed_for, body, state.clock.now())
        .await;
    receipt::answer(kept)
}
