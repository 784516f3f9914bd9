//! The debit of an account that the customer linked and chose.

use std::time::Duration;

use flinks::eft::{CrossReference, Description, NewDebit};
use payment::{
    AttemptId, Checkout, CheckoutId, Command, Event, Failure, Linking, Rejection, Session,
    Timestamp,
};
use store::{Claimed, Lease, StoreError, Version};
use tracing::Instrument as _;

use super::{ActError, Desk, open::failure_of};
use crate::{account::Account, clock::FOLLOWED, worker::LEASE};

/// A debit's day must lie in the future [E1-tx], wherever in Canada the provider looks at its
/// calendar. The day after in UTC does.
const NEXT_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How long to wait before writing down a debit is tried again, each time.
const RETRIES: [Duration; 6] = [
    Duration::from_millis(100),
    Duration::from_millis(400),
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::from_secs(10),
    Duration::from_secs(20),
];

/// How long writing an answer down may take once it is there: the tries above, each with a
/// store that is slow, or a server that is told to stop in the middle.
const WRITING_DOWN: Duration = Duration::from_secs(60);

/// How long after it was asked for a debit's answer may still come: as long as the call may
/// take, as long as writing it down may, and as far as the clocks may differ of the server that
/// asked and the one that looks.
fn awaited(call: Duration) -> Duration {
    call + WRITING_DOWN + FOLLOWED
}

impl Desk {
    /// Asks the provider for the debit of the chosen account: once, whatever becomes of the
    /// answer. That it is asked is in the log before it is, so a crash in between leaves a
    /// debit that may exist and is not repeated. Its agreement is then signed by nobody.
    ///
    /// Whoever finds it asked for already concludes that the answer is lost only when it cannot
    /// come any more; until then this says when to look again. A lease alone does not tell: it
    /// compares two machines' clocks, and is given back by a server that stops.
    ///
    /// Runs on its own: whoever is told to stop in the middle stops when the answer is written
    /// down.
    pub(crate) async fn open_debit(
        &self,
        id: &CheckoutId,
        attempt: &AttemptId,
        task: &Claimed,
    ) -> Result<Option<Duration>, ActError> {
        let (desk, id, attempt, task) = (self.clone(), id.clone(), attempt.clone(), task.clone());
        let asking = async move { desk.ask_debit(&id, &attempt, &task).await };
        self.debits
            .spawn(asking.in_current_span())
            .await
            .unwrap_or_else(|cause| {
                tracing::error!(
                    error = &cause as &dyn std::error::Error,
                    "asking for a debit broke off"
                );
                Ok(Some(WRITING_DOWN))
            })
    }

    async fn ask_debit(
        &self,
        id: &CheckoutId,
        attempt: &AttemptId,
        task: &Claimed,
    ) -> Result<Option<Duration>, ActError> {
        let ask = Command::AskDebit {
            attempt: attempt.clone(),
        };
        let acted = self.act(id, ask, self.clock.now()).await?;
        let known = acted
            .checkout
            .attempt(attempt)
            .ok_or(Rejection::NoSuchAttempt)?;
        if known.linking() != Some(&Linking::DebitAsked) {
            // Nobody wants it any more.
            return Ok(None);
        }
        let failure = if acted.events.is_empty() {
            if let Some(wait) = self.may_still_come(&acted.checkout, attempt).await? {
                return Ok(Some(wait));
            }
            if self.holds(task).await? == Lease::Lost {
                return Ok(None);
            }
            tracing::error!(checkout_id = %id, attempt_id = %attempt, "a debit was asked for and the answer was lost; look for it at Flinks by the attempt");
            Failure::unanswered()
        } else {
            match self.debit_at_provider(&acted.checkout, attempt).await {
                Ok(session) => {
                    self.keep_debit(&acted.checkout, attempt, session).await?;
                    return Ok(None);
                }
                Err(failure) => failure,
            }
        };
        let not_opened = Command::NotOpened {
            attempt: attempt.clone(),
            failure,
        };
        self.act(id, not_opened, self.clock.now()).await?;
        Ok(None)
    }

    /// How long the answer to a debit that was asked for is still waited for; `None` when it
    /// cannot come any more.
    async fn may_still_come(
        &self,
        checkout: &Checkout,
        attempt: &AttemptId,
    ) -> Result<Option<Duration>, ActError> {
        let log = self.store.events(&checkout.id, Version::NONE).await?;
        let is_it =
            |event: &Event| matches!(event, Event::DebitAsked { attempt: it } if it == attempt);
        let Some(asked) = log.iter().find(|it| is_it(&it.recorded.event)) else {
            return Ok(None);
        };
        let call = self.account_of(checkout).await?;
        let call = call.map_or(Duration::ZERO, |account| account.timeout);
        let left = asked
            .recorded
            .at
            .plus(awaited(call))
            .since(self.clock.now());
        Ok((!left.is_zero()).then_some(left))
    }

    async fn holds(&self, task: &Claimed) -> Result<Lease, StoreError> {
        let until = self.clock.now().plus(LEASE);
        self.store.renew(task, until).await
    }

    /// Writes down a debit that the provider has made. Nobody else knows of it: where it
    /// cannot be written down, it is called off.
    async fn keep_debit(
        &self,
        checkout: &Checkout,
        attempt: &AttemptId,
        session: Session,
    ) -> Result<(), ActError> {
        let opened = Command::Opened {
            attempt: attempt.clone(),
            session: session.clone(),
        };
        let mut waits = RETRIES.into_iter();
        let error = loop {
            let acted = self.act(&checkout.id, opened.clone(), self.clock.now());
            match acted.await {
                Ok(_) => return Ok(()),
                Err(error @ (ActError::Store(_) | ActError::Contended)) => match waits.next() {
                    Some(wait) => tokio::time::sleep(wait).await,
                    None => break error,
                },
                // It is another attempt's debit, and not for this one to call off.
                Err(error @ ActError::Refused(_)) => return Err(error),
                Err(error) => break error,
            }
        };
        if let Ok(Some(account)) = self.account_of(checkout).await {
            let call = account.client.cancel(&session);
            let called_off = self
                .caller(&checkout.id, attempt)
                .call("cancel", call)
                .await;
            tracing::error!(
                checkout_id = %checkout.id,
                attempt_id = %attempt,
                is_called_off = called_off.is_ok(),
                "a debit was made and could not be written down; look for it at Flinks by the attempt"
            );
        }
        Err(error)
    }

    async fn debit_at_provider(
        &self,
        checkout: &Checkout,
        attempt: &AttemptId,
    ) -> Result<Session, Failure> {
        let lost = |_| Failure::unanswered();
        let account = self.account_of(checkout).await.map_err(|_| lost(()))?;
        let (Some(account), Some(known)) = (account, checkout.attempt(attempt)) else {
            return Err(lost(()));
        };
        let Some(chosen) = &known.account else {
            return Err(lost(()));
        };
        // What stands on the bank statement; without it the debit is none the worse.
        let merchant = self.store.merchant(&checkout.merchant).await.ok().flatten();
        let now = self.clock.now();
        let today = day(now);
        let debit = NewDebit {
            amount: known.amount,
            account: chosen.account.clone(),
            payer: known.payer.clone(),
            // Never the order's, which its other attempts have too: of two debits it must be
            // seen which is which.
            reference: CrossReference::of(None, attempt),
            start_date: day(now.plus(NEXT_DAY)),
            transaction_code: account.transaction_code,
            description: merchant.and_then(|merchant| Description::cut(&merchant.name)),
        };
        let made = self
            .caller(&checkout.id, attempt)
            .call("debit", account.client.create_debit(&debit, today))
            .await;
        match made {
            Ok(debit) => Ok(debit.session()),
            Err(error) => Err(failure_of(&error)),
        }
    }

    /// Looks whether the provider has made the debit's agreement by now, and where it is
    /// signed. Until it has, the customer waits.
    pub(super) async fn find_agreement(
        &self,
        account: &Account,
        id: &CheckoutId,
        attempt: &AttemptId,
        session: &Session,
    ) -> Result<(), ActError> {
        let caller = self.caller(id, attempt);
        let call = account.client.agreement_of(session);
        let Ok(Some(agreement)) = caller.call("agreement", call).await else {
            return Ok(());
        };
        let call = account.client.pad_link(&agreement);
        let Ok(link) = caller.call("pad_link", call).await else {
            return Ok(());
        };
        let Ok(link) = link.as_str().parse() else {
            return Ok(());
        };
        let offer = Command::OfferAgreement {
            attempt: attempt.clone(),
            link,
        };
        self.act(id, offer, self.clock.now()).await.map(drop)
    }
}

fn day(at: Timestamp) -> jiff::civil::Date {
    jiff::Timestamp::from_microsecond(at.as_micros())
        .unwrap_or(jiff::Timestamp::MAX)
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date()
}
