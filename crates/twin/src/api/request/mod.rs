//! Payment requests, which both products of the first version have `[ET-gpr, E1-idx]`.

mod cancel;
mod found;
mod read;

use axum::{
    Router,
    routing::{get, post},
};

use crate::Twin;

pub(super) fn router() -> Router<Twin> {
    Router::new()
        .route("/api/v1/paymentrequests/{id}", get(read::read))
        .route("/api/v1/paymentrequests/{id}/cancel", post(cancel::cancel))
}
