//! Sending letters.

use std::time::Duration;

use payment::{Letter, Timestamp};
use store::{ClaimedLetter, LetterFate, LetterOutcome, LetterState, StoreError};
use tokio::task::JoinSet;

use super::{Handed, Mailer, letter};
use crate::{
    lane::{self, Freight},
    notify,
    state::AppState,
    telemetry,
};

/// What a letter may take beside being handed over: for being written, and for what came of it.
const OWN_TIME: Duration = Duration::from_secs(30);

/// The longest that writing one takes: its lease is longer by what follows.
const WRITING: Duration = Duration::from_secs(20);

/// A letter that nobody could send for so long is news no more: longer than all tries take.
const TOO_OLD: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Sends letters until the program is asked to stop. Without a way to send there is nothing to do.
pub(crate) async fn run(state: AppState) {
    let Some(mailer) = &state.mail else { return };
    // Listened to before the first look, so that nothing falls in between.
    let changed = state.store.letters_changed();
    let mut letters = Letters {
        state: &state,
        lease: mailer.timeout() + OWN_TIME,
    };
    lane::run(&state, &mut letters, changed).await;
}

struct Letters<'a> {
    state: &'a AppState,
    lease: Duration,
}

impl Freight for Letters<'_> {
    const NAME: &'static str = "letters";
    const UNKNOWN: &'static str = "the next letter cannot be looked up";
    const UNCLAIMED: &'static str = "due letters cannot be claimed";

    /// More than a mail server likes to talk to.
    const AT_ONCE: usize = 8;

    async fn next_due(&self, _now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        self.state.store.next_letter_due().await
    }

    async fn take_on(
        &mut self,
        most: usize,
        under_way: &mut JoinSet<()>,
    ) -> Result<bool, StoreError> {
        let (state, now) = (self.state, self.state.clock.now());
        let most = u32::try_from(most).unwrap_or(u32::MAX);
        let claimed = state.store.claim_letters(now, self.lease, most).await?;
        let is_any = !claimed.is_empty();
        for letter in claimed {
            let (state, busy) = (state.clone(), state.work.begin());
            under_way.spawn(async move {
                Box::pin(send(&state, &letter)).await;
                drop(busy);
            });
        }
        Ok(is_any)
    }
}

/// Sends one letter and writes down what came of it.
async fn send(state: &AppState, claimed: &ClaimedLetter) {
    let Some(mailer) = &state.mail else { return };
    let handed = hand_over(state, mailer, claimed).await;
    telemetry::letter(claimed.letter, handed.outcome);
    let now = state.clock.now();
    let fate = fate(handed.outcome, claimed, now);
    tell(claimed, handed, fate);
    let settled = state
        .store
        .settle_letter(claimed, handed.outcome, fate, now)
        .await;
    match settled {
        Ok(true) => {}
        Ok(false) => {
            telemetry::letter_lease_lost();
            tracing::warn!(
                letter_id = %claimed.id,
                "a letter took longer than its lease; another may have sent it too"
            );
        }
        Err(error) => {
            // The lease runs out and it is sent again, with the id that it had.
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "what came of a letter could not be written down"
            );
        }
    }
}

async fn hand_over(state: &AppState, mailer: &Mailer, claimed: &ClaimedLetter) -> Handed {
    if state.clock.now().since(claimed.since) > TOO_OLD {
        return LetterOutcome::Overtaken.into();
    }
    let writing = tokio::time::timeout(WRITING, letter::write(state, claimed));
    let Ok(written) = writing.await else {
        tracing::error!(letter_id = %claimed.id, "a letter was not written in time");
        return LetterOutcome::Unwritten.into();
    };
    match written {
        Ok(Some(written)) => mailer.send(&written).await,
        Ok(None) => LetterOutcome::Overtaken.into(),
        Err(error) => {
            tracing::error!(
                letter_id = %claimed.id,
                error = &error as &dyn std::error::Error,
                "a letter could not be written"
            );
            LetterOutcome::Unwritten.into()
        }
    }
}

/// What becomes of a letter. What can be mended is tried again for days, as notifications are.
fn fate(outcome: LetterOutcome, claimed: &ClaimedLetter, now: Timestamp) -> LetterFate {
    match outcome {
        LetterOutcome::Sent => LetterFate::Over(LetterState::Sent),
        LetterOutcome::Refused => LetterFate::Over(LetterState::Refused),
        LetterOutcome::Overtaken => LetterFate::Over(LetterState::Dropped),
        LetterOutcome::Deferred
        | LetterOutcome::NotAdmitted
        | LetterOutcome::Unreachable
        | LetterOutcome::TimedOut
        | LetterOutcome::Unwritten => {
            let jitter = notify::jitter(&claimed.id, claimed.tries);
            match notify::wait(claimed.tries + 1, None, jitter) {
                Some(wait) => LetterFate::Again { at: now.plus(wait) },
                None => LetterFate::Over(LetterState::Dead),
            }
        }
    }
}

/// Tells the operators, without a word of whom it went to.
fn tell(claimed: &ClaimedLetter, handed: Handed, fate: LetterFate) {
    let Handed { outcome, code } = handed;
    let (outcome, letter) = (outcome.as_str(), Letter::as_str(claimed.letter));
    let (id, checkout) = (&claimed.id, &claimed.checkout);
    match fate {
        LetterFate::Over(LetterState::Sent) => {
            tracing::info!(letter_id = %id, checkout_id = %checkout, letter, "a letter was sent");
        }
        LetterFate::Over(LetterState::Dropped | LetterState::Waiting) => {
            tracing::info!(letter_id = %id, checkout_id = %checkout, letter, "a letter had nothing to say any more");
        }
        LetterFate::Over(LetterState::Refused) => {
            tracing::warn!(letter_id = %id, checkout_id = %checkout, letter, code, "the mail server refused a letter for good");
        }
        LetterFate::Over(LetterState::Dead) => {
            tracing::error!(letter_id = %id, checkout_id = %checkout, letter, outcome, code, "a letter was given up after days");
        }
        LetterFate::Again { .. } => {
            tracing::warn!(letter_id = %id, checkout_id = %checkout, letter, outcome, code, tries = claimed.tries + 1, "a letter was not taken; it is tried again");
        }
    }
}
