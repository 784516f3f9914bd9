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
    // Without a reference nobody could tell whose an unanswered link was.
    let is_traceable = checkout.order.reference.is_some();
    if delivery == Delivery::Email && !(method == Method::ETransfer && is_traceable) {
        return Err(Rejection::NotByEmail(method));
    }
    if may_be_sent(checkout, method, now) {
        return Err(Rejection::MayBeSent);
    }
    if method == Method::Eft && may_be_debited(checkout, now) {
        return Err(Rejection::MayBeDebited);
    }
    Ok(())
}

impl Checkout {
    /// Whether the customer may start an attempt like that now; if not, why.
    ///
    /// # Errors
    /// The rejection that starting would meet.
    pub fn may_start(
        &self,
        method: Method,
        delivery: Delivery,
        now: Timestamp,
    ) -> Result<(), Rejection> {
        allowed(self, method, delivery, self.time(now))
    }
}

/// Whether the customer may hold a link of which we never heard: the provider was asked to
/// send one and did not answer. How long such a link lives is fixed with the provider; no
/// session of theirs is paid after the time for which we watch one.
fn may_be_sent(checkout: &Checkout, method: Method, now: Timestamp) -> bool {
    checkout.attempts.iter().any(|attempt| {
        let is_unanswered = match attempt.end() {
            Some(End::Failed(failure)) => failure.is_unanswered(),
            Some(End::Paid { .. }) => false,
            // The answer is awaited, or was when it ended.
            Some(End::Superseded | End::Canceled(_)) | None => true,
        };
        attempt.delivery == Delivery::Email
            && attempt.method == method
            && attempt.session.is_none()
            && is_unanswered
            && now.since(attempt.started_at) < WATCH_WINDOW
    })
}

/// Whether the provider may take a debit of which we never heard: it was asked for one and did
/// not answer. How long the agreement to such a debit can be signed is not documented.
fn may_be_debited(checkout: &Checkout, now: Timestamp) -> bool {
    checkout.attempts.iter().any(|attempt| {
        let was_refused = match attempt.end() {
            Some(End::Failed(failure)) => !failure.is_unanswered(),
            Some(End::Paid { .. }) => true,
            Some(End::Superseded | End::Canceled(_)) | None => false,
        };
        let is_recent = |asked| now.since(asked) < WATCH_WINDOW;
        attempt.session.is_none() && !was_refused && attempt.debit_asked_at.is_some_and(is_recent)
    })
}
