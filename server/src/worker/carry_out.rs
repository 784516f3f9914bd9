use std::time::Duration;

use payment::{Command, Failure, FailureCode, Rejection, Work};
use store::Claimed;

use crate::{
    clock,
    desk::{ActError, Canceling, Desk, Progress},
};

/// How often a cancel that is not answered is tried before the customer is let go on.
const CANCEL_TRIES: u32 = 3;

/// Does one task. Answers when to do it again, or `None` when it is done.
pub(super) async fn carry_out(desk: &Desk, task: &Claimed) -> Option<Duration> {
    let id = &task.checkout;
    let outcome = match &task.work {
        Work::ReadStatus { attempt } => desk
            .read_status(id, attempt)
            .await
            .map(|progress| progress.next_read(task.tries)),
        Work::CancelSession { attempt } => match desk.cancel_session(id, attempt).await {
            Ok(Canceling::Known) => Ok(None),
            Ok(Canceling::Unanswered) if task.tries < CANCEL_TRIES => {
                Ok(Progress::Unanswered.next_read(task.tries))
            }
            Ok(Canceling::Unanswered) => desk.stop(id, attempt).await.map(|()| None),
            Err(error) => Err(error),
        },
        Work::GiveUpOpening { attempt } => {
            let failure = Failure {
                code: FailureCode::ProviderUnavailable,
                detail: Some("unanswered".into()),
            };
            let give_up = Command::NotOpened {
                attempt: attempt.clone(),
                failure,
            };
            desk.act(id, give_up, clock::now()).await.map(|_| None)
        }
        Work::Tick => desk
            .act(id, Command::Tick, clock::now())
            .await
            .map(|_| None),
    };
    match outcome {
        Ok(next) => next,
        // There is nothing left to do it to.
        Err(ActError::Missing | ActError::Rejected(Rejection::NoSuchAttempt)) => None,
        Err(error) => {
            tracing::error!(checkout_id = %id, error = &error as &dyn std::error::Error, "a task failed");
            Progress::Unanswered.next_read(task.tries)
        }
    }
}
