//! `/v1/keys`: what a merchant's programs are known by.

mod create;
mod example;
mod get;
mod list;
mod object;
mod request;
mod revoke;
mod schema;

use payment::KeyId;
use store::{ListedKey, Store};

pub(crate) use self::schema::schemas;
use crate::{
    api::{
        caller::Caller,
        openapi::{Chapter, Variable, variable},
        route::Route,
    },
    problem::Problem,
};

const CHAPTER: Chapter = Chapter {
    title: "Keys",
    about: "What your programs are known by. All of it takes a key with the scope `admin`.",
};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::post("/keys", create::create, create::describe),
        Route::get("/keys", list::list, list::describe),
        Route::get("/keys/{id}", get::get, get::describe),
        Route::post("/keys/{id}/revoke", revoke::revoke, revoke::describe),
    ]
}

/// Which key, in the address.
fn which() -> Variable {
    Variable::path("id", "The key's id.", variable::id("key")).example(example::ID)
}

/// The caller's key of that id. One of another merchant or of the other mode is not there, as
/// far as the caller can tell.
async fn find(store: &Store, caller: &Caller, id: &KeyId) -> Result<ListedKey, Problem> {
    let key = store.key(id).await?;
    key.filter(|key| key.merchant == caller.merchant && key.mode == caller.mode)
        .ok_or(Problem::NotFound)
}
