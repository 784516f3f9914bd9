//! The debit of an account that the customer linked and chose.

use std::time::Duration;

use flinks::eft::{CrossReference, Description, NewDebit};
use payment::{
    AttemptId, Checkout, CheckoutId, Command, Delivery, Failure, Linking, Rejection, Session,
    Timestamp,
};

use super::{ActError, Desk, open::failure_of};
use crate::account::Account;

/// A debit's day must lie in the future [E1-tx], wherever in Canada the provider looks at its
/// calendar. The day after in UTC does.
const NEXT_DAY: Duration = Duration::from_secs(24 * 60 * 60);

impl Desk {
    /// Asks the provider for the debit of the chosen account: once, whatever becomes of the
    /// answer. That it is asked is in the log before it is, so a crash in between leaves a
    /// debit that may exist and is not repeated. Its agreement is then signed by nobody.
    pub(crate) async fn open_debit(
        &self,
        id: &CheckoutId,
        attempt: &AttemptId,
    ) -> Result<(), ActError> {
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
            return Ok(());
        }
        let failure = if acted.events.is_empty() {
            tracing::error!(checkout_id = %id, attempt_id = %attempt, "a debit was asked for and the answer was lost; look for it at Flinks by the attempt");
            Failure::unanswered()
        } else {
            match self.debit_at_provider(&acted.checkout, attempt).await {
                Ok(session) => {
                    let opened = Command::Opened {
                        attempt: attempt.clone(),
                        session,
                    };
                    return self.act(id, opened, self.clock.now()).await.map(drop);
                }
                Err(failure) => failure,
            }
        };
        let not_opened = Command::NotOpened {
            attempt: attempt.clone(),
            failure,
        };
        self.act(id, not_opened, self.clock.now()).await.map(drop)
    }

    async fn debit_at_provider(
        &self,
        checkout: &Checkout,
        attempt: &AttemptId,
    ) -> Result<Session, Failure> {
        let lost = |_| Failure::unanswered();
        let (Some(account), Some(known)) = (
            self.accounts.of(checkout.order.mode),
            checkout.attempt(attempt),
        ) else {
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
            reference: CrossReference::of(checkout.order.reference.as_ref(), attempt),
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
            Err(error) if error.leaves_outcome_unknown() => Err(Failure::unanswered()),
            Err(error) => Err(failure_of(&error, Delivery::Page)),
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
