use std::time::Duration;

use crate::state::AppState;

/// How often what is no longer needed is thrown away.
const EVERY: Duration = Duration::from_secs(60 * 60);

/// How long an answer is remembered for whoever repeats a request.
const ANSWERS: Duration = Duration::from_secs(32 * 24 * 60 * 60);

/// Throws away what is no longer needed, until the program is asked to stop.
pub(crate) async fn keep_house(state: AppState) {
    while !state.shutdown.is_cancelled() {
        let before = state.clock.now().minus(ANSWERS);
        match state.store.forget_before(before).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "answers to old requests were forgotten"),
            Err(error) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "old answers could not be forgotten"
                );
            }
        }
        tokio::select! {
            () = state.clock.sleep(EVERY) => {}
            () = state.shutdown.cancelled() => {}
        }
    }
}
