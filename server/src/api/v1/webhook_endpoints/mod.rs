//! `/v1/webhook_endpoints`: where a merchant is told what happens.

mod create;
mod delete;
mod deliveries;
mod get;
mod list;
mod object;
mod replay;
mod request;
mod rotate_secret;
mod update;
mod url;

use axum::{
    Router,
    routing::{get, post},
};
use payment::EndpointId;
use store::{Endpoint, Store};

use crate::{api::caller::Caller, problem::Problem, state::AppState};

pub(crate) fn router() -> Router<AppState> {
    Router::new()
        .route("/webhook_endpoints", post(create::create).get(list::list))
        .route(
            "/webhook_endpoints/{id}",
            get(get::get).patch(update::update).delete(delete::delete),
        )
        .route(
            "/webhook_endpoints/{id}/rotate_secret",
            post(rotate_secret::rotate_secret),
        )
        .route(
            "/webhook_endpoints/{id}/deliveries",
            get(deliveries::deliveries),
        )
        .route("/webhook_endpoints/{id}/replay", post(replay::replay))
}

/// The caller's endpoint of that id. One of another merchant or of the other mode is not
/// there, as far as the caller can tell.
pub(super) async fn find(
    store: &Store,
    caller: &Caller,
    id: &EndpointId,
) -> Result<Endpoint, Problem> {
    let endpoint = store.endpoint(id).await?;
    endpoint
        .filter(|endpoint| endpoint.merchant == caller.merchant && endpoint.mode == caller.mode)
        .ok_or(Problem::NotFound)
}
