//! `/v1/checkouts`

mod cancel;
mod claim;
mod create;
mod delivery;
mod get;
mod list;
mod object;
mod order;
mod party;
mod payee;
mod refusal;
mod return_url;
mod summary;
mod timeline;
mod words;

use axum::{
    Router,
    routing::{get, post},
};
use payment::CheckoutId;
use store::{Loaded, Store};

pub(crate) use self::object::shown;
use crate::{api::caller::Caller, problem::Problem, state::AppState, telemetry};

pub(crate) fn router() -> Router<AppState> {
    Router::new()
        .route("/checkouts", post(create::create).get(list::list))
        .route("/checkouts/{id}", get(get::get))
        .route("/checkouts/{id}/cancel", post(cancel::cancel))
        .route("/checkouts/{id}/claim", post(claim::claim))
        .route("/checkouts/{id}/timeline", get(timeline::timeline))
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
