//! The merchant API: JSON under `/v1`, with an API key.

mod access;
mod address;
mod admit;
mod answer;
mod body;
mod caller;
mod fields;
mod idempotency;
mod json;
pub(crate) mod key;
mod key_use;
pub(crate) mod limit;
mod openapi;
mod query;
mod reference;
mod route;
mod trace;
mod v1;
mod veil;
pub(crate) mod version;

use axum::{Router, middleware, routing::any};

pub(crate) use self::{
    key_use::KeyUse,
    limit::Limits,
    v1::{checkout_example, checkout_object},
};

/// How endpoints are read: whoever takes them in, by the same rules.
pub(crate) mod endpoint {
    pub(crate) use super::v1::webhook_endpoints::{New, read_new};
    pub(crate) use crate::problem::Fault;
}

/// How payment links are read, by whoever takes them in, and told.
pub(crate) mod payment_link {
    pub(crate) use super::v1::{
        checkouts::{create::limits_of as limits, order::DEFAULT_METHODS},
        payment_links::{Change, New, address, read_change, read_new},
    };
    pub(crate) use crate::problem::Fault;
}

/// How a merchant's look is read and told: whoever takes one in, by the same rules.
pub(crate) mod branding {
    pub(crate) use super::v1::branding::{Branding, Drawn, Kind, LIMIT, draw, draw_soon, read};
    pub(crate) use crate::problem::Fault;
}

use crate::{problem, state::AppState};

/// Every verb and address of the merchant API, such as `("GET", "/v1/checkouts/{id}")`: what
/// the router answers and the description tells.
pub fn addresses() -> Vec<(String, String)> {
    v1::routes()
        .iter()
        .map(|route| (route.method().to_string(), format!("/v1{}", route.path())))
        .collect()
}

/// Everything under `/v1`. Whatever goes wrong there is answered with problem details,
/// addresses that are not there included.
pub(crate) fn router(state: &AppState) -> Router<AppState> {
    let v1 = route::router(v1::routes())
        .route_layer(middleware::from_fn_with_state(state.clone(), admit::admit))
        .merge(reference::router())
        .fallback(problem::not_found)
        .method_not_allowed_fallback(problem::method_not_allowed)
        .layer(middleware::from_fn(version::negotiate));
    Router::new()
        .nest("/v1", v1)
        // The one address below it that a nested router does not take for its own.
        .route("/v1/", any(problem::not_found))
}
