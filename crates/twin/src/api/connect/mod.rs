//! Connect: account linking `[C-auth, PAY-start]`. In the twin it lives on the same host.

mod answer;
mod authorize;
mod data;
mod generate;
mod shown;

use axum::{
    Router,
    http::HeaderMap,
    routing::{get, post},
};

use crate::{Twin, api::authenticate::has_key};
use answer::Refused;

pub(super) fn router() -> Router<Twin> {
    let base = "/v3/{customer}/BankingServices";
    let at = |call: &str| format!("{base}{call}");
    Router::new()
        .route(&at("/GenerateAuthorizeToken"), post(generate::generate))
        .route(&at("/Authorize"), post(authorize::authorize))
        .route(&at("/GetAccountsDetail"), post(data::ask))
        .route(&at("/GetAccountsDetailAsync/{request}"), get(data::poll))
}

/// Whether the path names the twin's customer.
fn known_customer(twin: &Twin, customer: &str) -> Result<(), Refused> {
    (customer == twin.settings().credentials.customer_id)
        .then_some(())
        .ok_or_else(|| Refused::unauthorized("Unknown customer"))
}

/// Lets in a call for data: `x-api-key` `[C-auth]`.
fn let_in(twin: &Twin, customer: &str, headers: &HeaderMap) -> Result<(), Refused> {
    known_customer(twin, customer)?;
    has_key(headers, &twin.settings().credentials)
        .then_some(())
        .ok_or_else(|| Refused::unauthorized("The x-api-key is missing or wrong"))
}
