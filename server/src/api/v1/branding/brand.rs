use store::StoredBrand;

use crate::{api::caller::Caller, problem::Problem, state::AppState};

/// The caller's look. The key told who the merchant is.
pub(super) async fn find(state: &AppState, caller: &Caller) -> Result<StoredBrand, Problem> {
    let stored = state.store.brand(&caller.merchant, caller.mode).await?;
    stored.ok_or(Problem::NotFound)
}
