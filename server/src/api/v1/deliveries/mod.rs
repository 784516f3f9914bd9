//! `/v1/deliveries`: what became of one notification to one endpoint.

pub(super) mod example;
mod get;
pub(super) mod object;
mod replay;
mod schema;

use payment::DeliveryId;
use store::{DeliveryDetail, Store};

pub(crate) use self::schema::schemas;
use super::webhook_endpoints;
use crate::{
    api::{
        caller::Caller,
        openapi::{Chapter, Variable, variable},
        route::Route,
    },
    problem::Problem,
};

const CHAPTER: Chapter = Chapter {
    title: "Deliveries",
    about: "What became of one notification to one endpoint.",
};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/deliveries/{id}", get::get, get::describe),
        Route::post("/deliveries/{id}/replay", replay::replay, replay::describe),
    ]
}

/// Which delivery, in the address.
fn which() -> Variable {
    Variable::path("id", "The delivery's id.", variable::id("dlv")).example(example::ID)
}

/// The caller's delivery of that id. It is whose its endpoint is.
async fn find(store: &Store, caller: &Caller, id: &DeliveryId) -> Result<DeliveryDetail, Problem> {
    let delivery = store.delivery(id).await?.ok_or(Problem::NotFound)?;
    webhook_endpoints::find(store, caller, &delivery.row.endpoint).await?;
    Ok(delivery)
}
