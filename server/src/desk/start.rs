use std::time::Duration;

use app::{
    action::is_stale,
    desk::{DeskError, Start},
};
use payment::{
    AttemptId, Checkout, CheckoutId, Command, Delivery, End, Event, Locale, PageToken, Recorded,
    Rejection, Status, Timestamp,
};
use tracing::Instrument as _;

use super::{ActError, Desk};

/// How long a customer waits for the attempt before theirs to be cancelled. Its cancelling
/// goes on behind the scenes; this is so that a payment that was just made is seen before
/// another session exists.
const TIDY: Duration = Duration::from_secs(3);

impl Desk {
    /// Starts an attempt and has its session made. Runs on its own: a customer who closes the
    /// page in the middle leaves nothing half-made.
    pub(super) async fn start_attempt(
        &self,
        id: &CheckoutId,
        start: Start,
        now: Timestamp,
    ) -> Result<(), DeskError> {
        let (desk, id) = (self.clone(), id.clone());
        let starting = async move { Ok(Box::pin(desk.carry_through(&id, start, now)).await?) };
        self.under_way
            .spawn(starting.in_current_span())
            .await
            .unwrap_or_else(|cause| {
                tracing::error!(
                    error = &cause as &dyn std::error::Error,
                    "starting an attempt broke off"
                );
                Err(DeskError::Unavailable)
            })
    }

    pub(super) async fn carry_through(
        &self,
        id: &CheckoutId,
        start: Start,
        now: Timestamp,
    ) -> Result<(), ActError> {
        let attempt = start.attempt.clone();
        let command = Command::Start {
            attempt: start.attempt,
            method: start.method,
            amount: start.amount,
            payer: start.payer,
            locale: start.locale,
            delivery: start.delivery,
        };
        // Of two pages that were drawn before either began, one begins: the other one's customer
        // has not seen what they would take the place of.
        let fits = |checkout: &Checkout| {
            let has_come = checkout.attempt(&attempt).is_some();
            match &start.after {
                Some(after) if !has_come && is_stale(checkout, after) => {
                    Err(Rejection::NotOpen(Status::Processing))
                }
                Some(_) | None => Ok(()),
            }
        };
        let acted = self
            .act_beside(id, command, now, |_| None, None, fits)
            .await?;
        if acted.events.is_empty() {
            // The same form came before.
            return Ok(());
        }
        if let Some(superseded) = superseded(&acted.events) {
            self.tidy(id, superseded).await;
        }
        let checkout = self.checkout(id).await?;
        // The attempt before may turn out to have paid.
        if checkout
            .attempt(&attempt)
            .is_some_and(payment::Attempt::is_live)
        {
            self.open_session(&checkout, attempt).await?;
        }
        Ok(())
    }

    /// Starts again as the last attempt was started. The bank's page opens here, also where
    /// the last one went by e-mail: whoever asks for it is on the page.
    pub(super) async fn restart_attempt(
        &self,
        token: &PageToken,
        attempt: AttemptId,
        locale: Locale,
        now: Timestamp,
    ) -> Result<(), DeskError> {
        let checkout = self.find(token).await?.checkout;
        let last = checkout.attempts.last().ok_or(Rejection::NoSuchAttempt)?;
        let start = Start {
            attempt,
            method: last.method,
            amount: Some(last.amount),
            payer: last.payer.clone(),
            locale,
            delivery: Delivery::Page,
            after: None,
        };
        self.start_attempt(&checkout.id, start, now).await
    }

    /// Cancels a superseded attempt's session and believes what the provider answers.
    async fn tidy(&self, id: &CheckoutId, superseded: AttemptId) {
        let (desk, id) = (self.clone(), id.clone());
        let cancelling = async move { desk.cancel_session(&id, &superseded).await };
        let tidying = self.under_way.spawn(cancelling.in_current_span());
        if let Ok(Ok(Err(error))) = tokio::time::timeout(TIDY, tidying).await {
            tracing::debug!(%error, "the attempt before is cancelled later");
        }
    }
}

fn superseded(events: &[Recorded]) -> Option<AttemptId> {
    events.iter().find_map(|fact| match &fact.event {
        Event::AttemptEnded {
            attempt,
            end: End::Superseded,
        } => Some(attempt.clone()),
        _ => None,
    })
}
