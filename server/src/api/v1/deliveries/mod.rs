//! `/v1/deliveries`: what became of one notification to one endpoint.

mod get;
pub(super) mod object;
mod replay;

use axum::{
    Router,
    routing::{get, post},
};
use payment::DeliveryId;
use store::{DeliveryDetail, Store};

use super::webhook_endpoints;
use crate::{api::caller::Caller, problem::Problem, state::AppState};

pub(crate) fn router() -> Router<AppState> {
    Router::new()
        .route("/deliveries/{id}", get(get::get))
        .route("/deliveries/{id}/replay", post(replay::replay))
}

/// The caller's delivery of that id. It is whose its endpoint is.
async fn find(store: &Store, caller: &Caller, id: &DeliveryId) -> Result<DeliveryDetail, Problem> {
    let delivery = store.delivery(id).await?.ok_or(Problem::NotFound)?;
    webhook_endpoints::find(store, caller, &delivery.row.endpoint).await?;
    Ok(delivery)
}
