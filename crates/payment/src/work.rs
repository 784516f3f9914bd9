use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{
    Api, AttemptId, CanceledBy, Checkout, Claim, Delivery, End, Event, Letter, letter_after,
};

/// How long a checkout that is to end waits for the last word on its live attempt.
pub const CLOSE_GRACE: Duration = Duration::from_secs(120);

/// How long a debit that the customer has signed keeps a checkout from ending. Assumption: a
/// bank takes it within days; a debit's first day is the next one.
pub const SCHEDULE_WINDOW: Duration = Duration::from_secs(14 * 24 * 60 * 60);

/// How long a session may take to be made before the attempt is given up.
pub const OPENING_GRACE: Duration = Duration::from_secs(90);

/// How long the session of an attempt that ended is watched for money that comes late:
/// longer than the month after which an e-Transfer that nobody took lapses.
pub const WATCH_WINDOW: Duration = Duration::from_secs(35 * 24 * 60 * 60);

/// How long after a debit counted as paid its return is looked out for: the 90 days in which
/// a person can have a bank take it back [Rule H1], and some for the news to arrive.
pub const RETURN_WINDOW: Duration = Duration::from_secs(95 * 24 * 60 * 60);

/// How long the provider may take to read the accounts behind a login [C-auth].
pub const LINK_WINDOW: Duration = Duration::from_secs(30 * 60);

/// How long after a customer asked for it a cancel is made sure of. Their page does it at
/// once; this is for when that is cut short.
const MAKE_SURE: Duration = Duration::from_secs(5);

/// How long after a debit counted as paid it is first looked at again.
const LOOK_AGAIN: Duration = Duration::from_secs(6 * 60 * 60);

/// How long after a sign of life the provider is asked.
const SOON: Duration = Duration::from_secs(2);

/// Work that an event makes necessary later. It is written down in the transaction that
/// writes the event, so that no crash can lose it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Work {
    /// Ask the provider how the attempt's session stands.
    ReadStatus {
        /// Whose session.
        attempt: AttemptId,
    },
    /// Take in what the provider has told by itself about sessions of the checkout: it is on
    /// disk, and not in the log yet.
    TakeWebhooks,
    /// Ask the provider to cancel the attempt's session, then read it.
    CancelSession {
        /// Whose session.
        attempt: AttemptId,
    },
    /// Start the attempt whose link the provider e-mails to the customer.
    Deliver,
    /// Ask the provider for the accounts behind the login, until it shows them.
    FetchAccounts {
        /// Which attempt is paid from one of them.
        attempt: AttemptId,
    },
    /// Ask the provider for the debit, once.
    OpenDebit {
        /// For which attempt.
        attempt: AttemptId,
    },
    /// Tell the provider whether its guarantee is accepted, until it has heard.
    ConfirmGuarantee {
        /// Of which attempt.
        attempt: AttemptId,
    },
    /// Give the attempt up if its session was never made.
    GiveUpOpening {
        /// Which attempt.
        attempt: AttemptId,
    },
    /// Write to the customer, once.
    SendLetter {
        /// About what.
        letter: Letter,
        /// Which attempt brought the money.
        attempt: AttemptId,
    },
    /// Let the checkout look at the clock.
    Tick,
}

/// What an event makes necessary, and how long after it. `checkout` is as it stands after
/// the event.
#[must_use]
pub fn work_after(checkout: &Checkout, event: &Event) -> Vec<(Work, Duration)> {
    let now = Duration::ZERO;
    match event {
        Event::CheckoutCreated { order, .. } => {
            let tick = (Work::Tick, checkout.expires_at.since(checkout.created_at));
            match order.delivery {
                Delivery::Page => vec![tick],
                Delivery::Email => vec![tick, (Work::Deliver, now)],
            }
        }
        Event::LoginReceived { attempt, .. } => {
            let attempt = attempt.clone();
            vec![(Work::FetchAccounts { attempt }, now)]
        }
        Event::AccountChosen { attempt, .. } => {
            let attempt = attempt.clone();
            vec![(Work::OpenDebit { attempt }, now)]
        }
        Event::GuaranteeAnswered { attempt, .. } => {
            let attempt = attempt.clone();
            vec![(Work::ConfirmGuarantee { attempt }, now)]
        }
        Event::AttemptStarted { attempt, .. } => {
            vec![(
                Work::GiveUpOpening {
                    attempt: attempt.clone(),
                },
                OPENING_GRACE,
            )]
        }
        Event::SessionOpened { attempt, .. } => {
            let read = (
                Work::ReadStatus {
                    attempt: attempt.clone(),
                },
                Duration::from_secs(2),
            );
            // A session that was made for an attempt that nobody wants any more.
            let unwanted = checkout
                .attempt(attempt)
                .is_some_and(|attempt| !attempt.is_live() || attempt.stop_asked.is_some());
            let cancel = unwanted.then(|| {
                (
                    Work::CancelSession {
                        attempt: attempt.clone(),
                    },
                    now,
                )
            });
            [read].into_iter().chain(cancel).collect()
        }
        // What a frame says is over is asked about at once.
        // A step on the way means that there will be news soon.
        Event::StepSeen { attempt, claim, .. } => {
            let delay = match claim {
                Claim::Done | Claim::Over => now,
                Claim::Underway => SOON,
            };
            vec![(
                Work::ReadStatus {
                    attempt: attempt.clone(),
                },
                delay,
            )]
        }
        Event::WebhookReceived { attempt, .. } => vec![(
            Work::ReadStatus {
                attempt: attempt.clone(),
            },
            now,
        )],
        Event::StopAsked { attempt, by } => {
            let delay = match by {
                // The customer's page asks the provider itself.
                CanceledBy::Customer => MAKE_SURE,
                // Here it is left to a worker: a merchant is answered by what was written down,
                // and nobody else looks at the clock.
                CanceledBy::Merchant | CanceledBy::Clock => now,
            };
            vec![(
                Work::CancelSession {
                    attempt: attempt.clone(),
                },
                delay,
            )]
        }
        Event::AttemptEnded { attempt, end } => match end {
            End::Superseded | End::Canceled(_) => {
                let is_open = checkout
                    .attempt(attempt)
                    .is_some_and(|attempt| attempt.session.is_some() && !attempt.is_settled());
                let cancel = (
                    Work::CancelSession {
                        attempt: attempt.clone(),
                    },
                    MAKE_SURE,
                );
                is_open.then_some(cancel).into_iter().collect()
            }
            // The bank may take a debit back, also one whose money nobody looked for any more.
            End::Paid { .. } => {
                let is_debit = checkout
                    .attempt(attempt)
                    .and_then(|attempt| attempt.session.as_ref())
                    .is_some_and(|session| session.api == Api::EftV1);
                let read = (
                    Work::ReadStatus {
                        attempt: attempt.clone(),
                    },
                    LOOK_AGAIN,
                );
                is_debit.then_some(read).into_iter().collect()
            }
            End::Failed(_) => Vec::new(),
        },
        Event::CheckoutExtended { .. } => {
            vec![(Work::Tick, checkout.expires_at.since(checkout.as_of))]
        }
        Event::ClosingBegan { .. } => vec![(Work::Tick, CLOSE_GRACE)],
        // What money did is what a customer wants in writing.
        Event::CheckoutPaid { attempt } | Event::CaseOpened { attempt, .. } => {
            let letter = letter_after(event).map(|letter| {
                let attempt = attempt.clone();
                (Work::SendLetter { letter, attempt }, now)
            });
            letter.into_iter().collect()
        }
        Event::LinkingBegan { .. }
        | Event::AccountsAsked { .. }
        | Event::AccountsRead { .. }
        | Event::DebitAsked { .. }
        | Event::AgreementOffered { .. }
        | Event::ReadingChanged { .. }
        | Event::CheckoutClosed { .. }
        | Event::CheckoutClaimed { .. } => Vec::new(),
    }
}
