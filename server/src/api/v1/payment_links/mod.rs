//! `/v1/payment_links`: standing offers by which whoever has the address makes a checkout.

mod code;
mod create;
mod example;
mod get;
mod list;
mod object;
mod request;
mod schema;
mod update;

use payment::PaymentLinkId;
use store::{Store, StoredPaymentLink};

pub(crate) use self::{
    object::address,
    request::{Change, New, change as read_change, new as read_new},
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
    title: "Payment links",
    about: "A standing offer with an address of its own: whoever opens it makes a checkout, without a server of yours.",
};

pub(crate) fn routes() -> Vec<Route> {
    const ALL: &str = "/payment_links";
    const ONE: &str = "/payment_links/{id}";
    vec![
        Route::post(ALL, create::create, create::describe),
        Route::get(ALL, list::list, list::describe),
        Route::get(ONE, get::get, get::describe),
        Route::patch(ONE, update::update, update::describe),
        Route::get(
            "/payment_links/{id}/qr.svg",
            code::drawn,
            code::describe_drawn,
        ),
        Route::get(
            "/payment_links/{id}/qr.png",
            code::painted,
            code::describe_painted,
        ),
    ]
}

/// Which link, in the address.
fn which() -> Variable {
    Variable::path("id", "The payment link's id.", variable::id("plk")).example(example::ID)
}

/// The caller's link of that id. One of another merchant or of the other mode is not there, as
/// far as the caller can tell.
async fn find(
    store: &Store,
    caller: &Caller,
    id: &PaymentLinkId,
) -> Result<StoredPaymentLink, Problem> {
    let stored = store.payment_link(id).await?;
    stored
        .filter(|stored| stored.link.merchant == caller.merchant && stored.link.mode == caller.mode)
        .ok_or(Problem::NotFound)
}
