#![expect(
    missing_docs,
    unreachable_pub,
    reason = "the macro makes a struct of the arguments without docs, and an inner function as public as the outer"
)]
#![expect(
    clippy::too_many_arguments,
    reason = "the arguments are the fields of the form"
)]

use leptos::prelude::*;
use payment::Rejection;

use super::{ActionError, Hands, Outcome, TypedForm, attempt_of, locale_of, read, seen};
use crate::desk::{DeskError, Fault, Start};

/// Starts an attempt with what a form brought. `after` is the last attempt that its page knew of.
#[server(name = StartAttempt, prefix = "/actions", endpoint = "start")]
pub async fn start_attempt(
    #[server(default)] token: String,
    #[server(default)] attempt: String,
    #[server(default)] after: String,
    #[server(default)] lang: String,
    #[server(default)] method: String,
    #[server(default)] first_name: String,
    #[server(default)] last_name: String,
    #[server(default)] email: String,
    #[server(default)] amount: String,
    #[server(default)] delivery: String,
) -> Result<(), ActionError> {
    let hands = Hands::of_context()?;
    let attempt = attempt_of(&attempt)?;
    let locale = locale_of(&lang);
    let Some(token) = hands.token(&token) else {
        return Ok(());
    };
    let form = TypedForm {
        method,
        first_name,
        last_name,
        email,
        amount,
        delivery,
    }
    .bounded();
    let stale = || Outcome::Stale {
        token: token.clone(),
        locale,
        form: form.clone(),
    };
    let refused = |faults| Outcome::Refused {
        token: token.clone(),
        locale,
        form: form.clone(),
        faults,
    };
    let view = match hands.desk.view(&token).await {
        Ok(view) => view,
        Err(error) => {
            hands.conclude(&Err(error), token, locale);
            return Ok(());
        }
    };
    let came = view.checkout.attempt(&attempt);
    if came.is_none() && seen::is_stale(&view.checkout, &after) {
        hands.slot.record(stale());
        return Ok(());
    }
    let start = match read(
        &form,
        &view.checkout.order,
        &view.limits,
        attempt.clone(),
        locale,
    ) {
        Ok(start) => start,
        Err(faults) => {
            hands.slot.record(refused(faults));
            return Ok(());
        }
    };
    if came.is_some_and(|came| !seen::asks_for(&start, came)) {
        hands.slot.record(stale());
        return Ok(());
    }
    // Another page may be faster yet.
    let start = Start {
        after: (!after.is_empty()).then_some(after),
        ..start
    };
    match hands.desk.start(&token, start).await {
        Err(DeskError::Rejected(rejection)) if fault_of(&rejection).is_some() => {
            hands
                .slot
                .record(refused(fault_of(&rejection).into_iter().collect()));
        }
        Err(DeskError::Rejected(_)) => hands.slot.record(stale()),
        answer => hands.conclude(&answer, token, locale),
    }
    Ok(())
}

/// The field that a rejection is about; `None` where it is about the checkout.
fn fault_of(rejection: &Rejection) -> Option<Fault> {
    match rejection {
        Rejection::MethodNotOffered(_) | Rejection::NotByEmail(_) => {
            Some((payment::Field::Method, payment::TextFault::Invalid))
        }
        Rejection::AmountMissing => Some((payment::Field::Amount, payment::TextFault::Missing)),
        Rejection::NotOpen(_)
        | Rejection::NoSuchAttempt
        | Rejection::AttemptOver
        | Rejection::TooManyAttempts
        | Rejection::MayBeSent
        | Rejection::MayBeDebited
        | Rejection::NoSuchAccount
        | Rejection::OtherSession
        | Rejection::NotPaid(_)
        | Rejection::PaymentReturned
        | Rejection::ClaimedForAnother => None,
    }
}
