//! Version 1 of the API. One folder a resource, one file an action.

mod checkouts;
mod deliveries;
mod webhook_endpoints;

use axum::Router;

pub(crate) use self::checkouts::shown as checkout_object;
use crate::state::AppState;

pub(crate) fn router() -> Router<AppState> {
    Router::new()
        .merge(checkouts::router())
        .merge(webhook_endpoints::router())
        .merge(deliveries::router())
}
