use std::time::Duration;

use payment::{
    Attempt, AttemptId, AttemptState, Checkout, CheckoutId, Command, Proof, Timestamp,
    WATCH_WINDOW, Work,
};
use store::{NewTask, ScheduleError};

use super::{ActError, Desk};
use crate::{clock, telemetry};

/// What is to be done about a session after it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    /// There is nothing more to learn.
    Settled,
    /// Somebody may be paying: read again soon.
    Live,
    /// The attempt is over, but money could still come: read again now and then.
    Watched,
    /// The provider did not answer.
    Unanswered,
}

impl Progress {
    /// How long to wait before the next read, after so many in a row that told nothing new.
    /// The provider asks for no more than one every 30 seconds in the long run.
    pub(crate) fn next_read(self, tries: u32) -> Option<Duration> {
        const LIVE: [u64; 6] = [1, 2, 4, 8, 15, 30];
        const WATCHED: [u64; 5] = [5, 30, 120, 600, 3600];
        const UNANSWERED: [u64; 5] = [1, 3, 7, 15, 30];
        let plan: &[u64] = match self {
            Self::Settled => return None,
            Self::Live => &LIVE,
            Self::Watched => &WATCHED,
            Self::Unanswered => &UNANSWERED,
        };
        let step = usize::try_from(tries)
            .unwrap_or(usize::MAX)
            .min(plan.len() - 1);
        Some(Duration::from_secs(plan[step]))
    }
}

impl Desk {
    /// Has the live attempt's session read now, because somebody waits for news whose page
    /// cannot hear of them; unless it was read a moment ago.
    pub(crate) async fn read_soon(
        &self,
        checkout: &Checkout,
        now: Timestamp,
    ) -> Result<(), ScheduleError> {
        let Some(live) = checkout
            .live()
            .filter(|live| self.pace.allows(&live.id, now))
        else {
            return Ok(());
        };
        let work = Work::ReadStatus {
            attempt: live.id.clone(),
        };
        self.store
            .schedule(&checkout.id, NewTask { work, due_at: now })
            .await
    }

    /// Asks the provider how the attempt's session stands, and lets the rules conclude.
    pub(crate) async fn read_status(
        &self,
        id: &CheckoutId,
        attempt: &AttemptId,
    ) -> Result<Progress, ActError> {
        let checkout = self.checkout(id).await?;
        let Some(known) = checkout.attempt(attempt) else {
            return Ok(Progress::Settled);
        };
        let Some(session) = &known.session else {
            return Ok(Progress::Settled);
        };
        if !is_watched(known, clock::now()) {
            tracing::error!(
                checkout_id = %id,
                attempt_id = %attempt,
                "a session was watched for as long as we do, and the provider never said how it ended"
            );
            return Ok(Progress::Settled);
        }
        let Some(account) = self.accounts.of(checkout.order.mode) else {
            return Ok(Progress::Unanswered);
        };

        self.pace.note(attempt, clock::now());
        let call = self
            .caller(id, attempt)
            .call("read", account.client.read(known.method, session));
        let Ok(answer) = call.await else {
            return Ok(Progress::Unanswered);
        };
        for drift in &answer.drift {
            telemetry::drift(drift.kind);
        }
        let now = clock::now();
        let read = Command::Read {
            attempt: attempt.clone(),
            reading: answer.reading,
            said: answer.said,
            proof: Proof::StatusRead,
        };
        let acted = self.act(id, read, now).await?;
        Ok(acted
            .checkout
            .attempt(attempt)
            .map_or(Progress::Settled, progress))
    }
}

fn progress(attempt: &Attempt) -> Progress {
    if attempt.is_settled() {
        Progress::Settled
    } else if attempt.is_live() {
        Progress::Live
    } else {
        Progress::Watched
    }
}

/// Whether money that comes by this attempt would still be noticed.
pub(super) fn is_watched(attempt: &Attempt, now: Timestamp) -> bool {
    match attempt.state {
        AttemptState::Opening | AttemptState::Live => true,
        AttemptState::Ended { at, .. } => now.since(at) < WATCH_WINDOW,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_off_to_thirty_seconds_while_somebody_may_be_paying() {
        let plan: Vec<_> = (0..8)
            .filter_map(|tries| Progress::Live.next_read(tries))
            .map(|wait| wait.as_secs())
            .collect();
        assert_eq!(plan, [1, 2, 4, 8, 15, 30, 30, 30]);
        assert_eq!(
            Progress::Unanswered
                .next_read(u32::MAX)
                .map(|wait| wait.as_secs()),
            Some(30)
        );
        assert_eq!(Progress::Settled.next_read(0), None);
    }
}
