//! `POST /webhooks/flinks/{merchant}/guarantees`: the provider would stand behind a payment,
//! and asks whether it is still wanted `[G-conf]`.
//!
//! 200 once it is on disk. The answer is a call of our own, made by a task that is written
//! down with it: three deliveries that we do not take fail the session.

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
        .note_guarantee(&sender.merchant, sender.signed_for, body, state.clock.now())
        .await;
    receipt::answer(kept)
}
