#![expect(
    missing_docs,
    unreachable_pub,
    reason = "the macro makes a struct of the arguments without docs, and an inner function as public as the outer"
)]
#![expect(
    clippy::too_many_arguments,
    reason = "the arguments are the fields of the form beside which the button may stand"
)]

use leptos::prelude::*;
use payment::Timestamp;

use super::{ActionError, Asked, Hands, Outcome, TypedForm, locale_of};

/// Gives the customer more time. What stood in the form beside the button is shown again, and the
/// page that answers is like the one that asked.
#[server(name = ExtendCheckout, prefix = "/actions", endpoint = "extend")]
pub async fn extend_checkout(
    #[server(default)] token: String,
    #[server(default)] lang: String,
    #[server(default)] method: String,
    #[server(default)] first_name: String,
    #[server(default)] last_name: String,
    #[server(default)] email: String,
    #[server(default)] amount: String,
    #[server(default)] delivery: String,
    #[server(default)] since: String,
    #[server(default)] still: String,
) -> Result<(), ActionError> {
    let hands = Hands::of_context()?;
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
    let asked = Asked {
        waiting_since: since.parse().ok().map(Timestamp::from_micros),
        is_still: !still.is_empty(),
    };
    match hands.desk.extend(&token).await {
        Ok(()) => hands.slot.record(Outcome::Kept {
            token,
            locale,
            form,
            asked,
        }),
        answer => hands.conclude(&answer, token, locale),
    }
    Ok(())
}
