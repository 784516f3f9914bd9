//! Version 1 of the API. One folder a resource, one file an action.

pub(super) mod branding;
pub(super) mod checkouts;
mod deliveries;
mod domain;
mod embedding;
mod keys;
mod names;
pub(super) mod payment_links;
pub(super) mod webhook_endpoints;

pub(crate) use self::checkouts::{example::told as checkout_example, shown as checkout_object};
use super::{
    openapi::{self, Schema},
    route::Route,
};

/// Every route of the API. Each resource tells its own, with a description each: the router,
/// OpenAPI, the reference and the tests of who sees what are made from this one list. A new
/// resource adds its `routes()` here, and its `schemas()` below.
pub(crate) fn routes() -> Vec<Route> {
    [
        checkouts::routes(),
        webhook_endpoints::routes(),
        deliveries::routes(),
        keys::routes(),
        branding::routes(),
        embedding::routes(),
        payment_links::routes(),
        domain::routes(),
        openapi::routes(),
    ]
    .concat()
}

/// The schemas that these routes name.
pub(crate) fn schemas() -> Vec<(&'static str, Schema)> {
    [
        checkouts::schemas(),
        webhook_endpoints::schemas(),
        deliveries::schemas(),
        keys::schemas(),
        branding::schemas(),
        embedding::schemas(),
        payment_links::schemas(),
        domain::schemas(),
    ]
    .concat()
}
