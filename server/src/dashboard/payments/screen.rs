use axum::{
    extract::{Path, State},
    response::Response,
};
use dashboard::{
    page::screen::{Input, render},
    story::moments,
};
use http::{HeaderValue, StatusCode, header};
use store::{StoreError, Version};

use super::find;
use crate::{
    dashboard::{Signed, document, missing, unavailable},
    state::AppState,
};

/// The policy of every page, and the picture in its frame.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
     connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'",
);

/// `GET /dashboard/payments/{id}/screen/{seq}`
pub(super) async fn screen(
    State(state): State<AppState>,
    signed: Signed,
    Path((id, seq)): Path<(String, String)>,
) -> Response {
    let page = match input(&state, &signed, &id, &seq).await {
        Ok(input) => input.and_then(|input| render(&signed.frame, &input)),
        Err(error) => return unavailable(&error),
    };
    let Some(html) = page else {
        return missing(&signed.frame);
    };
    let mut response = document(StatusCode::OK, html);
    response
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, POLICY);
    response
}

async fn input(
    state: &AppState,
    signed: &Signed,
    id: &str,
    seq: &str,
) -> Result<Option<Input>, StoreError> {
    let Some(found) = find(state, signed, id).await? else {
        return Ok(None);
    };
    let log = state
        .store
        .events(&found.checkout.id, Version::NONE)
        .await?;
    let moments = moments(&log);
    let shown = moments
        .iter()
        .find(|moment| moment.seq.to_string() == seq)
        .map(|moment| moment.seq);
    Ok(shown.map(|seq| Input {
        checkout: found.checkout.id,
        moments,
        seq,
    }))
}
