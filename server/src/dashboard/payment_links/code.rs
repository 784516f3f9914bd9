//! The link's address as a picture.

use axum::{
    extract::{Path, State},
    response::Response,
};

use super::find;
use crate::{
    api::payment_link::address,
    dashboard::{Signed, missing, unavailable},
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
    let link = match find(state, signed, id).await {
        Ok(Some(stored)) => stored.link,
        Ok(None) => return Err(missing(&signed.frame)),
        Err(error) => return Err(unavailable(&error)),
    };
    let url = address(&link, &state.domains.url_of(&link.merchant, link.mode));
    Code::of(&url).map_err(|error| unavailable(&error))
}
