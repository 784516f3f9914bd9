use std::time::Duration;

use app::desk::{DeskError, Start};
use payment::{AttemptId, CheckoutId, Command, Event, Locale, PageToken, Timestamp};
use tracing::Instrument as _;

use super::Desk;

/// How long a customer waits for the attempt before theirs to be cancelled. Its cancelling
/// goes on behind the scenes; this only makes the common case tidy.
const TIDY: Duration = Duration::from_secs(3);

impl Desk {
    /// Starts an attempt and has its session made.
    pub(super) async fn start_attempt(
        &self,
        id: &CheckoutId,
        start: Start,
        now: Timestamp,
    ) -> Result<(), DeskError> {
        let attempt = start.attempt.clone();
        self.tidy_before(id, &attempt).await;
        let command = Command::Start {
            attempt: start.attempt,
            method: start.method,
            amount: start.amount,
            payer: start.payer,
            locale: start.locale,
        };
        let acted = self.act(id, command, now).await?;
        let is_new = acted
            .events
            .iter()
            .any(|fact| matches!(fact.event, Event::AttemptStarted { .. }));
        if is_new {
            self.open_session(&acted.checkout, &attempt).await?;
        }
        Ok(())
    }

    /// Starts again as the last attempt was started.
    pub(super) async fn restart_attempt(
        &self,
        token: &PageToken,
        attempt: AttemptId,
        locale: Locale,
        now: Timestamp,
    ) -> Result<(), DeskError> {
        let checkout = self.find(token).await?.checkout;
        let last = checkout
            .attempts
            .last()
            .ok_or(payment::Rejection::NoSuchAttempt)?;
        let start = Start {
            attempt,
            method: last.method,
            amount: Some(last.amount),
            payer: last.payer.clone(),
            locale,
        };
        self.start_attempt(&checkout.id, start, now).await
    }

    /// Cancels the live attempt's session at the provider and believes what it answers,
    /// so that a payment that was just made is seen before another is begun.
    async fn tidy_before(&self, id: &CheckoutId, next: &AttemptId) {
        let Ok(Some(loaded)) = self.store.load(id).await else {
            return;
        };
        let Some(live) = loaded.checkout.live().filter(|live| live.id != *next) else {
            return;
        };
        let live = live.id.clone();
        let (desk, id) = (self.clone(), id.clone());
        let cancelling = async move { desk.cancel_session(&id, &live).await };
        let tidying = tokio::spawn(cancelling.in_current_span());
        if let Ok(Ok(Err(error))) = tokio::time::timeout(TIDY, tidying).await {
            tracing::debug!(%error, "the attempt before is cancelled later");
        }
    }
}
