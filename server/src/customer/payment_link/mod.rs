//! `/l/{token}`: the page of a payment link, where whoever has the address makes a checkout.

mod begun;
mod found;
mod pay;
mod show;
mod standing;

use axum::{
    Router, middleware,
    routing::{get, post},
};
use tower_http::limit::RequestBodyLimitLayer;

use super::MAX_FORM;
use crate::{security::csrf, state::AppState};

pub(super) fn router() -> Router<AppState> {
    let pay = post(pay::pay)
        .layer(RequestBodyLimitLayer::new(MAX_FORM))
        .layer(middleware::from_fn(csrf::refuse_foreign_forms));
    Router::new().route("/l/{token}", get(show::show).merge(pay))
}
