//! What an answer of the provider leads to.

use super::{close, fact::facts};
use crate::{
    Attempt, CanceledBy, CaseKind, Checkout, End, Event, Failure, FailureCode, Money, Phase, Proof,
    Reading, Recorded, Said, Timestamp,
};

/// Whether an answer can still change anything. After its last word, only money is news from
/// a session, and that the money went back: once.
pub(super) fn is_news(attempt: &Attempt, reading: &Reading) -> bool {
    match reading {
        Reading::Returned { .. } => !matches!(attempt.reading, Some(Reading::Returned { .. })),
        Reading::Paid { .. } => {
            !attempt.is_paid() && !matches!(attempt.reading, Some(Reading::Returned { .. }))
        }
        Reading::Undecided
        | Reading::AgreementMissing
        | Reading::Scheduled
        | Reading::Failed(_)
        | Reading::Canceled
        | Reading::Expired => !attempt.is_paid() && !attempt.is_settled(),
    }
}

/// What a new answer of the provider does beyond being noted.
pub(super) fn consequences(
    checkout: &Checkout,
    attempt: &Attempt,
    reading: &Reading,
    said: &Said,
    proof: Proof,
    now: Timestamp,
) -> Vec<Recorded> {
    let known = facts(proof.into(), now);
    let end = match reading {
        Reading::Undecided | Reading::AgreementMissing | Reading::Scheduled => return Vec::new(),
        Reading::Paid { amount, guaranteed } => {
            return money(
                checkout,
                attempt,
                amount.unwrap_or(attempt.amount),
                *guaranteed,
            )
            .into_iter()
            .map(known)
            .collect();
        }
        Reading::Returned { code } => {
            if let Some(End::Paid { amount, .. }) = attempt.end() {
                return vec![known(Event::CaseOpened {
                    kind: CaseKind::ReturnedPayment,
                    attempt: attempt.id.clone(),
                    amount: *amount,
                    detail: Some(code.clone()),
                })];
            }
            End::Failed(Failure {
                code: FailureCode::Returned,
                detail: Some(code.clone()),
            })
        }
        Reading::Failed(failure) => End::Failed(failure.clone()),
        Reading::Canceled => End::Canceled(attempt.stop_asked.unwrap_or(CanceledBy::Customer)),
        Reading::Expired => End::Failed(Failure {
            code: FailureCode::SessionExpired,
            detail: said.detail.clone(),
        }),
    };
    if !attempt.is_live() {
        return Vec::new();
    }
    let ended = Event::AttemptEnded {
        attempt: attempt.id.clone(),
        end,
    };
    close::after(checkout, vec![known(ended)], now)
}

/// Money came. The first that is proved counts, whichever attempt brought it; any other
/// opens a case. Nothing is dropped and nothing is merged.
fn money(checkout: &Checkout, attempt: &Attempt, amount: Money, guaranteed: bool) -> Vec<Event> {
    let id = &attempt.id;
    let ended = Event::AttemptEnded {
        attempt: id.clone(),
        end: End::Paid { amount, guaranteed },
    };
    let case = |kind| Event::CaseOpened {
        kind,
        attempt: id.clone(),
        amount,
        detail: None,
    };
    match checkout.phase {
        Phase::Open | Phase::Closing { .. } => {
            let others =
                checkout
                    .live()
                    .filter(|live| live.id != *id)
                    .map(|live| Event::AttemptEnded {
                        attempt: live.id.clone(),
                        end: End::Superseded,
                    });
            [ended]
                .into_iter()
                .chain(others)
                .chain([Event::CheckoutPaid {
                    attempt: id.clone(),
                }])
                .collect()
        }
        Phase::Paid(_) => vec![ended, case(CaseKind::DuplicatePayment)],
        Phase::Canceled { .. } | Phase::Expired { .. } => vec![ended, case(CaseKind::LatePayment)],
    }
}
