use leptos::prelude::*;
use payment::{Attempt, Linking};

use super::{around::Page, bank};
use crate::{
    island::path::way,
    page::live_state,
    part::{linked_account, rights},
};

/// The accounts that the customer linked: which one it is, and what pressing the button does.
pub(crate) fn content(page: &Page<'_>) -> AnyView {
    let telling = page.telling(page.screen);
    let form = page.attempt().map(|attempt| form(page, attempt));
    view! {
        <div class="head">
            <h1 tabindex="-1">{telling.title}</h1>
            <p class="lead">{telling.lead}</p>
        </div>
        {way(live_state(page.view(), page.locale()))}
        {rights::sooner(page)}
        {form}
        <div class="notes">{bank::ways(page)}</div>
        {rights::fold(page)}
    }
    .into_any()
}

fn form(page: &Page<'_>, attempt: &Attempt) -> AnyView {
    let words = &page.words.account;
    let amount = page.money(attempt.amount);
    let accounts = attempt.linking().and_then(|linking| match linking {
        Linking::Choosing { accounts, proposed } => Some(match accounts.as_slice() {
            [account] => linked_account::only(page, &attempt.payer, account),
            several => linked_account::several(page, &attempt.payer, several, proposed.as_ref()),
        }),
        Linking::SignIn | Linking::Reading { .. } | Linking::Chosen | Linking::DebitAsked => None,
    });
    let signed_today = (page.words.debit.signed_today)(&page.debit_from());
    view! {
        <form class="start" method="post" action="/actions/account" data-form="account">
            <input type="hidden" name="token" value=page.view().token.as_str().to_owned() />
            <input type="hidden" name="attempt" value=attempt.id.as_str().to_owned() />
            <input type="hidden" name="lang" value=page.locale().tag() />
            {accounts}
            <div class="debit">
                <p class="debit-sum">
                    <span>{words.amount}</span>
                    " "
                    <strong>{amount.clone()}</strong>
                </p>
                <p class="debit-what">
                    {(words.agreement)(&page.brand().name, &amount)} " " {signed_today}
                </p>
            </div>
            <div class="act">
                <button class="button" type="submit">
                    {(words.submit)(&amount)}
                </button>
            </div>
            <p class="trust">{page.telling(page.screen).next}</p>
        </form>
    }
    .into_any()
}
