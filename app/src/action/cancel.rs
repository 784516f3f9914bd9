#![expect(
    missing_docs,
    unreachable_pub,
    reason = "the macro makes a struct of the arguments without docs, and an inner function as public as the outer"
)]

use leptos::prelude::*;

use super::{ActionError, Hands, locale_of};

/// Stops the attempt of the form; one without an attempt's id stops nothing, and its page
/// tells how things stand.
#[server(name = CancelAttempt, prefix = "/actions", endpoint = "cancel")]
pub async fn cancel_attempt(
    #[server(default)] token: String,
    #[server(default)] attempt: String,
    #[server(default)] lang: String,
) -> Result<(), ActionError> {
    let hands = Hands::of_context()?;
    let locale = locale_of(&lang);
    if let Some(token) = hands.token(&token) {
        let answer = match attempt.parse() {
            Ok(attempt) => hands.desk.cancel(&token, &attempt).await,
            Err(_) => Ok(()),
        };
        hands.conclude(&answer, token, locale);
    }
    Ok(())
}
