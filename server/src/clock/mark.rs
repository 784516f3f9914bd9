//! How far time has come, kept in the store: what one server has told, no server takes back,
//! neither after a restart nor beside it.

use payment::Timestamp;
use store::{Store, StoreError};

use super::{BELIEVED, Clock, FOLLOWED, Heard, Teller};
use crate::telemetry;

/// Lets time begin no earlier than it was when this installation was last at work.
pub(crate) async fn catch_up(store: &Store, clock: &Clock) -> Result<(), StoreError> {
    let Some(mark) = store.clock_mark().await? else {
        return Ok(());
    };
    match clock.hear(Teller::Before, mark) {
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

/// Writes down how far time has come while a server is at work, and follows one beside it that
/// is a little ahead.
#[derive(Debug, Default)]
pub(crate) struct Mark {
    /// What this server wrote last.
    written: Option<Timestamp>,
    /// Another server has put the mark back behind it.
    is_disputed: bool,
}

impl Mark {
    /// To be called every minute.
    ///
    /// Of two servers whose clocks are too far apart the earlier one's mark stays, since nobody
    /// knows which is right: what is closed too late can still be closed, and what is closed too
    /// early cannot be opened again.
    pub(crate) async fn keep(&mut self, store: &Store, clock: &Clock) -> Result<(), StoreError> {
        let mark = store.clock_mark().await?;
        let heard = mark.map_or(Heard::Past, |mark| clock.hear(Teller::Beside, mark));
        let now = clock.now();
        if let Heard::Disbelieved(ahead) = heard {
            tracing::error!(
                ahead_seconds = ahead.as_secs(),
                followed_seconds = FOLLOWED.as_secs(),
                "another server is at work here whose clock is ahead of this machine's; one of both clocks is wrong, and this machine's is followed"
            );
            store.put_clock_mark(now).await?;
            self.written = Some(now);
        } else if self.is_put_back(mark, now) {
            tracing::error!(
                ahead_seconds = mark.map_or(0, |mark| now.since(mark).as_secs()),
                "another server is at work here whose clock is behind this machine's; one of both clocks is wrong, and neither follows the other"
            );
        } else {
            store.raise_clock_mark(now).await?;
            self.written = Some(now);
        }
        telemetry::clock_is_behind(clock.machine_is_behind());
        Ok(())
    }

    /// Whether a server that is further behind than is followed has taken the mark back, and has
    /// not caught up since.
    fn is_put_back(&mut self, mark: Option<Timestamp>, now: Timestamp) -> bool {
        let Some((mark, written)) = mark.zip(self.written) else {
            return false;
        };
        let is_far = now.since(mark) > FOLLOWED;
        self.is_disputed = is_far && (self.is_disputed || mark < written);
        self.is_disputed
    }
}
