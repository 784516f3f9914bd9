//! The merchant API: JSON under `/v1`, with an API key.

mod address;
mod answer;
mod body;
mod caller;
mod fields;
mod idempotency;
mod json;
pub(crate) mod key;
mod query;
mod v1;

use axum::{Router, routing::any};

pub(crate) use self::v1::checkout_object;
use crate::{problem, state::AppState};

/// Everything under `/v1`. Whatever goes wrong there is answered with problem details,
/// addresses that are not there included.
pub(crate) fn router() -> Router<AppState> {
    let v1 = v1::router()
        .fallback(problem::not_found)
        .method_not_allowed_fallback(problem::method_not_allowed);
    Router::new()
        .nest("/v1", v1)
        // The one address below it that a nested router does not take for its own.
        .route("/v1/", any(problem::not_found))
}
