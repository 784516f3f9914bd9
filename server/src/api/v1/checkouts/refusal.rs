use payment::Rejection;

use crate::{api::idempotency::Undone, desk::ActError, problem::Problem};

/// What a merchant hears when the desk does not do what it was asked.
pub(super) fn refusal(error: ActError) -> Undone {
    let problem = match error {
        ActError::Overtaken => return Undone::Overtaken,
        ActError::Missing => Problem::NotFound,
        ActError::Rejected(rejection) => match rejection {
            Rejection::NotOpen(_) => Problem::NotCancelable,
            Rejection::NotPaid(status) => Problem::NotPaid(status),
            Rejection::PaymentReturned => Problem::PaymentReturned,
            Rejection::ClaimedForAnother => Problem::AlreadyClaimed,
            Rejection::NoSuchAttempt
            | Rejection::AttemptOver
            | Rejection::MethodNotOffered(_)
            | Rejection::AmountMissing
            | Rejection::TooManyAttempts
            | Rejection::NotByEmail(_)
            | Rejection::MayBeSent
            | Rejection::MayBeDebited
            | Rejection::NoSuchAccount
            | Rejection::OtherSession => Problem::Internal(rejection.into()),
        },
        ActError::Account(closed) => Problem::AccountClosed(closed),
        ActError::Store(error) => error.into(),
        ActError::Refused(error) => Problem::Internal(error.into()),
        ActError::Contended => Problem::Unavailable(error.into()),
    };
    Undone::Refused(problem)
}
