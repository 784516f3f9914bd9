//! `POST /webhooks/flinks/{merchant}`: the session-status notification.
//!
//! 200 once it is on disk; 401 on a bad signature, and nothing is kept then. What it says is
//! confirmed by a status read before it counts.

use axum::{
    body::Bytes,
    extract::{DefaultBodyLimit, Path, State},
    response::{IntoResponse, Response},
};
use flinks::webhook::{SIGNATURE_HEADER, verify};
use http::{HeaderMap, StatusCode};
use payment::MerchantId;
use store::{MAX_WEBHOOK_BODY, StoreError, WebhookBody, WebhookReceipt};

use crate::{clock, desk::SignedFor, state::AppState, telemetry};

/// Longer bodies are not read at all.
pub(super) fn body_limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(MAX_WEBHOOK_BODY)
}

pub(crate) async fn receive(
    State(state): State<AppState>,
    Path(merchant): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let signature = headers
        .get(SIGNATURE_HEADER)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let (merchant, signed_for) = match sender(&state, &merchant, signature, &body).await {
        Ok(Some(sender)) => sender,
        Ok(None) => {
            telemetry::webhook("refused");
            return StatusCode::UNAUTHORIZED.into_response();
        }
        Err(error) => return not_kept(&error),
    };
    let Ok(body) = WebhookBody::try_from(body.to_vec()) else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    match state
        .desk
        .note_webhook(&merchant, signed_for, body, clock::now())
        .await
    {
        Ok(WebhookReceipt::Stored(_)) => telemetry::webhook("stored"),
        Ok(WebhookReceipt::Repeated) => telemetry::webhook("repeated"),
        Err(error) => return not_kept(&error),
    }
    StatusCode::OK.into_response()
}

/// It is sent once and we could not take it: the status reads will find out what it said.
fn not_kept(error: &(dyn std::error::Error + 'static)) -> Response {
    tracing::error!(error, "a webhook could not be kept");
    telemetry::webhook("failed");
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

/// The merchant whose address and secret it is, or `None`. An address that does not exist
/// is answered like a signature that is wrong.
async fn sender(
    state: &AppState,
    merchant: &str,
    signature: &str,
    body: &[u8],
) -> Result<Option<(MerchantId, SignedFor)>, StoreError> {
    let fits = |secret| verify(secret, body, signature).is_ok();
    // Every secret is tried, so that the time taken does not tell which one fits.
    let by_account = state
        .accounts
        .webhook_secrets()
        .fold(false, |found, secret| found | fits(secret));
    let Ok(merchant) = merchant.parse::<MerchantId>() else {
        return Ok(None);
    };
    let Some(known) = state.store.merchant(&merchant).await? else {
        return Ok(None);
    };
    let by_merchant = known.webhook_secret.as_ref().is_some_and(fits);
    Ok(match (by_account, by_merchant) {
        (true, _) => Some((merchant, SignedFor::Account)),
        (false, true) => Some((merchant, SignedFor::Merchant)),
        (false, false) => None,
    })
}
