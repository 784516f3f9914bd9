//! `/v1/checkouts`

mod cancel;
mod create;
mod delivery;
mod get;
mod list;
mod object;
mod order;
mod party;
mod payee;
mod return_url;
mod summary;
mod timeline;
mod words;

use axum::{
    Router,
    extract::{FromRequestParts, Path},
    http::request::Parts,
    routing::{get, post},
};
use payment::CheckoutId;
use store::{Loaded, Store};

use crate::{api::caller::Caller, problem::Problem, state::AppState, telemetry};

pub(crate) fn router() -> Router<AppState> {
    Router::new()
        .route("/checkouts", post(create::create).get(list::list))
        .route("/checkouts/{id}", get(get::get))
        .route("/checkouts/{id}/cancel", post(cancel::cancel))
        .route("/checkouts/{id}/timeline", get(timeline::timeline))
}

/// The id in an address. What is none names nothing that is there.
#[derive(Debug)]
struct CheckoutAddress(CheckoutId);

impl<S: Send + Sync> FromRequestParts<S> for CheckoutAddress {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let text = Path::<String>::from_request_parts(parts, state).await;
        let Path(text) = text.map_err(|_| Problem::NotFound)?;
        text.parse().map(Self).map_err(|_| Problem::NotFound)
    }
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
