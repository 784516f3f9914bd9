//! The first version of e-Transfer `[ET-init-v1, ET-send, ET-ppr]`.

mod activate;
mod initiate;
mod reading;
mod send;

use axum::{Router, routing::post};

use crate::Twin;

pub(super) fn router() -> Router<Twin> {
    Router::new()
        .route("/api/v1/sessions/initiate", post(initiate::initiate))
        .route("/api/v1/sessions/sendrequest", post(send::send))
        .route("/api/v1/paymentrequests", post(activate::activate))
}
