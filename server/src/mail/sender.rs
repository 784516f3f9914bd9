//! The loop that sends letters.

use std::time::Duration;

use payment::{Letter, Timestamp};
use store::{ClaimedLetter, LetterFate, LetterOutcome, LetterState, StoreError};
use tokio::task::JoinSet;

use super::{Handed, Mailer, letter};
use crate::{notify, state::AppState, telemetry};

/// How many letters are under way at once: more than a mail server likes to talk to.
const AT_ONCE: usize = 8;

/// What a letter may take beside being handed over: for being written, and for what came of it.
const OWN_TIME: Duration = Duration::from_secs(30);

/// The longest that writing one takes: its lease is longer by what follows.
const WRITING: Duration = Duration::from_secs(20);

/// A letter that nobody could send for so long is news no more: longer than all tries take.
const TOO_OLD: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// The longest rest, whatever the clock says: for what another server left behind.
const LONGEST_REST: Duration = Duration::from_secs(1);

/// How far off what nobody knows of is.
const NEVER: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// How long to wait after the store failed.
const AFTER_TROUBLE: Duration = Duration::from_secs(1);

/// Sends what is due until the program is asked to stop; then finishes what is under way. Without
/// a way to send there is nothing to do.
pub(crate) async fn run(state: AppState) {
    if state.mail.is_none() {
        return;
    }
    let mut sender = Sender {
        state: &state,
        under_way: JoinSet::new(),
        in_trouble: false,
    };
    // Listened to before the first look, so that nothing falls in between.
    let mut changed = state.store.letters_changed();
    while !state.shutdown.is_cancelled() {
        while sender.under_way.try_join_next().is_some() {}
        let free = AT_ONCE - sender.under_way.len();
        let until_due = sender.until_next_due().await;
        if free > 0 && until_due.is_zero() && sender.take_on(free).await {
            continue;
        }
        tokio::select! {
            () = state.clock.sleep(until_due), if !until_due.is_zero() => {}
            () = tokio::time::sleep(LONGEST_REST) => {}
            () = changed.changed() => {}
            Some(_) = sender.under_way.join_next(), if free == 0 => {}
            () = state.shutdown.cancelled() => {}
        }
    }
    sender.finish().await;
}

struct Sender<'a> {
    state: &'a AppState,
    under_way: JoinSet<()>,
    in_trouble: bool,
}

impl Sender<'_> {
    async fn until_next_due(&mut self) -> Duration {
        match self.state.store.next_letter_due().await {
            Ok(due) => {
                self.in_trouble = false;
                due.map_or(NEVER, |due| due.since(self.state.clock.now()))
            }
            Err(error) => {
                self.trouble(&error, "the next letter cannot be looked up");
                AFTER_TROUBLE
            }
        }
    }

    /// A store that is away for an hour is worth one line.
    fn trouble(&mut self, error: &StoreError, what: &'static str) {
        if !std::mem::replace(&mut self.in_trouble, true) {
            tracing::error!(error = error as &dyn std::error::Error, "{what}");
        }
    }

    /// Claims what is due and starts to send it. Answers whether there was anything.
    async fn take_on(&mut self, free: usize) -> bool {
        let (state, busy) = (self.state, self.state.work.begin());
        let Some(mailer) = &state.mail else {
            return false;
        };
        let lease = mailer.timeout() + OWN_TIME;
        let limit = u32::try_from(free).unwrap_or(u32::MAX);
        let claimed = state.store.claim_letters(state.clock.now(), lease, limit);
        let is_any = match claimed.await {
            Ok(claimed) => {
                let is_any = !claimed.is_empty();
                for letter in claimed {
                    let (state, busy) = (state.clone(), state.work.begin());
                    self.under_way.spawn(async move {
                        Box::pin(send(&state, &letter)).await;
                        drop(busy);
                    });
                }
                is_any
            }
            Err(error) => {
                self.trouble(&error, "due letters cannot be claimed");
                tokio::time::sleep(AFTER_TROUBLE).await;
                false
            }
        };
        drop(busy);
        is_any
    }

    /// Waits for what is under way as long as there is time. The leases of the rest run out.
    async fn finish(mut self) {
        while !self.under_way.is_empty() {
            tokio::select! {
                _ = self.under_way.join_next() => {}
                () = self.state.cut.cancelled() => break,
            }
        }
        if !self.under_way.is_empty() {
            tracing::warn!(
                count = self.under_way.len(),
                "letters were cut short; they are sent again later"
            );
        }
        self.under_way.shutdown().await;
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
