//! An account that the customer linked, as far as the page shows it.

use leptos::prelude::*;
use payment::{LinkedAccount, LinkedAccountId, Payer};

use super::icon::Icon;
use crate::page::around::Page;

/// The one account that there is.
pub(crate) fn only(page: &Page<'_>, payer: &Payer, account: &LinkedAccount) -> AnyView {
    view! {
        <input type="hidden" name="account" value=account.id.as_str().to_owned() />
        <div class="account only">
            <p class="account-title">
                <span class="account-bank">{account.institution.as_str().to_owned()}</span>
                {number(page, account)}
            </p>
            <p class="account-kind">{account.title.as_str().to_owned()}</p>
            {holder(page, payer)}
        </div>
    }
    .into_any()
}

/// Several, to choose from. The one that was picked at the bank is chosen already.
pub(crate) fn several(
    page: &Page<'_>,
    payer: &Payer,
    accounts: &[LinkedAccount],
    proposed: Option<&LinkedAccountId>,
) -> AnyView {
    let words = &page.words.account;
    let is_unchosen = page.is_account_missing();
    let wrong = is_unchosen.then(|| {
        view! {
            <p class="wrong" id="account-wrong" role="alert">
                {words.missing}
            </p>
        }
    });
    let described = is_unchosen.then_some("account-wrong");
    let cards: Vec<_> = accounts
        .iter()
        .enumerate()
        .map(|(at, account)| card(page, account, at, proposed == Some(&account.id)))
        .collect();
    view! {
        <fieldset class="methods" aria-describedby=described>
            <legend>{words.accounts}</legend>
            {wrong}
            {cards}
        </fieldset>
        {holder(page, payer)}
    }
    .into_any()
}

fn card(page: &Page<'_>, account: &LinkedAccount, at: usize, checked: bool) -> AnyView {
    let id = format!("account-{at}");
    let line = format!("{id}-line");
    view! {
        <div class="method account">
            <input
                type="radio"
                name="account"
                id=id.clone()
                value=account.id.as_str().to_owned()
                checked=checked
                required
                aria-describedby=line.clone()
            />
            <label for=id>
                <span class="method-name">{account.title.as_str().to_owned()}</span>
                {number(page, account)}
            </label>
            <span class="method-line" id=line>
                {account.institution.as_str().to_owned()}
            </span>
        </div>
    }
    .into_any()
}

/// The last digits, dotted for eyes and in words for ears.
fn number(page: &Page<'_>, account: &LinkedAccount) -> AnyView {
    let digits = account.masked();
    let said = (page.words.account.ending_in)(digits);
    view! {
        <span class="account-number">
            <span aria-hidden="true">{format!("•••• {digits}")}</span>
            <span class="visually-hidden">{said}</span>
        </span>
    }
    .into_any()
}

/// The payer, whose name the bank gave as the holder's.
fn holder(page: &Page<'_>, payer: &Payer) -> AnyView {
    let name = format!("{} {}", payer.first_name.as_str(), payer.last_name.as_str());
    view! {
        <p class="account-holder">
            {Icon::Check.view()}
            <span>
                <span class="visually-hidden">{page.words.account.holder} " "</span>
                {name}
                " "
                <span class="hint">{page.words.account.holder_matches}</span>
            </span>
        </p>
    }
    .into_any()
}
