use flinks::client::CancelAnswer;
use payment::{AttemptId, CanceledBy, Checkout, CheckoutId, Command, Timestamp};

use super::{ActError, Acted, Desk};
use crate::clock;

/// What came of asking the provider to cancel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Canceling {
    /// The provider's answer was asked for and believed.
    Known,
    /// The provider did not answer: try again.
    Unanswered,
}

impl Desk {
    /// Calls the checkout off for the merchant.
    pub(crate) async fn cancel_checkout(
        &self,
        id: &CheckoutId,
        now: Timestamp,
    ) -> Result<Acted, ActError> {
        let acted = self.act(id, Command::Cancel, now).await?;
        let Some(live) = acted.checkout.live().map(|live| live.id.clone()) else {
            return Ok(acted);
        };
        self.cancel_session(id, &live).await?;
        let checkout = self
            .store
            .load(id)
            .await?
            .ok_or(ActError::Missing)?
            .checkout;
        Ok(Acted {
            checkout,
            events: acted.events,
        })
    }

    /// Stops the live attempt for the customer. The provider is asked first: if the money
    /// was faster, it is paid, and the page says so.
    pub(super) async fn cancel_attempt(
        &self,
        checkout: &Checkout,
        now: Timestamp,
    ) -> Result<(), ActError> {
        let Some(live) = checkout.live().map(|live| live.id.clone()) else {
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
        let loaded = self.store.load(id).await?.ok_or(ActError::Missing)?;
        let checkout = loaded.checkout;
        let Some(known) = checkout
            .attempt(attempt)
            .filter(|known| !known.is_settled())
        else {
            return Ok(Canceling::Known);
        };
        if let (Some(session), Some(account)) =
            (&known.session, self.accounts.of(checkout.order.mode))
        {
            let call = self
                .caller(id, attempt)
                .call("cancel", account.client.cancel(session));
            match call.await {
                Ok(
                    CancelAnswer::Canceled | CancelAnswer::AlreadyOver | CancelAnswer::NotSupported,
                ) => {}
                Err(_) => return Ok(Canceling::Unanswered),
            }
            self.read_status(id, attempt).await?;
        }
        self.stop(id, attempt).await?;
        Ok(Canceling::Known)
    }

    /// Ends an attempt that somebody asked to stop and that the provider would not cancel.
    /// A checkout that is closing waits for the clock instead: its last word may be money.
    pub(crate) async fn stop(&self, id: &CheckoutId, attempt: &AttemptId) -> Result<(), ActError> {
        let checkout = self
            .store
            .load(id)
            .await?
            .ok_or(ActError::Missing)?
            .checkout;
        let asked_by = checkout.attempt(attempt).and_then(|known| known.stop_asked);
        if asked_by == Some(CanceledBy::Customer) {
            self.act(
                id,
                Command::Stop {
                    attempt: attempt.clone(),
                },
                clock::now(),
            )
            .await?;
        }
        Ok(())
    }
}
