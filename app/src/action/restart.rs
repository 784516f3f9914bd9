#![expect(
    missing_docs,
    unreachable_pub,
    reason = "the macro makes a struct of the arguments without docs, and an inner function as public as the outer"
)]

use leptos::prelude::*;

use super::{ActionError, Hands, attempt_of, locale_of};

/// Starts again as the last attempt was started.
#[server(name = RestartAttempt, prefix = "/actions", endpoint = "restart")]
pub async fn restart_attempt(
    #[server(default)] token: String,
    #[server(default)] attempt: String,
    #[server(default)] lang: String,
) -> Result<(), ActionError> {
    let hands = Hands::of_context()?;
    let attempt = attempt_of(&attempt)?;
    let locale = locale_of(&lang);
    if let Some(token) = hands.token(&token) {
        let answer = hands.desk.restart(&token, attempt, locale).await;
        hands.conclude(&answer, token, locale);
    }
    Ok(())
}
