//! The merchant's side in a browser: pages under `/dashboard`, made on the server.
//!
//! Every page is a [`route::Route`] with what it takes to be let in; [`admit`] is the one place
//! that lets anybody in.

mod account;
mod admit;
mod audit;
mod branding;
mod ceremony;
mod cookie;
mod deliveries;
mod demonstration;
mod document;
mod domain;
mod endpoints;
mod entrance;
pub(crate) mod entry;
mod figures;
mod filled;
mod home;
mod invitation;
mod keys;
mod language;
mod mode;
mod next;
pub(crate) mod note;
mod origin;
mod passkey;
mod password;
mod payment_links;
mod payments;
mod people;
mod recovery;
mod route;
mod sign_in;
mod sign_out;
mod signed;
mod still;
mod tries;

use axum::{Router, middleware};

pub(crate) use self::{
    document::{document, found, missing, unavailable},
    entrance::{Entrance, named},
    route::{Access, Route},
    signed::{Signed, SignedPerson, Visitor},
};
use crate::state::AppState;

/// Every page and every form.
fn routes() -> Vec<Route> {
    [
        account::routes(),
        audit::routes(),
        branding::routes(),
        demonstration::routes(),
        deliveries::routes(),
        domain::routes(),
        endpoints::routes(),
        figures::routes(),
        home::routes(),
        invitation::routes(),
        keys::routes(),
        mode::routes(),
        passkey::routes(),
        payment_links::routes(),
        payments::routes(),
        people::routes(),
        recovery::routes(),
        sign_in::routes(),
        sign_out::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Every verb and address of the dashboard, with what it takes: `anybody`, `person`, or what a
/// role has to be able to do. What the router answers.
pub fn dashboard_addresses() -> Vec<(String, String, &'static str)> {
    routes()
        .iter()
        .map(|route| {
            (
                route.method().to_string(),
                route.path().to_owned(),
                route.access().as_str(),
            )
        })
        .collect()
}

/// The dashboard, where it is switched on.
pub(crate) fn router(state: &AppState) -> Router<AppState> {
    if !state.config.dashboard.enabled {
        return Router::new();
    }
    route::router(routes(), state).layer(middleware::from_fn_with_state(
        state.clone(),
        origin::refuse_foreign,
    ))
}
