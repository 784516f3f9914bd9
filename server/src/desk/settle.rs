use std::time::Duration;

use payment::{
    Api, Attempt, AttemptId, AttemptState, Checkout, CheckoutId, Command, End, Proof,
    RETURN_WINDOW, Reading, Timestamp, WATCH_WINDOW, Work,
};
use store::{NewTask, ScheduleError};

use super::{ActError, Desk};

/// What is to be done about a session after it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    /// There is nothing more to learn.
    Settled,
    /// Somebody may be paying: read again soon.
    Live,
    /// Nobody waits at the bank, but money could still come: read again now and then.
    Watched,
    /// It is paid, and a bank may still take it back: read again once a day.
    Returnable,
    /// The provider did not answer.
    Unanswered {
        /// For how long it asks to be left alone.
        asked: Option<Duration>,
    },
}

impl Progress {
    /// How long to wait before the next read, after so many in a row that told nothing new.
    /// The provider asks for no more than one every 30 seconds in the long run.
    pub(crate) fn next_read(self, tries: u32) -> Option<Duration> {
        const LIVE: [u64; 6] = [1, 2, 4, 8, 15, 30];
        const WATCHED: [u64; 5] = [5, 30, 120, 600, 3600];
        const RETURNABLE: [u64; 2] = [6 * 3600, 24 * 3600];
        const UNANSWERED: [u64; 5] = [1, 3, 7, 15, 30];
        let (plan, asked): (&[u64], _) = match self {
            Self::Settled => return None,
            Self::Live => (&LIVE, None),
            Self::Watched => (&WATCHED, None),
            Self::Returnable => (&RETURNABLE, None),
            Self::Unanswered { asked } => (&UNANSWERED, asked),
        };
        let step = usize::try_from(tries)
            .unwrap_or(usize::MAX)
            .min(plan.len() - 1);
        let planned = Duration::from_secs(plan[step]);
        Some(asked.map_or(planned, |asked| asked.max(planned)))
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
        if !is_watched(known, self.clock.now()) {
            if !known.is_paid() {
                tracing::error!(
                    checkout_id = %id,
                    attempt_id = %attempt,
                    "a session was watched for as long as we do, and the provider never said how it ended"
                );
            }
            return Ok(Progress::Settled);
        }
        let Some(account) = self.sure_account_of(&checkout).await? else {
            return Ok(Progress::Unanswered { asked: None });
        };

        self.pace.note(attempt, self.clock.now());
        let call = self
            .caller(id, attempt)
            .call("read", account.client.read(known.method, session));
        let answer = match call.await {
            Ok(answer) => answer,
            Err(error) => {
                return Ok(Progress::Unanswered {
                    asked: error.retry_after(),
                });
            }
        };
        self.note_drift(&answer.drift, answer.sample.as_deref())
            .await;
        if session.api == Api::EftV1 && known.is_live() && known.agreement.is_none() {
            self.find_agreement(&account, id, attempt, session).await?;
        }
        let now = self.clock.now();
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
    if may_be_returned(attempt) {
        Progress::Returnable
    } else if attempt.is_settled() {
        Progress::Settled
    } else if attempt.is_live() && !attempt.is_scheduled() {
        Progress::Live
    } else {
        Progress::Watched
    }
}

/// Whether money that comes by this attempt, or goes back, would still be noticed.
pub(super) fn is_watched(attempt: &Attempt, now: Timestamp) -> bool {
    match &attempt.state {
        AttemptState::Opening | AttemptState::Linking(_) | AttemptState::Live => true,
        AttemptState::Ended { end, at } => {
            let window = match end {
                End::Paid { .. } => RETURN_WINDOW,
                End::Failed(_) | End::Canceled(_) | End::Superseded => WATCH_WINDOW,
            };
            now.since(*at) < window
        }
    }
}

/// Whether the provider would tell of a return: of a debit of the first version. What a
/// session's status says is the customer's way through it and nothing later [G-stat]; the
/// returns of such a debit are in the reports.
fn may_be_returned(attempt: &Attempt) -> bool {
    let is_debit = attempt
        .session
        .as_ref()
        .is_some_and(|session| session.api == Api::EftV1);
    let is_back = matches!(attempt.reading, Some(Reading::Returned { .. }));
    attempt.is_paid() && is_debit && !is_back
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
            Progress::Unanswered { asked: None }
                .next_read(u32::MAX)
                .map(|wait| wait.as_secs()),
            Some(30)
        );
        assert_eq!(Progress::Settled.next_read(0), None);
    }

    #[test]
    fn a_provider_that_asks_for_more_time_gets_it() {
        let asked = |seconds| Progress::Unanswered {
            asked: Some(Duration::from_secs(seconds)),
        };
        let wait = |seconds, tries| asked(seconds).next_read(tries).map(|wait| wait.as_secs());
        assert_eq!(wait(120, 0), Some(120));
        assert_eq!(wait(0, 2), Some(7), "and no less than was planned");
    }
}
