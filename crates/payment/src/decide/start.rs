//! Who may start an attempt.

use crate::{
    Checkout, Delivery, End, Method, Phase, Rejection, Status, Timestamp, decide::MAX_ATTEMPTS,
    work::WATCH_WINDOW,
};

pub(super) fn allowed(
    checkout: &Checkout,
    method: Method,
    delivery: Delivery,
    now: Timestamp,
) -> Result<(), Rejection> {
    if checkout.phase != Phase::Open {
        return Err(Rejection::NotOpen(checkout.status()));
    }
    if now >= checkout.expires_at {
        return Err(Rejection::NotOpen(Status::Expired));
    }
    if !checkout.order.methods.contains(&method) {
        return Err(Rejection::MethodNotOffered(method));
    }
    if checkout.attempts.len() >= MAX_ATTEMPTS {
        return Err(Rejection::TooManyAttempts);
    }
    match delivery {
        Delivery::Page => Ok(()),
        Delivery::Email if method != Method::ETransfer => Err(Rejection::NotByEmail(method)),
        Delivery::Email if may_be_sent(checkout, now) => Err(Rejection::MayBeSent),
        Delivery::Email => Ok(()),
    }
}

/// Whether the customer may hold a link of which we never heard: the provider was asked to
/// send one and did not answer. How long such a link lives is fixed with the provider; no
/// session of theirs is paid after the time for which we watch one.
fn may_be_sent(checkout: &Checkout, now: Timestamp) -> bool {
    checkout.attempts.iter().any(|attempt| {
        let is_unanswered = match attempt.end() {
            Some(End::Failed(failure)) => failure.is_unanswered(),
            Some(End::Paid { .. }) => false,
            // The answer is awaited, or was when it ended.
            Some(End::Superseded | End::Canceled(_)) | None => true,
        };
        attempt.delivery == Delivery::Email
            && attempt.session.is_none()
            && is_unanswered
            && now.since(attempt.started_at) < WATCH_WINDOW
    })
}
