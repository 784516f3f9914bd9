//! The link's address as a picture.

use axum::{
    extract::{Path, State},
    response::Response,
};

use super::find;
use crate::{
    api::payment_link::address,
    dashboard::{Signed, found, unavailable},
    qr::Code,
    state::AppState,
};

/// How wide and high a painted code is, in pixels: enough for a poster.
const SIDE: u32 = 1024;

/// `GET /dashboard/payment-links/{id}/qr.svg`
pub(super) async fn drawn(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
) -> Response {
    code(&state, &signed, &id)
        .await
        .map_or_else(|response| response, |code| code.drawn())
}

/// `GET /dashboard/payment-links/{id}/qr.png`
pub(super) async fn painted(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
) -> Response {
    match code(&state, &signed, &id).await {
        Ok(code) => code
            .painted(SIDE)
            .unwrap_or_else(|error| unavailable(&error)),
        Err(response) => response,
    }
}

async fn code(state: &AppState, signed: &Signed, id: &str) -> Result<Code, Response> {
    let link = found(&signed.frame, find(state, signed, id).await)?.link;
    let url = address(&link, &state.domains.url_of(&link.merchant, link.mode));
    Code::of(&url).map_err(|error| unavailable(&error))
}
