use std::time::Duration;

use payment::Timestamp;
use store::{Counted, CountedTo};

use crate::{clock::mark::Mark, customer::DRAFTS_KEPT, state::AppState};

/// How often it is written down how far time has come.
const MARKED: Duration = Duration::from_secs(60);

/// How often what is no longer needed is thrown away.
const CLEARED: Duration = Duration::from_secs(60 * 60);

/// How long an answer is remembered for whoever repeats a request.
const ANSWERS: Duration = Duration::from_secs(32 * 24 * 60 * 60);

/// How long a notification that has arrived or was given up is kept, and what came of it.
const DELIVERIES: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// How long a logo is kept that another took the place of: longer than a page can be open.
const FORMER_LOGOS: Duration = Duration::from_secs(60 * 24 * 60 * 60);

/// How many batches of checkouts are counted before it is looked whether to stop.
const COUNTED: u32 = 10;

/// Marks the time, counts what happened and throws away what is no longer needed, until the program is asked to
/// stop.
pub(crate) async fn keep_house(state: AppState) {
    let (mut mark, mut cleared) = (Mark::default(), None::<Timestamp>);
    while !state.shutdown.is_cancelled() {
        mark_time(&mut mark, &state).await;
        count(&state).await;
        let now = state.clock.now();
        if cleared.is_none_or(|last| now.since(last) >= CLEARED) {
            clear(&state, now).await;
            cleared = Some(now);
        }
        tokio::select! {
            () = state.clock.sleep(MARKED) => {}
            () = state.shutdown.cancelled() => {}
        }
    }
    mark_time(&mut mark, &state).await;
}

async fn mark_time(mark: &mut Mark, state: &AppState) {
    if let Err(error) = mark.keep(&state.store, &state.clock).await {
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "it could not be written down what time it is"
        );
    }
}

/// Brings the figures up to date, so that whoever looks at them waits for little.
async fn count(state: &AppState) {
    let mut place = CountedTo::default();
    while !state.shutdown.is_cancelled() {
        let _turn = state.counting.lock().await;
        match state.store.count_figures_from(&mut place, COUNTED).await {
            Ok(Counted::All) => return,
            Ok(Counted::AllButUnreadable) => {
                tracing::error!(
                    "there are checkouts whose logs cannot be read, and which the figures lack"
                );
                return;
            }
            Ok(Counted::Some) => {}
            Err(error) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "the figures could not be counted"
                );
                return;
            }
        }
    }
}

async fn clear(state: &AppState, now: Timestamp) {
    match state.store.forget_before(now.minus(ANSWERS)).await {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "answers to old requests were forgotten"),
        Err(error) => tracing::error!(
            error = &error as &dyn std::error::Error,
            "old answers could not be forgotten"
        ),
    }
    match state
        .store
        .forget_deliveries(now.minus(DELIVERIES), now)
        .await
    {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "old notifications were forgotten"),
        Err(error) => tracing::error!(
            error = &error as &dyn std::error::Error,
            "old notifications could not be forgotten"
        ),
    }
    match state
        .store
        .forget_former_logos(now.minus(FORMER_LOGOS))
        .await
    {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "logos that others took the place of were forgotten"),
        Err(error) => tracing::error!(
            error = &error as &dyn std::error::Error,
            "former logos could not be forgotten"
        ),
    }
    match state.store.forget_drafts(now.minus(DRAFTS_KEPT)).await {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "forms that led nowhere were forgotten"),
        Err(error) => tracing::error!(
            error = &error as &dyn std::error::Error,
            "forms that led nowhere could not be forgotten"
        ),
    }
    match state.store.forget_ended_entries(now).await {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "sign-ins and links that have ended were forgotten"),
        Err(error) => tracing::error!(
            error = &error as &dyn std::error::Error,
            "sign-ins that have ended could not be forgotten"
        ),
    }
}
