//! `/v1/webhook_endpoints`: where a merchant is told what happens.

mod create;
mod delete;
mod deliveries;
mod example;
mod get;
mod list;
mod object;
mod replay;
mod request;
mod rotate_secret;
mod schema;
mod test;
#[cfg(test)]
mod tests;
mod update;
mod url;

use payment::EndpointId;
use store::{Endpoint, Store};

pub(crate) use self::{
    request::{New, new as read_new},
    schema::schemas,
};
use crate::{
    api::{
        caller::Caller,
        openapi::{Chapter, Variable, variable},
        route::Route,
    },
    problem::Problem,
};

const CHAPTER: Chapter = Chapter {
    title: "Endpoints",
    about: "Where you are told what happens.",
};

pub(crate) fn routes() -> Vec<Route> {
    const ONE: &str = "/webhook_endpoints/{id}";
    vec![
        Route::post("/webhook_endpoints", create::create, create::describe),
        Route::get("/webhook_endpoints", list::list, list::describe),
        Route::get(ONE, get::get, get::describe),
        Route::patch(ONE, update::update, update::describe),
        Route::delete(ONE, delete::delete, delete::describe),
        Route::post(
            "/webhook_endpoints/{id}/rotate_secret",
            rotate_secret::rotate_secret,
            rotate_secret::describe,
        ),
        Route::get(
            "/webhook_endpoints/{id}/deliveries",
            deliveries::deliveries,
            deliveries::describe,
        ),
        Route::post(
            "/webhook_endpoints/{id}/replay",
            replay::replay,
            replay::describe,
        ),
        Route::post("/webhook_endpoints/{id}/test", test::test, test::describe),
    ]
}

/// Which endpoint, in the address.
fn which() -> Variable {
    Variable::path("id", "The endpoint's id.", variable::id("ep")).example(example::ID)
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
