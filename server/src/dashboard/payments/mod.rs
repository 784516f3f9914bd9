//! `/dashboard/payments`: a merchant's checkouts.

mod cancel;
mod csv;
mod events;
mod list;
mod picture;
mod resend;
mod screen;
mod search;
mod show;

use dashboard::payments::Filter;
use payment::CheckoutId;
use store::{Day, ListFilter, Loaded, Power, StoreError};

use super::{Access, Route, Signed};
use crate::{state::AppState, telemetry};

pub(super) fn routes() -> Vec<Route> {
    let (look, work) = (Access::Member(Power::Look), Access::Member(Power::Work));
    vec![
        Route::get("/dashboard/payments", look, list::list),
        Route::get("/dashboard/payments.csv", look, csv::csv),
        Route::get("/dashboard/payments/events", look, events::of_list),
        Route::post("/dashboard/payments/search", look, search::search),
        Route::get("/dashboard/payments/{id}", look, show::show),
        Route::get("/dashboard/payments/{id}/events", look, events::of_payment),
        Route::post("/dashboard/payments/{id}/cancel", work, cancel::cancel),
        Route::post(
            "/dashboard/payments/{id}/letters/{letter}/resend",
            work,
            resend::resend,
        ),
        Route::get(
            "/dashboard/payments/{id}/screen/{seq}",
            look,
            screen::screen,
        ),
        Route::get(
            "/dashboard/payments/{id}/screen/{seq}/picture",
            look,
            picture::picture,
        ),
    ]
}

/// The checkout that an address names, if it is one that they look at. Of another merchant's,
/// and of the other mode's, nobody can tell whether it is there.
async fn find(state: &AppState, signed: &Signed, id: &str) -> Result<Option<Loaded>, StoreError> {
    let Ok(id) = id.parse::<CheckoutId>() else {
        return Ok(None);
    };
    let found = state.store.load(&id).await?;
    let found = found.filter(|Loaded { checkout, .. }| {
        checkout.merchant == signed.merchant && checkout.order.mode == signed.mode
    });
    if let Some(found) = &found {
        telemetry::about(&found.checkout.id);
    }
    Ok(found)
}

/// What the store is asked for a list that is narrowed so.
fn asked(signed: &Signed, filter: &Filter, limit: u32) -> ListFilter {
    // One amount is found where it stands, and not in the order of age.
    let amount = filter.least.filter(|_| filter.least == filter.most);
    ListFilter {
        reference_prefix: filter.reference.clone(),
        amount,
        amount_from: filter.least.filter(|_| amount.is_none()),
        amount_to: filter.most.filter(|_| amount.is_none()),
        method: filter.method,
        cases: filter.cases,
        created_from: filter.from.map(Day::begin),
        // The last day is one of them.
        created_before: filter.to.map(|day| day.next().begin()),
        status: filter.status,
        after: filter.after.clone(),
        ..ListFilter::newest(signed.merchant.clone(), signed.mode, limit)
    }
}
