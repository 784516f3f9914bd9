mod link;

use crate::{
    Attempt, AttemptId, AttemptState, Case, Checkout, CheckoutId, CloseReason, End, Event,
    Fulfilment, LastFailure, MerchantId, Order, Payment, Phase, Reading, Recorded,
};

/// The checkout that its first event makes, or `None` when that is not a creation.
#[must_use]
pub fn open(id: CheckoutId, merchant: MerchantId, first: &Recorded) -> Option<Checkout> {
    let Event::CheckoutCreated { order, expires_at } = &first.event else {
        return None;
    };
    Some(Checkout {
        id,
        merchant,
        order: Order::clone(order),
        created_at: first.at,
        first_end: *expires_at,
        expires_at: *expires_at,
        phase: Phase::Open,
        attempts: Vec::new(),
        last_failure: None,
        cases: Vec::new(),
        fulfilment: None,
        as_of: first.at,
    })
}

/// The checkout that a whole log tells, or `None` when it does not start with a creation.
#[must_use]
pub fn replay<'a>(
    id: CheckoutId,
    merchant: MerchantId,
    log: impl IntoIterator<Item = &'a Recorded>,
) -> Option<Checkout> {
    let mut log = log.into_iter();
    let first = open(id, merchant, log.next()?)?;
    Some(log.fold(first, apply))
}

/// The checkout after one more event. Total: an event that makes no sense where the
/// checkout stands changes nothing.
#[must_use]
pub fn apply(mut checkout: Checkout, recorded: &Recorded) -> Checkout {
    checkout.as_of = checkout.as_of.max(recorded.at);
    match &recorded.event {
        Event::CheckoutCreated { .. } => {}
        Event::AttemptStarted {
            attempt,
            method,
            amount,
            payer,
            locale,
            delivery,
        } => {
            checkout.last_failure = None;
            checkout.attempts.push(Attempt {
                id: attempt.clone(),
                method: *method,
                amount: *amount,
                payer: payer.clone(),
                locale: *locale,
                delivery: *delivery,
                started_at: recorded.at,
                account: None,
                debit_asked_at: None,
                session: None,
                agreement: None,
                guarantee: None,
                state: AttemptState::Opening,
                steps: Vec::new(),
                claim: None,
                reading: None,
                stop_asked: None,
            });
        }
        Event::SessionOpened { attempt, session } => change(&mut checkout, attempt, |attempt| {
            attempt.session = Some(session.clone());
            if attempt.is_live() {
                // What another frame claimed says nothing about this session.
                attempt.claim = None;
                attempt.state = AttemptState::Live;
            }
        }),
        Event::LinkingBegan { .. }
        | Event::LoginReceived { .. }
        | Event::AccountsAsked { .. }
        | Event::AccountsRead { .. }
        | Event::AccountChosen { .. }
        | Event::DebitAsked { .. } => link::apply(&mut checkout, recorded),
        Event::AgreementOffered { attempt, link } => change(&mut checkout, attempt, |attempt| {
            attempt.agreement = Some(link.clone());
        }),
        Event::GuaranteeAnswered { attempt, answer } => {
            change(&mut checkout, attempt, |attempt| {
                attempt.guarantee = Some(*answer);
            });
        }
        Event::StepSeen {
            attempt,
            step,
            claim,
        } => change(&mut checkout, attempt, |attempt| {
            attempt.steps.push((step.clone(), recorded.at));
            attempt.claim = Some(*claim);
        }),
        Event::WebhookReceived { .. } => {}
        Event::ReadingChanged {
            attempt, reading, ..
        } => change(&mut checkout, attempt, |attempt| {
            // A frame that said "done" before the agreement was signed was wrong.
            if *reading == Reading::AgreementMissing {
                attempt.claim = None;
            }
            attempt.reading = Some(reading.clone());
        }),
        Event::StopAsked { attempt, by } => change(&mut checkout, attempt, |attempt| {
            attempt.stop_asked = Some(*by);
        }),
        Event::AttemptEnded { attempt, end } => ended(&mut checkout, attempt, end, recorded),
        Event::CheckoutPaid { attempt } => paid(&mut checkout, attempt, recorded),
        Event::CaseOpened {
            kind,
            attempt,
            amount,
            detail,
        } => checkout.cases.push(Case {
            kind: *kind,
            attempt: attempt.clone(),
            amount: *amount,
            detail: detail.clone(),
            at: recorded.at,
        }),
        Event::CheckoutExtended { expires_at } => {
            if checkout.phase == Phase::Open {
                checkout.expires_at = checkout.expires_at.max(*expires_at);
            }
        }
        Event::ClosingBegan { reason } => {
            if checkout.phase == Phase::Open {
                checkout.phase = Phase::Closing {
                    reason: *reason,
                    since: recorded.at,
                };
            }
        }
        Event::CheckoutClaimed { order } => {
            if checkout.fulfilment.is_none() && checkout.payment().is_some() {
                checkout.fulfilment = Some(Fulfilment {
                    order: order.clone(),
                    claimed_at: recorded.at,
                });
            }
        }
        Event::CheckoutClosed { reason } => {
            if !checkout.status().is_final() {
                checkout.phase = match reason {
                    CloseReason::Expired => Phase::Expired { at: recorded.at },
                    CloseReason::Canceled => Phase::Canceled { at: recorded.at },
                };
            }
        }
    }
    checkout
}

fn change(checkout: &mut Checkout, id: &AttemptId, change: impl FnOnce(&mut Attempt)) {
    if let Some(attempt) = checkout
        .attempts
        .iter_mut()
        .find(|attempt| attempt.id == *id)
    {
        change(attempt);
    }
}

fn ended(checkout: &mut Checkout, id: &AttemptId, end: &End, recorded: &Recorded) {
    if let End::Failed(failure) = end {
        checkout.last_failure = Some(LastFailure {
            attempt: id.clone(),
            failure: failure.clone(),
            at: recorded.at,
        });
    }
    change(checkout, id, |attempt| {
        attempt.stop_asked = None;
        attempt.state = AttemptState::Ended {
            end: end.clone(),
            at: recorded.at,
        };
    });
}

fn paid(checkout: &mut Checkout, id: &AttemptId, recorded: &Recorded) {
    if checkout.status().is_final() {
        return;
    }
    let Some(attempt) = checkout.attempt(id) else {
        return;
    };
    let Some(End::Paid { amount, guaranteed }) = attempt.end() else {
        return;
    };
    checkout.phase = Phase::Paid(Payment {
        attempt: id.clone(),
        method: attempt.method,
        amount: *amount,
        guaranteed: *guaranteed,
        evidence: recorded.evidence,
        paid_at: recorded.at,
    });
    checkout.last_failure = None;
}
