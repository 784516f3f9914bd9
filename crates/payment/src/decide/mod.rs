mod claim;
mod close;
mod extend;
mod fact;
mod guarantee;
mod link;
mod open;
mod reading;
mod start;

use std::time::Duration;

use self::fact::{evidence_of, fact, facts};
use crate::{
    Attempt, AttemptId, CanceledBy, Checkout, Claim, CloseReason, Command, End, Event, Evidence,
    Order, Phase, Reading, Recorded, Rejection, Timestamp,
};

/// The most attempts one checkout takes.
pub const MAX_ATTEMPTS: usize = 50;

/// How long a frame that says "done" is believed against a provider that says "not signed".
const FRAME_PATIENCE: Duration = Duration::from_secs(60);

/// The most steps that are kept of one attempt: hints come from a browser, and a browser
/// can send what it likes.
pub const MAX_STEPS: usize = 64;

/// The event that makes a checkout.
#[must_use]
pub fn create(order: Order, expires_at: Timestamp, now: Timestamp) -> Recorded {
    Recorded {
        at: now,
        evidence: Evidence::Merchant,
        event: Event::CheckoutCreated {
            order: Box::new(order),
            expires_at,
        },
    }
}

/// What a command leads to. No events means that it is already so.
///
/// Its facts are never dated before those that the checkout has: where the clock stands
/// before them, [the checkout's own time](Checkout::time) counts.
pub fn decide(
    checkout: &Checkout,
    command: Command,
    now: Timestamp,
) -> Result<Vec<Recorded>, Rejection> {
    let now = checkout.time(now);
    match command {
        Command::Start {
            attempt,
            method,
            amount,
            payer,
            locale,
            delivery,
        } => {
            // What the provider is to e-mail by itself is only for who has not begun.
            let is_by_itself = attempt == AttemptId::of_delivery(&checkout.id);
            let has_begun = is_by_itself && !checkout.attempts.is_empty();
            if has_begun || checkout.attempt(&attempt).is_some() {
                return Ok(Vec::new());
            }
            start::allowed(checkout, method, delivery, now)?;
            // A price that the merchant set is never the customer's to change.
            let amount = checkout
                .order
                .amount
                .or(amount)
                .ok_or(Rejection::AmountMissing)?;
            let by_customer = facts(Evidence::Browser, now);
            let superseded = checkout.live().map(|live| Event::AttemptEnded {
                attempt: live.id.clone(),
                end: End::Superseded,
            });
            let started = Event::AttemptStarted {
                attempt,
                method,
                amount,
                payer,
                locale,
                delivery,
            };
            Ok(superseded
                .into_iter()
                .chain([started])
                .map(by_customer)
                .collect())
        }

        Command::BeginLinking { attempt } => link::begin(checkout, attempt, now),
        Command::Login {
            attempt,
            login,
            account,
        } => link::login(checkout, attempt, login, account, now),
        Command::AccountsAsked { attempt, request } => {
            link::accounts_asked(checkout, attempt, request, now)
        }
        Command::AccountsRead { attempt, accounts } => {
            link::accounts_read(checkout, attempt, accounts, now)
        }
        Command::ChooseAccount { attempt, account } => {
            link::choose(checkout, attempt, account, now)
        }
        Command::AskDebit { attempt } => link::ask_debit(checkout, attempt, now),

        Command::Opened { attempt, session } => open::opened(checkout, attempt, session, now),
        Command::Adopt { attempt, session } => open::adopt(checkout, attempt, session, now),
        Command::OfferAgreement { attempt, link } => {
            open::offer_agreement(checkout, attempt, link, now)
        }
        Command::NotOpened { attempt, failure } => {
            open::not_opened(checkout, attempt, failure, now)
        }
        Command::GiveUpOpening { attempt } => open::give_up(checkout, attempt, now),

        Command::GuaranteeIssued { attempt, amount } => {
            guarantee::answer(checkout, attempt, amount, now)
        }

        Command::Hint {
            attempt,
            step,
            claim,
        } => {
            let known = find(checkout, &attempt)?;
            if !known.is_live()
                || known.last_step() == Some(&step)
                || known.steps.len() >= MAX_STEPS
            {
                return Ok(Vec::new());
            }
            Ok(vec![fact(
                Evidence::Browser,
                now,
                Event::StepSeen {
                    attempt,
                    step,
                    claim,
                },
            )])
        }

        Command::Notice { attempt, said } => {
            find(checkout, &attempt)?;
            Ok(vec![fact(
                Evidence::Webhook,
                now,
                Event::WebhookReceived { attempt, said },
            )])
        }

        Command::Read {
            attempt,
            reading,
            said,
            proof,
        } => {
            let known = find(checkout, &attempt)?;
            let is_known = known.reading.as_ref() == Some(&reading)
                && !contradicts_frame(known, &reading, now);
            if is_known || !reading::is_news(known, &reading) {
                return Ok(Vec::new());
            }
            let mut events = reading::consequences(checkout, known, &reading, &said, proof, now);
            events.insert(
                0,
                fact(
                    proof.into(),
                    now,
                    Event::ReadingChanged {
                        attempt,
                        reading,
                        said,
                    },
                ),
            );
            Ok(events)
        }

        Command::AskStop { attempt, by } => {
            let known = find(checkout, &attempt)?;
            if !known.is_live() {
                return Err(Rejection::AttemptOver);
            }
            if known.stop_asked.is_some() {
                return Ok(Vec::new());
            }
            // Where nothing was asked of the provider there is nobody to ask first.
            let event = if known.is_unasked() {
                Event::AttemptEnded {
                    attempt,
                    end: End::Canceled(by),
                }
            } else {
                Event::StopAsked { attempt, by }
            };
            Ok(vec![fact(evidence_of(by), now, event)])
        }

        Command::Stop { attempt } => {
            let known = find(checkout, &attempt)?;
            if !known.is_live() {
                return Ok(Vec::new());
            }
            let by = known.stop_asked.unwrap_or(CanceledBy::Customer);
            let end = Event::AttemptEnded {
                attempt,
                end: End::Canceled(by),
            };
            Ok(close::after(
                checkout,
                vec![fact(evidence_of(by), now, end)],
                now,
            ))
        }

        Command::Cancel => match checkout.phase {
            Phase::Open => Ok(close::begin(checkout, CloseReason::Canceled, now)),
            Phase::Closing {
                reason: CloseReason::Canceled,
                ..
            }
            | Phase::Canceled { .. } => Ok(Vec::new()),
            Phase::Closing { .. } | Phase::Paid(_) | Phase::Expired { .. } => {
                Err(Rejection::NotOpen(checkout.status()))
            }
        },

        Command::Withdraw => Ok(close::withdraw(checkout, now)),

        Command::Extend => extend::extend(checkout, now),

        Command::Claim { order } => claim::claim(checkout, order, now),

        Command::Tick => Ok(close::tick(checkout, now)),
    }
}

/// Whether the frame has said "done" for a while and the agreement is still not signed: the
/// frame was wrong, and the customer must see the agreement again.
fn contradicts_frame(attempt: &Attempt, reading: &Reading, now: Timestamp) -> bool {
    let said_done = attempt.claim == Some(Claim::Done);
    let last_step = attempt.steps.last().map(|(_, at)| now.since(*at));
    *reading == Reading::AgreementMissing
        && said_done
        && last_step.is_some_and(|age| age >= FRAME_PATIENCE)
}

fn find<'a>(checkout: &'a Checkout, id: &AttemptId) -> Result<&'a Attempt, Rejection> {
    checkout.attempt(id).ok_or(Rejection::NoSuchAttempt)
}

/// Whether a payment by the attempt is still to come about: also by the clock, which may be
/// ahead of whoever closes the checkout.
fn is_wanted_at(checkout: &Checkout, attempt: &Attempt, now: Timestamp) -> bool {
    let is_open = checkout.phase == Phase::Open && now < checkout.expires_at;
    is_open && attempt.is_live() && attempt.stop_asked.is_none()
}
