use std::time::Duration;

use flinks::client::CancelAnswer;
use payment::{AttemptId, CanceledBy, Checkout, CheckoutId, Command, Timestamp};
use store::{NewAudit, Remember};

use super::{ActError, Acted, Desk, Progress, settle::is_watched};

/// What came of asking the provider to cancel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Canceling {
    /// How the session ended is known; or it is no longer watched.
    Known,
    /// The provider cannot cancel it. Whoever asked is let go on, and the session is watched.
    NotSupported,
    /// The session is over or about to be, and nobody knows yet how: there may be money.
    Unread,
    /// The provider did not answer.
    Unanswered {
        /// For how long it asks to be left alone.
        asked: Option<Duration>,
    },
}

impl Desk {
    /// Calls the checkout off for the merchant. Where a payment is under way its last word is
    /// awaited; the provider is asked for it by the worker, at once.
    pub(crate) async fn cancel_checkout(
        &self,
        id: &CheckoutId,
        now: Timestamp,
        answer: impl Fn(&Checkout) -> Option<Remember> + Send,
    ) -> Result<Acted, ActError> {
        self.act_and_answer(id, Command::Cancel, now, answer).await
    }

    /// The same for somebody at the dashboard, noted with it where it changes something.
    pub(crate) async fn cancel_checkout_and_note(
        &self,
        id: &CheckoutId,
        now: Timestamp,
        note: NewAudit,
    ) -> Result<Acted, ActError> {
        self.act_beside(id, Command::Cancel, now, |_| None, Some(note), |_| Ok(()))
            .await
    }

    /// Calls the checkout off for a customer who wants another one in its place. Whether it was
    /// so: one at which somebody has begun to pay stays as it is.
    pub(crate) async fn withdraw(&self, id: &CheckoutId, now: Timestamp) -> Result<bool, ActError> {
        let acted = self.act(id, Command::Withdraw, now).await?;
        Ok(!acted.events.is_empty())
    }

    /// Stops the live attempt for the customer. The provider is asked first: if the money
    /// was faster, it is paid, and the page says so.
    pub(super) async fn cancel_attempt(
        &self,
        checkout: &Checkout,
        attempt: &AttemptId,
        now: Timestamp,
    ) -> Result<(), ActError> {
        // A page that was left open in a tab must not stop what began since.
        let live = checkout.live().filter(|live| live.id == *attempt);
        let Some(live) = live.map(|live| live.id.clone()) else {
            return Ok(());
        };
        let stop = Command::AskStop {
            attempt: live.clone(),
            by: CanceledBy::Customer,
        };
        self.act(&checkout.id, stop, now).await?;
        self.cancel_session(&checkout.id, &live).await.map(drop)
    }

    /// Asks the provider to cancel a session, then how it stands.
    pub(crate) async fn cancel_session(
        &self,
        id: &CheckoutId,
        attempt: &AttemptId,
    ) -> Result<Canceling, ActError> {
        let checkout = self.checkout(id).await?;
        let now = self.clock.now();
        let open = checkout
            .attempt(attempt)
            .filter(|known| !known.is_settled() && is_watched(known, now));
        let Some(known) = open else {
            return Ok(Canceling::Known);
        };
        let account = self.sure_account_of(&checkout).await?;
        let (Some(session), Some(account)) = (&known.session, account) else {
            // The answer that brings the session has it cancelled.
            self.stop(id, attempt).await?;
            return Ok(Canceling::Known);
        };
        let call = self
            .caller(id, attempt)
            .call("cancel", account.client.cancel(session));
        let answer = match call.await {
            Ok(answer) => answer,
            Err(error) => {
                return Ok(Canceling::Unanswered {
                    asked: error.retry_after(),
                });
            }
        };
        if self.read_status(id, attempt).await? == Progress::Settled {
            return Ok(Canceling::Known);
        }
        match answer {
            CancelAnswer::NotSupported => {
                self.stop(id, attempt).await?;
                Ok(Canceling::NotSupported)
            }
            CancelAnswer::Canceled | CancelAnswer::AlreadyOver => Ok(Canceling::Unread),
        }
    }

    /// Ends an attempt that somebody asked to stop and that the provider would not cancel.
    /// A checkout that is closing waits for the clock instead: its last word may be money.
    pub(crate) async fn stop(&self, id: &CheckoutId, attempt: &AttemptId) -> Result<(), ActError> {
        let checkout = self.checkout(id).await?;
        let asked_by = checkout.attempt(attempt).and_then(|known| known.stop_asked);
        if asked_by == Some(CanceledBy::Customer) {
            self.act(
                id,
                Command::Stop {
                    attempt: attempt.clone(),
                },
                self.clock.now(),
            )
            .await?;
        }
        Ok(())
    }
}
