#![doc = include_str!("../README.md")]

mod amount;
mod api;
mod asset;
mod book;
mod clock;
mod control;
mod fault;
mod home;
mod journey;
mod name;
mod problem;
mod random;
mod request;
mod running;
mod scenario;
mod session;
mod settings;
mod state_file;
mod twin;
mod webhook;
mod words;

use axum::{
    Router,
    extract::{Request, State},
    middleware::{self, Next},
    response::Response,
};

pub use running::{Running, StartError};
pub use settings::{Credentials, Settings, Settlement, TokenUse, TransferWebhooks, Webhook};
pub use state_file::StateFileError;
pub use twin::{Twin, TwinError};

/// Everything that a twin answers: the API, the hosted pages, the control plane and the
/// front page, all on one origin.
pub fn router(twin: Twin) -> Router {
    Router::new()
        .merge(api::router(twin.clone()))
        .merge(journey::router())
        .merge(control::router())
        .merge(home::router())
        .merge(asset::router())
        .layer(middleware::from_fn_with_state(twin.clone(), keep))
        .with_state(twin)
}

/// An answer leaves when what it tells is on disk, so that a crash never takes it back.
async fn keep(State(twin): State<Twin>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    twin.kept().await;
    response
}
