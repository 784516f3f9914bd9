//! `/l/{token}`: the page of a payment link, where whoever has the address makes a checkout.

mod begun;
mod carried;
mod found;
mod pay;
mod show;
mod standing;

use axum::{
    Router, middleware,
    routing::{get, post},
};

use super::{MAX_FORM, form_limit};
use crate::{security::csrf, state::AppState};

pub(super) fn router() -> Router<AppState> {
    let pay = post(pay::pay)
        .layer(middleware::from_fn_with_state(MAX_FORM, form_limit::read))
        .layer(middleware::from_fn(csrf::refuse_foreign_forms));
    Router::new().route("/l/{token}", get(show::show).merge(pay))
}
