//! How far time has come, kept in the store: what one server has told, no server takes back,
//! neither after a restart nor beside it.

use store::{Store, StoreError};

use super::{BELIEVED, Clock, Heard};
use crate::telemetry;

/// Lets time begin no earlier than it was when this installation was last at work.
pub(crate) async fn catch_up(store: &Store, clock: &Clock) -> Result<(), StoreError> {
    let Some(mark) = store.clock_mark().await? else {
        return Ok(());
    };
    match clock.hear(mark) {
        Heard::Past => {}
        Heard::Followed => tracing::warn!(
            behind_seconds = clock.machine_is_behind().as_secs(),
            "the machine's clock is behind the moment at which a server was last at work here; time goes on from there, at half its pace, until the machine has caught up"
        ),
        Heard::Disbelieved(ahead) => {
            tracing::error!(
                ahead_seconds = ahead.as_secs(),
                believed_seconds = BELIEVED.as_secs(),
                "a server was at work here at a moment that is far ahead of this machine's clock; one of both clocks was wrong, and this machine's is followed"
            );
            // Kept, it would be told again and again, and followed by whoever comes near it.
            store.put_clock_mark(clock.now()).await?;
        }
    }
    Ok(())
}

/// Writes down how far time has come, and follows a server that is ahead.
pub(crate) async fn keep(store: &Store, clock: &Clock) -> Result<(), StoreError> {
    catch_up(store, clock).await?;
    store.raise_clock_mark(clock.now()).await?;
    telemetry::clock_is_behind(clock.machine_is_behind());
    Ok(())
}
