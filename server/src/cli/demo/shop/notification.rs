//! What a good merchant does with a notification: verifies it, claims the order, and says yes
//! only then.

use std::{collections::BTreeMap, sync::Arc};

use axum::extract::State;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use payment::{CheckoutId, NotificationKind, OrderId, Rejection};
use serde::Deserialize;

use super::order::NUMBER;
use crate::{desk::ActError, notify, state::AppState};

/// Where the shop is notified.
pub(in crate::cli::demo) const PATH: &str = "/demo/notifications";

/// What the shop reads of a notification.
#[derive(Deserialize)]
struct Notification {
    r#type: String,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    id: CheckoutId,
    metadata: BTreeMap<String, String>,
}

pub(super) async fn receive(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: Bytes,
    secret: Arc<str>,
) -> StatusCode {
    if notify::verify(&headers, &body, &secret, state.clock.now()).is_err() {
        return StatusCode::UNAUTHORIZED;
    }
    let Ok(Notification { r#type, data }) = serde_json::from_slice(&body) else {
        return StatusCode::BAD_REQUEST;
    };
    if r#type != NotificationKind::Paid.as_str() {
        return StatusCode::NO_CONTENT;
    }
    // Checkouts that others make with the shop's key are not its orders.
    let number = data.metadata.get(NUMBER);
    let Some(order) = number.and_then(|number| number.parse::<OrderId>().ok()) else {
        return StatusCode::NO_CONTENT;
    };
    claim(&state, &data.id, order).await
}

/// The first time it comes the order is claimed; every other time it is claimed already.
async fn claim(state: &AppState, checkout: &CheckoutId, order: OrderId) -> StatusCode {
    let now = state.clock.now();
    match state.desk.claim(checkout, order, now, |_| None).await {
        Ok(_) => StatusCode::NO_CONTENT,
        // The order is not to be shipped, and hearing of it again would not change that.
        Err(
            ActError::Missing
            | ActError::Rejected(
                Rejection::NotPaid(_) | Rejection::PaymentReturned | Rejection::ClaimedForAnother,
            ),
        ) => StatusCode::NO_CONTENT,
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the shop could not claim an order"
            );
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
