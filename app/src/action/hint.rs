#![expect(
    missing_docs,
    unreachable_pub,
    reason = "the macro makes a struct of the arguments without docs, and an inner function as public as the outer"
)]

use leptos::prelude::*;

use super::{ActionError, Hands, Outcome};
use crate::desk::DeskError;

/// Notes a step that the bank frame posted. What is no step, or is about no attempt, is dropped
/// without noise: anybody can send one.
#[server(name = ReportHint, prefix = "/actions", endpoint = "hint")]
pub async fn report_hint(
    #[server(default)] token: String,
    #[server(default)] attempt: String,
    #[server(default)] step: String,
) -> Result<(), ActionError> {
    let hands = Hands::of_context()?;
    let Some(token) = hands.token(&token) else {
        return Ok(());
    };
    let noted = match (attempt.parse(), step.parse()) {
        (Ok(attempt), Ok(step)) => hands.desk.hint(&token, &attempt, step).await,
        (Err(_), _) | (_, Err(_)) => Ok(()),
    };
    hands.slot.record(match noted {
        Ok(()) | Err(DeskError::Rejected(_)) => Outcome::Done,
        Err(DeskError::Missing) => Outcome::Missing,
        Err(DeskError::Unavailable) => Outcome::Unavailable,
    });
    Ok(())
}
