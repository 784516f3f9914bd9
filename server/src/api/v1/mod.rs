//! Version 1 of the API. One folder a resource, one file an action.

mod checkouts;

use axum::Router;

use crate::state::AppState;

pub(crate) fn router() -> Router<AppState> {
    Router::new().merge(checkouts::router())
}
