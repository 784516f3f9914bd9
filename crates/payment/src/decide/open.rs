//! What the provider answers to being asked for a session.

use super::{close, fact::fact, find};
use crate::{
    AgreementLink, AttemptId, AttemptState, Checkout, End, Event, Evidence, Failure, Recorded,
    Rejection, Session, SessionId, Timestamp,
};

type Decided = Result<Vec<Recorded>, Rejection>;

pub(super) fn opened(
    checkout: &Checkout,
    attempt: AttemptId,
    session: Session,
    now: Timestamp,
) -> Decided {
    match &find(checkout, &attempt)?.session {
        Some(has) if *has == session => Ok(Vec::new()),
        // A notification was faster and told no more than the id.
        Some(has) if has.id == session.id && has.request.is_none() => Ok(one(
            Evidence::StatusRead,
            now,
            Event::SessionOpened { attempt, session },
        )),
        Some(_) => Err(Rejection::OtherSession),
        // Even for an attempt that has ended: its session exists and can be paid, so it must
        // be watched.
        None => Ok(one(
            Evidence::StatusRead,
            now,
            Event::SessionOpened { attempt, session },
        )),
    }
}

pub(super) fn adopt(
    checkout: &Checkout,
    attempt: AttemptId,
    session: SessionId,
    now: Timestamp,
) -> Decided {
    if !find(checkout, &attempt)?.misses_session() || checkout.expects_session(now) {
        return Ok(Vec::new());
    }
    let session = Session::v2(session);
    Ok(one(
        Evidence::Webhook,
        now,
        Event::SessionOpened { attempt, session },
    ))
}

pub(super) fn offer_agreement(
    checkout: &Checkout,
    attempt: AttemptId,
    link: AgreementLink,
    now: Timestamp,
) -> Decided {
    if find(checkout, &attempt)?.agreement.as_ref() == Some(&link) {
        return Ok(Vec::new());
    }
    Ok(one(
        Evidence::StatusRead,
        now,
        Event::AgreementOffered { attempt, link },
    ))
}

pub(super) fn not_opened(
    checkout: &Checkout,
    attempt: AttemptId,
    failure: Failure,
    now: Timestamp,
) -> Decided {
    match find(checkout, &attempt)?.state {
        AttemptState::Opening | AttemptState::Linking(_) => Ok(failed(
            checkout,
            attempt,
            failure,
            Evidence::StatusRead,
            now,
        )),
        AttemptState::Live | AttemptState::Ended { .. } => Ok(Vec::new()),
    }
}

/// A customer who links an account takes the time that they take; only a session that is
/// being made is given up.
pub(super) fn give_up(checkout: &Checkout, attempt: AttemptId, now: Timestamp) -> Decided {
    match find(checkout, &attempt)?.state {
        AttemptState::Opening => {
            let failure = Failure::unanswered();
            Ok(failed(checkout, attempt, failure, Evidence::Clock, now))
        }
        AttemptState::Linking(_) | AttemptState::Live | AttemptState::Ended { .. } => {
            Ok(Vec::new())
        }
    }
}

fn failed(
    checkout: &Checkout,
    attempt: AttemptId,
    failure: Failure,
    evidence: Evidence,
    now: Timestamp,
) -> Vec<Recorded> {
    let end = Event::AttemptEnded {
        attempt,
        end: End::Failed(failure),
    };
    close::after(checkout, one(evidence, now, end), now)
}

fn one(evidence: Evidence, now: Timestamp, event: Event) -> Vec<Recorded> {
    vec![fact(evidence, now, event)]
}
