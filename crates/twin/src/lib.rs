#![doc = include_str!("../README.md")]

mod amount;
mod api;
mod asset;
mod book;
mod casting;
mod clock;
mod control;
mod cut;
mod debit;
mod exchange;
mod fault;
mod guarantee;
mod home;
mod journey;
mod line;
mod link;
mod mask;
mod name;
mod problem;
mod random;
mod record;
mod request;
mod running;
mod scenario;
mod session;
mod settings;
mod state_file;
mod trace;
mod twin;
mod webhook;
mod words;

use axum::{
    Router,
    extract::{Request, State},
    middleware::{self, Next},
    response::Response,
};

pub use fault::{NamedFault, Strikes, faults};
pub use running::{Running, StartError};
pub use scenario::{NamedScenario, scenarios};
pub use settings::{
    BaseUri, Credentials, RegularEft, RequestShape, Settings, Settlement, TokenUse,
    TransferWebhooks, Webhook,
};
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
        .layer(middleware::from_fn_with_state(
            twin.clone(),
            exchange::exchange,
        ))
        .with_state(twin)
}

/// An answer leaves when what it tells is on disk, so that a crash never takes it back.
async fn keep(State(twin): State<Twin>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    twin.kept().await;
    response
}
