#![expect(
    missing_docs,
    unreachable_pub,
    reason = "the macro makes a struct of the arguments without docs, and an inner function as public as the outer"
)]

use leptos::prelude::*;

use super::{ActionError, Hands, Outcome, TypedForm, attempt_of, locale_of, seen};
use crate::desk::DeskError;

/// Starts again as the last attempt was started, where that is the one that the form's page told
/// of: `after`.
#[server(name = RestartAttempt, prefix = "/actions", endpoint = "restart")]
pub async fn restart_attempt(
    #[server(default)] token: String,
    #[server(default)] attempt: String,
    #[server(default)] after: String,
    #[server(default)] lang: String,
) -> Result<(), ActionError> {
    let hands = Hands::of_context()?;
    let attempt = attempt_of(&attempt)?;
    let locale = locale_of(&lang);
    let Some(token) = hands.token(&token) else {
        return Ok(());
    };
    let answer = match hands.desk.view(&token).await {
        Ok(view) => {
            let has_come = view.checkout.attempt(&attempt).is_some();
            if !has_come && seen::is_stale(&view.checkout, &after) {
                let form = TypedForm::default();
                hands.slot.record(Outcome::Stale {
                    token,
                    locale,
                    form,
                });
                return Ok(());
            }
            hands.desk.restart(&token, attempt, locale).await
        }
        Err(error) => Err::<(), DeskError>(error),
    };
    hands.conclude(&answer, token, locale);
    Ok(())
}
