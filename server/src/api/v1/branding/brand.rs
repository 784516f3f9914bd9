use payment::Timestamp;
use store::StoredBrand;

use crate::{api::caller::Caller, problem::Problem, state::AppState};

/// How the caller's pages look, and since when.
pub(super) struct Found {
    pub(super) stored: StoredBrand,
    pub(super) changed_at: Option<Timestamp>,
}

/// The caller's look. The key told who the merchant is.
pub(super) async fn find(state: &AppState, caller: &Caller) -> Result<Found, Problem> {
    let stored = state.store.brand(&caller.merchant, caller.mode).await?;
    let stored = stored.ok_or(Problem::NotFound)?;
    let looked = stored.chosen.as_ref().map(|(_, at)| *at);
    let drawn = stored.logo.map(|logo| logo.changed_at);
    let changed_at = looked.max(drawn);
    Ok(Found { stored, changed_at })
}
