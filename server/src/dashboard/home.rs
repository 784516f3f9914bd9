//! `GET /dashboard`: what came in, what waits for somebody, what to do next.

use std::time::Duration;

use axum::{extract::State, response::Response};
use dashboard::page::home::{Input, Step, WEEK, render};
use http::StatusCode;
use payment::Mode;
use store::{Cases, Day, Endpoint, ListFilter, Power, StoreError};

use super::{Access, Route, Signed, document, figures::counted, unavailable};
use crate::state::AppState;

/// How many checkouts stand in a list.
const FEW: u32 = 5;

/// For how long somebody is reminded of a case. A bank can take a payment back for three months.
const REMINDED: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// For how long somebody is told of what did not arrive.
const LATELY: Duration = Duration::from_secs(7 * 24 * 60 * 60);

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/dashboard", Access::Member(Power::Look), show)]
}

async fn show(State(state): State<AppState>, signed: Signed) -> Response {
    match input(&state, &signed).await {
        Ok(input) => document(StatusCode::OK, render(&signed.frame, &input)),
        Err(error) => unavailable(&error),
    }
}

async fn input(state: &AppState, signed: &Signed) -> Result<Input, StoreError> {
    let (store, now) = (&state.store, state.clock.now());
    let (merchant, mode) = (&signed.merchant, signed.mode);
    let counted = counted(state).await?;
    let today = Day::of(now);
    let first = today.minus(2 * WEEK - 1);
    let newest = ListFilter::newest(merchant.clone(), mode, FEW);
    let waiting = ListFilter {
        cases: Cases::Some,
        created_from: Some(now.minus(REMINDED)),
        ..newest.clone()
    };
    let (newest, waiting) = (store.list(&newest).await?, store.list(&waiting).await?);
    let endpoints = store.endpoints(merchant, mode).await?;
    let govern = signed.person.membership.as_ref();
    let steps = if govern.is_some_and(|it| it.role.may(Power::Govern)) {
        steps(state, signed, &endpoints, newest.is_empty()).await?
    } else {
        Vec::new()
    };
    let lost = store
        .lost_deliveries(merchant, mode, now.minus(LATELY))
        .await?;
    let lost = endpoints.into_iter().filter_map(|endpoint| {
        let count = lost.iter().find(|(id, _)| *id == endpoint.id);
        let count = count.map_or(0, |(_, count)| *count);
        (count > 0 || endpoint.failing_since.is_some()).then_some((endpoint, count))
    });
    Ok(Input {
        today,
        figures: store.figures(merchant, mode, first, today).await?,
        counted,
        waiting,
        lost: lost.collect(),
        newest,
        steps,
    })
}

/// What the merchant has yet to do in this mode.
async fn steps(
    state: &AppState,
    signed: &Signed,
    endpoints: &[Endpoint],
    is_unused: bool,
) -> Result<Vec<Step>, StoreError> {
    let (store, merchant) = (&state.store, &signed.merchant);
    let brand = store.brand(merchant, signed.mode).await?;
    let is_branded = brand.is_some_and(|brand| brand.changed_at().is_some());
    let all = [
        (Step::Payment, is_unused),
        (Step::Key, !store.has_key(merchant, signed.mode).await?),
        (Step::Endpoint, endpoints.is_empty()),
        (Step::Brand, !is_branded),
        (
            Step::Live,
            signed.mode == Mode::Test && !store.has_key(merchant, Mode::Live).await?,
        ),
    ];
    let left = all.into_iter().filter(|(_, is_left)| *is_left);
    Ok(left.map(|(step, _)| step).collect())
}
