#![expect(
    missing_docs,
    unreachable_pub,
    reason = "the macro makes a struct of the arguments without docs, and an inner function as public as the outer"
)]

use leptos::prelude::*;

use super::{ActionError, Hands, locale_of};

/// Stops the live attempt.
#[server(name = CancelAttempt, prefix = "/actions", endpoint = "cancel")]
pub async fn cancel_attempt(
    #[server(default)] token: String,
    #[server(default)] lang: String,
) -> Result<(), ActionError> {
    let hands = Hands::of_context()?;
    let locale = locale_of(&lang);
    if let Some(token) = hands.token(&token) {
        let answer = hands.desk.cancel(&token).await;
        hands.conclude(&answer, token, locale);
    }
    Ok(())
}
