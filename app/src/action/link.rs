#![expect(
    missing_docs,
    unreachable_pub,
    reason = "the macro makes a struct of the arguments without docs, and an inner function as public as the outer"
)]

use flinks::event::{Fields, Link};
use leptos::prelude::*;

use super::{ActionError, Hands, Outcome};
use crate::desk::DeskError;

/// Takes in the login that the frame says was linked. What is none, or is about no attempt, is
/// dropped without noise: anybody can send one.
#[server(name = LinkAccount, prefix = "/actions", endpoint = "link")]
pub async fn link_account(
    #[server(default)] token: String,
    #[server(default)] attempt: String,
    #[server(default)] login: String,
    #[server(default)] account: String,
) -> Result<(), ActionError> {
    let hands = Hands::of_context()?;
    let Some(token) = hands.token(&token) else {
        return Ok(());
    };
    let link = Link::of(Fields {
        login_id: Some(&login),
        account_id: Some(&account)
            .filter(|id| !id.is_empty())
            .map(String::as_str),
        ..Fields::default()
    });
    let taken = match (attempt.parse(), link) {
        (Ok(attempt), Some(link)) => {
            let Link { login, account, .. } = link;
            hands.desk.link(&token, &attempt, login, account).await
        }
        (Err(_), _) | (_, None) => Ok(()),
    };
    hands.slot.record(match taken {
        Ok(()) | Err(DeskError::Rejected(_)) => Outcome::Done,
        Err(DeskError::Missing) => Outcome::Missing,
        Err(DeskError::Unavailable) => Outcome::Unavailable,
    });
    Ok(())
}
