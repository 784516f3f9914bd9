//! What the customer's browser asks for.

mod action;
mod address;
mod brand;
mod code;
mod draft;
mod events;
mod form_limit;
mod language;
mod link;
mod linked;
mod missing;
mod page;
mod payment_link;
mod receipt;
mod send_receipt;
mod sending;
mod site;
mod state;
mod streams;
mod too_large;

use app::action::{
    CancelAttempt, ChooseAccount, ExtendCheckout, LinkAccount, ReportHint, RestartAttempt,
    StartAttempt,
};
use axum::{
    Router, middleware,
    routing::{get, post},
};
use http::StatusCode;
use leptos::server_fn::ServerFn as _;

pub(crate) use self::streams::{Place, Streams};
use crate::{security::csrf, state::AppState};

/// The largest form that is read, in bytes: so large that whoever pastes 10,000 characters into
/// each field is told what is too long, and keeps what they typed.
pub(crate) const MAX_FORM: usize = 512 * 1024;

/// The largest form that is read into which nobody types, in bytes.
const MAX_PRESS: usize = 4 * 1024;

/// The page of a checkout and what it needs while it is open.
pub(crate) fn router() -> Router<AppState> {
    Router::new()
        .route("/c/{token}", get(page::show))
        .route("/c/{token}/events", get(events::stream))
        .route("/c/{token}/state", get(state::show))
        .route("/c/{token}/qr.svg", get(code::show))
        .route("/c/{token}/receipt", get(receipt::show))
        .route("/c/{token}/receipt.pdf", get(receipt::file))
        .route("/c/{token}/link", get(link::window))
        .route("/c/{token}/link/frame", get(link::frame))
        .route("/c/{token}/linked/{attempt}", get(linked::take))
        .route("/brand/{file}", get(brand::show))
        .route("/brand/font/{file}", get(brand::font))
        // Browsers ask for it on pages that name no picture; there is none, and that is no error.
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .merge(payment_link::router())
        .merge(actions())
        .merge(sending())
}

/// What the receipt's page asks for.
fn sending() -> Router<AppState> {
    Router::new()
        .route("/c/{token}/receipt/email", post(send_receipt::run))
        .layer(middleware::from_fn_with_state(MAX_FORM, form_limit::read))
        .layer(middleware::from_fn(csrf::refuse_foreign_forms))
}

/// The page's server functions.
fn actions() -> Router<AppState> {
    let typed = [StartAttempt::PATH, ExtendCheckout::PATH];
    let pressed = [
        RestartAttempt::PATH,
        CancelAttempt::PATH,
        ReportHint::PATH,
        LinkAccount::PATH,
        ChooseAccount::PATH,
    ];
    let of = |paths: &[&'static str], most| {
        let add =
            |router: Router<AppState>, path: &&'static str| router.route(path, post(action::run));
        let router = paths.iter().fold(Router::new(), add);
        router.layer(middleware::from_fn_with_state(most, form_limit::read))
    };
    of(&typed, MAX_FORM)
        .merge(of(&pressed, MAX_PRESS))
        .layer(middleware::from_fn(csrf::refuse_foreign_forms))
}

pub(crate) use self::{
    brand::{brand_of, logo_at},
    draft::KEPT as DRAFTS_KEPT,
    language::{LanguageQuery, remembered},
    missing::{fault, missing},
    site::site,
};
