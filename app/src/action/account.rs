#![expect(
    missing_docs,
    unreachable_pub,
    reason = "the macro makes a struct of the arguments without docs, and an inner function as public as the outer"
)]

use leptos::prelude::*;

use super::{ActionError, Hands, Outcome, locale_of};

/// Has the chosen account debited.
#[server(name = ChooseAccount, prefix = "/actions", endpoint = "account")]
pub async fn choose_account(
    #[server(default)] token: String,
    #[server(default)] attempt: String,
    #[server(default)] account: String,
    #[server(default)] lang: String,
) -> Result<(), ActionError> {
    let hands = Hands::of_context()?;
    let locale = locale_of(&lang);
    let Some(token) = hands.token(&token) else {
        return Ok(());
    };
    let Ok(account) = account.parse() else {
        hands.slot.record(Outcome::Unchosen { token, locale });
        return Ok(());
    };
    let answer = match attempt.parse() {
        Ok(attempt) => hands.desk.choose_account(&token, &attempt, account).await,
        // A form of nobody's attempt debits nothing; the page tells how things stand.
        Err(_) => Ok(()),
    };
    hands.conclude(&answer, token, locale);
    Ok(())
}
