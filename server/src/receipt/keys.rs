//! `GET /.well-known/guichet-receipt-keys.json`

use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Response},
    routing::get,
};
use http::{HeaderName, HeaderValue, StatusCode, header};
use receipt::{PublicKey, PublishedKeys, RevokedKey};
use store::{Store, StoreError};

use crate::{clock, state::AppState};

/// Where whoever checks receipts finds the keys.
const PATH: &str = "/.well-known/guichet-receipt-keys.json";

pub(crate) fn router() -> Router<AppState> {
    Router::new().route(PATH, get(show))
}

/// Every key that ever signed here, as it is published: those that were revoked by name alone.
pub(crate) async fn published(store: &Store) -> Result<PublishedKeys, StoreError> {
    let rows = store.receipt_keys().await?;
    let revoked = rows.iter().filter_map(|row| {
        row.revoked_at.map(|at| RevokedKey {
            kid: row.id.clone(),
            revoked_at: clock::rfc3339(at),
        })
    });
    let revoked = revoked.collect();
    let good = rows.into_iter().filter(|row| row.revoked_at.is_none());
    let keys = good.map(|row| {
        let key = PublicKey::from_bytes(&row.public)
            .map_err(|_| StoreError::corrupt_row("receipt_key", "public"))?;
        Ok(key.published(
            clock::rfc3339(row.created_at),
            row.retired_at.map(clock::rfc3339),
        ))
    });
    let keys = keys.collect::<Result<_, StoreError>>()?;
    Ok(PublishedKeys { keys, revoked })
}

async fn show(State(state): State<AppState>) -> Response {
    let set = match published(&state.store).await {
        Ok(set) => set,
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the keys of receipts cannot be read"
            );
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let headers: [(HeaderName, HeaderValue); 4] = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/jwk-set+json"),
        ),
        // After a rotation, receipts with the new key are about within seconds.
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=60"),
        ),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
        // Anybody's page may check a receipt.
        (
            header::ACCESS_CONTROL_ALLOW_ORIGIN,
            HeaderValue::from_static("*"),
        ),
    ];
    (headers, axum::Json(set)).into_response()
}
