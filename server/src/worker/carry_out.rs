use std::time::Duration;

use payment::{CLOSE_GRACE, Checkout, Command, Phase, Rejection, Timestamp, Work};
use store::Claimed;

use crate::{
    desk::{ActError, Canceling, Progress},
    mail,
    state::AppState,
};

/// How often a cancel that is not answered is tried before the customer is let go on.
const CANCEL_TRIES: u32 = 3;

/// Does one task. Answers when to do it again, or `None` when it is done.
pub(super) async fn carry_out(state: &AppState, task: &Claimed) -> Option<Duration> {
    let (desk, clock) = (&state.desk, &state.clock);
    let id = &task.checkout;
    let unanswered = |asked| Progress::Unanswered { asked }.next_read(task.tries);
    let outcome = match &task.work {
        Work::ReadStatus { attempt } => desk
            .read_status(id, attempt)
            .await
            .map(|progress| progress.next_read(task.tries)),
        Work::TakeWebhooks => desk.take_webhooks(id, clock.now()).await.map(|()| None),
        Work::CancelSession { attempt } => match desk.cancel_session(id, attempt).await {
            Ok(Canceling::Known | Canceling::NotSupported) => Ok(None),
            Ok(Canceling::Unread) => Ok(ask_again_to_cancel(task.tries)),
            Ok(Canceling::Unanswered { asked }) if task.tries < CANCEL_TRIES => {
                Ok(unanswered(asked))
            }
            // The customer is let go on; the session must not stay payable for that.
            Ok(Canceling::Unanswered { asked }) => {
                desk.stop(id, attempt).await.map(|()| unanswered(asked))
            }
            Err(error) => Err(error),
        },
        Work::GiveUpOpening { attempt } => {
            let give_up = Command::GiveUpOpening {
                attempt: attempt.clone(),
            };
            desk.act(id, give_up, clock.now()).await.map(|_| None)
        }
        Work::Deliver => Box::pin(desk.deliver(id)).await.map(|()| None),
        Work::FetchAccounts { attempt } => desk.fetch_accounts(id, attempt, task.tries).await,
        Work::OpenDebit { attempt } => desk.open_debit(id, attempt, task).await,
        Work::ConfirmGuarantee { attempt } => desk.confirm_guarantee(id, attempt, task.tries).await,
        Work::SendLetter { letter, attempt } => mail::keep(state, id, *letter, attempt)
            .await
            .map(|()| None)
            .map_err(ActError::from),
        Work::Tick => {
            let now = clock.now();
            desk.act(id, Command::Tick, now)
                .await
                .map(|acted| next_tick(&acted.checkout, now))
        }
    };
    match outcome {
        Ok(next) => next,
        // There is nothing left to do it to.
        Err(
            ActError::Missing
            | ActError::Rejected(Rejection::NoSuchAttempt | Rejection::AttemptOver),
        ) => None,
        Err(error) => {
            tracing::error!(checkout_id = %id, error = &error as &dyn std::error::Error, "a task failed");
            unanswered(None)
        }
    }
}

/// A session that the provider will not cancel any more can be on its way for days. The task that
/// reads it hears how it ends; asking to cancel it again is for the rare case that it opens anew.
fn ask_again_to_cancel(tries: u32) -> Option<Duration> {
    Progress::Watched.next_read(tries)
}

/// When the clock matters next. There is one such task for a checkout, so whoever carries it
/// out says when it is due again.
fn next_tick(checkout: &Checkout, now: Timestamp) -> Option<Duration> {
    const AT_LEAST: Duration = Duration::from_secs(1);
    /// How often one whose time is up and whose debit the bank has yet to take is looked at.
    const HELD: Duration = Duration::from_secs(60);
    let next = match checkout.phase {
        Phase::Open if now >= checkout.expires_at => return Some(HELD),
        Phase::Open => checkout.expires_at,
        Phase::Closing { since, .. } => since.plus(CLOSE_GRACE),
        Phase::Paid(_) | Phase::Canceled { .. } | Phase::Expired { .. } => return None,
    };
    Some(next.since(now).max(AT_LEAST))
}

#[cfg(test)]
mod tests {
    use payment::{
        AttemptId, CheckoutId, Customer, Locale, MerchantId, Metadata, Method, Mode, Money, Order,
        Payer, apply, create, decide, open,
    };

    use super::*;

    fn checkout(now: Timestamp) -> Checkout {
        let order = Order {
            mode: Mode::Test,
            delivery: payment::Delivery::Page,
            amount: Money::from_cents(100).ok(),
            reference: None,
            methods: vec![Method::ETransfer],
            customer: Customer::default(),
            payee_account: None,
            locale: None,
            theme: payment::Theme::Auto,
            success_url: None,
            cancel_url: None,
            metadata: Metadata::new(),
            payment_link: None,
        };
        let created = create(order, now.plus(Duration::from_secs(60)), now);
        let ids = (
            CheckoutId::from_bytes([1; 16]),
            MerchantId::from_bytes([2; 16]),
        );
        open(ids.0, ids.1, &created).expect("valid")
    }

    #[test]
    fn a_session_that_the_provider_will_not_cancel_is_asked_about_less_and_less_often() {
        let asked_in_a_day = (0..)
            .map_while(ask_again_to_cancel)
            .scan(Duration::ZERO, |age, wait| {
                *age += wait;
                Some(*age)
            })
            .take_while(|age| *age < Duration::from_secs(24 * 60 * 60))
            .count();
        assert!(asked_in_a_day < 30, "{asked_in_a_day} times");
    }

    #[test]
    fn a_tick_that_comes_too_early_comes_again() {
        let now = Timestamp::from_micros(0);
        let mut checkout = checkout(now);
        assert_eq!(next_tick(&checkout, now), Some(Duration::from_secs(60)));

        let payer = Payer {
            first_name: "A".parse().expect("valid"),
            last_name: "B".parse().expect("valid"),
            email: "a@b.ca".parse().expect("valid"),
            middle_name: None,
            phone: None,
            date_of_birth: None,
            occupation: None,
        };
        let start = Command::Start {
            attempt: AttemptId::from_bytes([3; 16]),
            method: Method::ETransfer,
            amount: None,
            payer,
            locale: Locale::EnCa,
            delivery: payment::Delivery::Page,
        };
        for command in [start, Command::Cancel] {
            for event in decide(&checkout, command, now).expect("valid") {
                checkout = apply(checkout, &event);
            }
        }
        // Called off by the merchant: the expiry is no longer what the clock waits for.
        let half = now.plus(CLOSE_GRACE / 2);
        assert_eq!(next_tick(&checkout, half), Some(CLOSE_GRACE / 2));
        let late = now.plus(CLOSE_GRACE);
        for event in decide(&checkout, Command::Tick, late).expect("valid") {
            checkout = apply(checkout, &event);
        }
        assert_eq!(next_tick(&checkout, late), None);
    }
}
