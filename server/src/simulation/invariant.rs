//! What must hold of a checkout, whatever happens: looked at after every event of its log.

use std::fmt::Display;

use payment::{
    CaseKind, Checkout, End, Event, Evidence, OrderId, Phase, Reading, Rejection, Timestamp,
};
use store::Logged;

use super::{at_bank::name_at_bank, bank::Moved, failure::Broken, shop::Arrival, step::Answer};

type Holds = Result<(), Broken>;

/// Everything that must hold of a checkout after one more event. `moved` tells what truly
/// moved in a session.
pub(super) fn after(
    before: Option<&Checkout>,
    logged: &Logged,
    after: &Checkout,
    moved: &dyn Fn(&str) -> Option<Moved>,
) -> Holds {
    if let Some(before) = before {
        a_terminal_status_never_changes(before, after)?;
        what_is_paid_stays_paid(before, after)?;
        a_claim_is_for_ever(before, after)?;
        nothing_happened_to_a_case(before, after)?;
    }
    at_most_one_attempt_is_live(after)?;
    money_is_moved_by_proof_alone(logged)?;
    only_what_is_paid_is_claimed(after)?;
    what_is_paid_here_is_paid_at_the_bank(logged, after, moved)?;
    all_money_counts_once_or_has_a_case(logged, after)
}

/// What was answered is on the disk: no crash takes it back, and nobody writes it anew.
pub(super) fn what_was_seen_stays_in_the_log(seen: &[Logged], log: &[Logged]) -> Holds {
    let name = "what_was_seen_stays_in_the_log";
    for (place, seen) in seen.iter().enumerate() {
        let was = seen.recorded.event.name();
        match log.get(place) {
            Some(there) if there == seen => {}
            Some(there) => {
                let is = there.recorded.event.name();
                let seen = format!("#{} was {was} and is {is}", seen.seq);
                return Err(Broken::invariant(name, seen));
            }
            None => {
                let seen = format!("#{} {was} is gone", seen.seq);
                return Err(Broken::invariant(name, seen));
            }
        }
    }
    Ok(())
}

fn a_terminal_status_never_changes(before: &Checkout, after: &Checkout) -> Holds {
    let (was, is) = (before.status(), after.status());
    if !was.is_final() || was == is {
        return Ok(());
    }
    let seen = format!("{} became {}", was.as_str(), is.as_str());
    Err(Broken::invariant("a_terminal_status_never_changes", seen))
}

/// Nothing is unpaid again: what goes back has a case of its own, and the payment stays.
fn what_is_paid_stays_paid(before: &Checkout, after: &Checkout) -> Holds {
    if before.payment().is_none() || before.payment() == after.payment() {
        return Ok(());
    }
    Err(Broken::invariant("what_is_paid_stays_paid", "it changed"))
}

fn a_claim_is_for_ever(before: &Checkout, after: &Checkout) -> Holds {
    if before.fulfilment.is_none() || before.fulfilment == after.fulfilment {
        return Ok(());
    }
    Err(Broken::invariant("a_claim_is_for_ever", "it changed"))
}

fn nothing_happened_to_a_case(before: &Checkout, after: &Checkout) -> Holds {
    if after.cases.starts_with(&before.cases) {
        return Ok(());
    }
    Err(Broken::invariant(
        "nothing_happened_to_a_case",
        "one changed",
    ))
}

fn at_most_one_attempt_is_live(checkout: &Checkout) -> Holds {
    let live = checkout.attempts.iter().filter(|it| it.is_live()).count();
    if live <= 1 {
        return Ok(());
    }
    let seen = format!("{live} are");
    Err(Broken::invariant("at_most_one_attempt_is_live", seen))
}

/// Neither a browser nor a webhook, neither a clock nor a merchant moves money.
fn money_is_moved_by_proof_alone(logged: &Logged) -> Holds {
    let (event, evidence) = (&logged.recorded.event, logged.recorded.evidence);
    let moves = match event {
        Event::AttemptEnded { end, .. } => matches!(end, End::Paid { .. }),
        Event::ReadingChanged { reading, .. } => {
            matches!(reading, Reading::Paid { .. } | Reading::Returned { .. })
        }
        Event::CheckoutPaid { .. } | Event::CaseOpened { .. } => true,
        _ => false,
    };
    let is_proof = matches!(evidence, Evidence::StatusRead | Evidence::Report);
    if !moves || is_proof {
        return Ok(());
    }
    let seen = format!("#{} {} by {}", logged.seq, event.name(), evidence.as_str());
    Err(Broken::invariant("money_is_moved_by_proof_alone", seen))
}

fn only_what_is_paid_is_claimed(checkout: &Checkout) -> Holds {
    if checkout.fulfilment.is_none() || checkout.payment().is_some() {
        return Ok(());
    }
    let seen = checkout.status().as_str();
    Err(Broken::invariant("only_what_is_paid_is_claimed", seen))
}

/// No order ships on a rumour: what is paid here was paid at the bank before, and so much.
fn what_is_paid_here_is_paid_at_the_bank(
    logged: &Logged,
    checkout: &Checkout,
    moved: &dyn Fn(&str) -> Option<Moved>,
) -> Holds {
    let name = "what_is_paid_here_is_paid_at_the_bank";
    let Event::AttemptEnded {
        attempt,
        end: End::Paid { amount, .. },
    } = &logged.recorded.event
    else {
        return Ok(());
    };
    let session = checkout.attempt(attempt).and_then(|it| it.session.as_ref());
    let seen = match session.and_then(|session| moved(name_at_bank(session))) {
        Some(moved) if moved.amount == *amount => return Ok(()),
        Some(_) => format!("#{}: another amount", logged.seq),
        None => format!("#{}: nothing moved", logged.seq),
    };
    Err(Broken::invariant(name, seen))
}

/// Money that came is the checkout's payment, or a case that the merchant is told of: one of
/// both, and once.
fn all_money_counts_once_or_has_a_case(logged: &Logged, checkout: &Checkout) -> Holds {
    // The events of one fact follow one another, and tell of it together.
    let is_in_between = matches!(
        logged.recorded.event,
        Event::AttemptEnded { .. } | Event::ReadingChanged { .. }
    );
    if is_in_between {
        return Ok(());
    }
    for attempt in checkout.attempts.iter().filter(|it| it.is_paid()) {
        let counts = match &checkout.phase {
            Phase::Paid(payment) => usize::from(payment.attempt == attempt.id),
            Phase::Open
            | Phase::Closing { .. }
            | Phase::Canceled { .. }
            | Phase::Expired { .. } => 0,
        };
        let cases = checkout.cases.iter().filter(|case| match case.kind {
            CaseKind::DuplicatePayment | CaseKind::LatePayment => case.attempt == attempt.id,
            CaseKind::ReturnedPayment => false,
        });
        let times = counts + cases.count();
        if times != 1 {
            let seen = format!("#{}: {times} times", logged.seq);
            return Err(Broken::invariant(
                "all_money_counts_once_or_has_a_case",
                seen,
            ));
        }
    }
    Ok(())
}

/// The first claim of what is paid wins for ever; its repeat hears the same, another order
/// that it lost, and nobody can claim what is not paid. `known` is what was heard before.
pub(super) fn a_claim_is_answered_as_the_log_says(
    checkout: Option<&Checkout>,
    order: &OrderId,
    answer: &Answer,
    known: &mut Option<(OrderId, Timestamp)>,
) -> Holds {
    let name = "a_claim_is_answered_as_the_log_says";
    let wrong = |seen: &str| Err(Broken::invariant(name, seen));
    let (is_paid, claim) = checkout.map_or((false, None), |it| {
        (it.payment().is_some(), it.fulfilment.as_ref())
    });
    match answer {
        Answer::Claimed(won, at) => {
            if !is_paid || won != order {
                return wrong("it won what it cannot win");
            }
            match known {
                Some(before) if before != &(won.clone(), *at) => wrong("another answer before"),
                Some(_) => Ok(()),
                None => {
                    *known = Some((won.clone(), *at));
                    Ok(())
                }
            }
        }
        Answer::NotClaimed(Rejection::NotPaid(_)) if is_paid => wrong("it is paid"),
        Answer::NotClaimed(Rejection::ClaimedForAnother) => match claim {
            Some(claim) if claim.order != *order => Ok(()),
            Some(_) => wrong("it is claimed for that order"),
            None => wrong("it is claimed for none"),
        },
        Answer::NotClaimed(Rejection::NotPaid(_)) => Ok(()),
        Answer::NotClaimed(_) | Answer::Done | Answer::Status(_) | Answer::Not(_) => {
            wrong("it is no answer to a claim")
        }
    }
}

/// Whoever is told can tell that it was us.
pub(super) fn a_notification_is_signed(signed: Result<(), impl Display>) -> Holds {
    signed.map_err(|error| Broken::invariant("a_notification_is_signed", error.to_string()))
}

/// Sent twice, it is the same notification: the same id has the same bytes.
pub(super) fn a_notification_says_the_same_each_time(before: &Arrival, body: &[u8]) -> Holds {
    if before.body == body {
        return Ok(());
    }
    let name = "a_notification_says_the_same_each_time";
    Err(Broken::invariant(name, "it does not"))
}

#[cfg(test)]
mod tests;
