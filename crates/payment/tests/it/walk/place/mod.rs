//! Where a checkout is, as far as any rule can tell: the finite model.
//!
//! Moments become the relations that rules look at, and what no rule reads again is left
//! out. Whether that is so is not believed but tried: see `abstraction`.
mod attempt;
mod live;
mod lost;

use payment::{
    Attempt, Case, CaseKind, Checkout, CloseReason, Evidence, Fulfilment, Money, Payment, Phase,
    SCHEDULE_WINDOW, Timestamp,
};

pub(crate) use self::{
    attempt::{Found, Try},
    live::{Age, Answer, DONE_STEP, Frame, Live, Way},
    lost::Lost,
};
use super::works::Works;
use crate::setup::{LIFETIME, PRICE, Till, id, order_id};

/// What the clock says in every place. A place knows what has passed, not when.
pub(crate) const NOW: Timestamp = Timestamp::from_micros(1_000_000_000_000_000);

/// What the two attempts are called.
pub(crate) type Names = [u8; 2];

/// Names of attempts that customers started.
pub(crate) const NAMES: Names = [2, 3];

/// Names where the first is the one that the checkout started by itself.
pub(crate) const DELIVERED: Names = [1, 3];

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    pub(crate) phase: Stage,
    pub(crate) attempts: [Option<Try>; 2],
    /// The number of the order that claimed the payment.
    pub(crate) claimed: Option<u8>,
    pub(crate) works: Works,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Stage {
    Open(Expiry),
    Closing {
        reason: CloseReason,
        is_grace_over: bool,
    },
    /// By the attempt of that number.
    Paid(u8),
    Ended(CloseReason),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Expiry {
    /// There is no more time to be had, now or ever.
    Ahead,
    /// So near that there is more time to be had.
    Near,
    Passed,
    /// So long ago that a debit's day is no longer waited for.
    LongPassed,
}

impl Place {
    /// Where `checkout` is when the clock says `now`.
    pub(crate) fn of(checkout: &Checkout, now: Timestamp, works: Works) -> Self {
        let now = checkout.time(now);
        let number = |attempt: &Attempt| {
            checkout
                .attempts
                .iter()
                .position(|known| known.id == attempt.id)
                .map_or(u8::MAX, |n| u8::try_from(n).unwrap_or(u8::MAX))
        };
        let phase = match &checkout.phase {
            Phase::Open if is_near(checkout, now) => Stage::Open(Expiry::Near),
            Phase::Open if now < checkout.expires_at => Stage::Open(Expiry::Ahead),
            Phase::Open if now < checkout.expires_at.plus(SCHEDULE_WINDOW) => {
                Stage::Open(Expiry::Passed)
            }
            Phase::Open => Stage::Open(Expiry::LongPassed),
            Phase::Closing { reason, since } => Stage::Closing {
                reason: *reason,
                is_grace_over: now.since(*since) >= payment::CLOSE_GRACE,
            },
            Phase::Paid(payment) => {
                Stage::Paid(checkout.attempt(&payment.attempt).map_or(u8::MAX, number))
            }
            Phase::Canceled { .. } => Stage::Ended(CloseReason::Canceled),
            Phase::Expired { .. } => Stage::Ended(CloseReason::Expired),
        };
        let at = |n: usize| {
            checkout
                .attempts
                .get(n)
                .map(|attempt| Try::of(attempt, now))
        };
        Self {
            phase,
            attempts: [at(0), at(1)],
            claimed: checkout
                .fulfilment
                .as_ref()
                .map(|claim| u8::from(claim.order != order_id(0))),
            works: works.of_use_to(checkout),
        }
    }

    /// A checkout that is there.
    pub(crate) fn checkout(&self, names: Names) -> Checkout {
        let mut checkout = Till::open().checkout;
        checkout.as_of = NOW;
        checkout.created_at = NOW;
        checkout.expires_at = NOW.plus(LIFETIME);
        checkout.first_end = checkout.expires_at;
        let attempts = self.attempts.iter().flatten().zip(names);
        checkout.attempts = attempts.map(|(it, n)| it.attempt(n)).collect();
        checkout.phase = match self.phase {
            Stage::Open(expiry) => {
                checkout.expires_at = match expiry {
                    Expiry::Ahead => NOW.plus(LIFETIME),
                    Expiry::Near => NOW.plus(LIFETIME / 2),
                    Expiry::Passed => NOW,
                    Expiry::LongPassed => NOW.minus(SCHEDULE_WINDOW),
                };
                checkout.first_end = checkout.expires_at;
                checkout.created_at = checkout.first_end.minus(LIFETIME);
                Phase::Open
            }
            Stage::Closing {
                reason,
                is_grace_over,
            } => Phase::Closing {
                reason,
                since: if is_grace_over {
                    NOW.minus(payment::CLOSE_GRACE)
                } else {
                    NOW
                },
            },
            Stage::Paid(n) => Phase::Paid(Payment {
                attempt: id(names[usize::from(n)]),
                method: checkout.attempts[usize::from(n)].method,
                amount: price(),
                guaranteed: true,
                evidence: Evidence::StatusRead,
                paid_at: NOW,
            }),
            Stage::Ended(CloseReason::Canceled) => Phase::Canceled { at: NOW },
            Stage::Ended(CloseReason::Expired) => Phase::Expired { at: NOW },
        };
        for (attempt, n) in self.attempts.iter().flatten().zip(0_u8..) {
            let Try::Paid { is_returned, .. } = attempt else {
                continue;
            };
            let uncounted = match self.phase {
                Stage::Paid(counted) if counted == n => None,
                Stage::Paid(_) => Some(CaseKind::DuplicatePayment),
                Stage::Open(_) | Stage::Closing { .. } | Stage::Ended(_) => {
                    Some(CaseKind::LatePayment)
                }
            };
            let returned = is_returned.then_some(CaseKind::ReturnedPayment);
            for kind in uncounted.into_iter().chain(returned) {
                checkout.cases.push(Case {
                    kind,
                    attempt: id(names[usize::from(n)]),
                    amount: price(),
                    detail: None,
                    at: NOW,
                });
            }
        }
        checkout.fulfilment = self.claimed.map(|n| Fulfilment {
            order: order_id(n),
            claimed_at: NOW,
        });
        checkout
    }
}

/// Whether the clock alone lets it have more time: a debit that is signed needs none.
fn is_near(checkout: &Checkout, now: Timestamp) -> bool {
    let unpaid = Checkout {
        attempts: Vec::new(),
        ..checkout.clone()
    };
    unpaid.more_time(now).is_some()
}

fn price() -> Money {
    Money::from_cents(PRICE).expect("valid")
}
