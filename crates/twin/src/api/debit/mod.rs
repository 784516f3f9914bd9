//! The first version of EFT `[E1-*]`: transactions, schedules, agreements, contacts, banks.

mod account;
mod address;
mod contact;
mod contact_reading;
mod create;
mod institutions;
mod pad;
mod reading;
mod schedule;
mod shown;

use axum::{
    Router,
    http::HeaderMap,
    routing::{delete, get, post, put},
};

use super::authenticate::authenticate_eft_v1;
use crate::{Twin, problem::Problem};

pub(super) fn router() -> Router<Twin> {
    Router::new()
        .route("/api/v1/transactions", post(create::create))
        .route("/api/v1/schedules/{id}", get(schedule::read))
        .route("/api/v1/schedules/{id}/cancel", post(schedule::cancel))
        .route("/api/v1/pads/{id}", get(pad::read))
        .route("/api/v1/institutions", get(institutions::list))
        .route(
            "/api/v1/contacts/{id}",
            get(contact::read)
                .put(contact::replace)
                .patch(contact::amend)
                .delete(contact::remove),
        )
        .route("/api/v1/contacts/{id}/accounts", post(account::add))
        .route(
            "/api/v1/contacts/{id}/accounts/{account}",
            delete(account::remove),
        )
        .route("/api/v1/contacts/{id}/addresses", post(address::add))
        .route(
            "/api/v1/contacts/{id}/addresses/{address}",
            put(address::replace).delete(address::remove),
        )
}

/// Lets in whoever may use the first version of EFT.
fn let_in(twin: &Twin, headers: &HeaderMap) -> Result<(), Problem> {
    twin.with(|book, now| authenticate_eft_v1(headers, twin.settings(), book, now))
}
