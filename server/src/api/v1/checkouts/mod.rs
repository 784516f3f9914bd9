//! `/v1/checkouts`

mod cancel;
mod claim;
pub(crate) mod create;
mod delivery;
pub(crate) mod example;
mod expand;
mod get;
mod list;
mod object;
pub(crate) mod order;
pub(super) mod party;
pub(super) mod payee;
mod refusal;
pub(super) mod return_url;
pub(super) mod schema;
mod summary;
mod timeline;
mod words;

use payment::CheckoutId;
use store::{Loaded, Store};

pub(crate) use self::{object::shown, schema::schemas};
use crate::{
    api::{
        caller::Caller,
        openapi::{Chapter, Variable, variable},
        route::Route,
    },
    problem::Problem,
    telemetry,
};

const CHAPTER: Chapter = Chapter {
    title: "Checkouts",
    about: "One order to be paid, with one public page; at most one payment ever counts for it.",
};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::post("/checkouts", create::create, create::describe),
        Route::get("/checkouts", list::list, list::describe),
        Route::get("/checkouts/{id}", get::get, get::describe),
        Route::post("/checkouts/{id}/cancel", cancel::cancel, cancel::describe),
        Route::post("/checkouts/{id}/claim", claim::claim, claim::describe),
        Route::get(
            "/checkouts/{id}/timeline",
            timeline::timeline,
            timeline::describe,
        ),
    ]
}

/// Which checkout, in the address.
fn which() -> Variable {
    Variable::path("id", "The checkout's id.", variable::id("chk")).example(example::ID)
}

/// The caller's checkout of that id. One of another merchant or of the other mode is not
/// there, as far as the caller can tell.
async fn find(store: &Store, caller: &Caller, id: &CheckoutId) -> Result<Loaded, Problem> {
    let loaded = store
        .load(id)
        .await?
        .filter(|loaded| belongs(loaded, caller));
    let loaded = loaded.ok_or(Problem::NotFound)?;
    telemetry::about(&loaded.checkout.id);
    Ok(loaded)
}

fn belongs(loaded: &Loaded, caller: &Caller) -> bool {
    let checkout = &loaded.checkout;
    checkout.merchant == caller.merchant && checkout.order.mode == caller.mode
}
