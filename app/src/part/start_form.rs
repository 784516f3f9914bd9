use leptos::prelude::*;
use payment::{Checkout, Field, MAX_ATTEMPTS, Screen, TextFault};

use super::{delivery_choice, method_choice, notice, payer_fields};
use crate::{
    action::seen,
    page::{around::Page, failure::invites_again},
};

/// The form's id in the document.
pub(crate) const ID: &str = "start";

/// The form that starts an attempt: the method, who pays, how much where that is open.
pub(crate) fn form(page: &Page<'_>) -> AnyView {
    if is_used_up(&page.view().checkout) {
        let sentence = (page.words.form.too_many)(&page.brand().name);
        return notice::caution(view! { <p>{sentence}</p> });
    }
    // What says so stands above: nothing is left to be tried safely.
    if page.methods().next().is_none() {
        return ().into_any();
    }
    // Beside a button that tries again, this one comes second.
    let class = if invites_again(page.screen) && page.refused().is_none() {
        "button second"
    } else {
        "button"
    };
    view! {
        <form
            id=ID
            class="start"
            method="post"
            action="/actions/start"
            data-form="start"
            novalidate
        >
            {stale(page)}
            {faults(page)}
            {hidden(page)}
            {payer_fields::amount(page)}
            {method_choice::choice(page)}
            {payer_fields::payer(page)}
            <div class="act">
                <button class=class type="submit">
                    {submit(page)}
                </button>
            </div>
            <p class="trust">{(page.words.form.trust)(&page.brand().name)}</p>
        </form>
    }
    .into_any()
}

/// Whether the form is there.
pub(crate) fn is_shown(page: &Page<'_>) -> bool {
    !is_used_up(&page.view().checkout) && page.methods().next().is_some()
}

/// What the button says; styles show what fits the choice.
fn submit(page: &Page<'_>) -> AnyView {
    let words = &page.words.form;
    let may_be_mailed = page.methods().any(delivery_choice::can_be_mailed);
    let mailed =
        may_be_mailed.then(|| view! { <span class="submit-mail">{words.submit_mail}</span> });
    view! {
        <span class="submit-here">{words.submit}</span>
        {mailed}
    }
    .into_any()
}

/// The form that starts again as the last attempt was started.
pub(crate) fn again(page: &Page<'_>) -> Option<AnyView> {
    let last = page.attempt().map(|attempt| attempt.method);
    if is_used_up(&page.view().checkout) || !last.is_some_and(|last| page.offers(last)) {
        return None;
    }
    let form = view! {
        <form class="again" method="post" action="/actions/restart" data-form="restart">
            {hidden(page)}
            <div class="act">
                <button class="button" type="submit">
                    {page.words.form.again}
                </button>
            </div>
        </form>
    };
    Some(form.into_any())
}

/// The form that pays on the page instead of by the link in the e-mail: the same again, here.
pub(crate) fn on_page(page: &Page<'_>) -> Option<AnyView> {
    if is_used_up(&page.view().checkout) {
        return None;
    }
    let words = &page.words.sent;
    let form = view! {
        <form class="instead" method="post" action="/actions/restart" data-form="restart">
            {hidden(page)}
            <div class="act">
                <button class="button second" type="submit" aria-describedby="instead-hint">
                    {words.instead}
                </button>
            </div>
            <p class="hint" id="instead-hint">
                {words.instead_hint}
            </p>
        </form>
    };
    Some(form.into_any())
}

/// Whether it had so many attempts that it takes no more.
pub(crate) fn is_used_up(checkout: &Checkout) -> bool {
    checkout.attempts.len() >= MAX_ATTEMPTS
}

fn hidden(page: &Page<'_>) -> AnyView {
    view! {
        <input type="hidden" name="token" value=page.view().token.as_str().to_owned() />
        <input type="hidden" name="attempt" value=page.input.fresh_attempt.as_str().to_owned() />
        <input type="hidden" name="after" value=seen(&page.view().checkout).to_owned() />
        <input type="hidden" name="lang" value=page.locale().tag() />
    }
    .into_any()
}

/// That the page had changed before the form was sent, which started nothing; it takes the focus.
fn stale(page: &Page<'_>) -> Option<AnyView> {
    let said = page.words.form.stale;
    page.input.stale.then(|| {
        notice::caution(view! {
            <p data-note="stale" role="status" tabindex="-1" autofocus>
                {said}
            </p>
        })
    })
}

/// Every fault at once, each with the way to its field; it takes the focus.
fn faults(page: &Page<'_>) -> Option<AnyView> {
    let refused = page
        .refused()
        .filter(|refused| !refused.faults.is_empty())?;
    let items: Vec<_> = refused
        .faults
        .iter()
        .map(|(field, fault)| {
            let href = format!("#{}", anchor(page, *field));
            view! { <li><a href=href>{page.fault(*field, *fault)}</a></li> }
        })
        .collect();
    let summary = view! {
        <div class="faults" role="alert" tabindex="-1" autofocus>
            <h2>{(page.words.form.faults)(refused.faults.len())}</h2>
            <ul>{items}</ul>
        </div>
    };
    Some(summary.into_any())
}

/// The id of the field to mend; for the method its first choice.
fn anchor(page: &Page<'_>, field: Field) -> String {
    match field {
        Field::Method => {
            let methods = &page.view().checkout.order.methods;
            methods
                .first()
                .map(|method| method_choice::id(*method))
                .unwrap_or_default()
        }
        Field::FirstName | Field::LastName | Field::Email | Field::Amount => {
            field.as_str().to_owned()
        }
    }
}

/// What is wrong with a field, if the form was refused for it.
pub(crate) fn fault(page: &Page<'_>, field: Field) -> Option<TextFault> {
    let faults = &page.refused()?.faults;
    faults
        .iter()
        .find(|(at, _)| *at == field)
        .map(|(_, fault)| *fault)
}

/// Whether the form proposes another method than the last attempt's: that one failed for a
/// reason of its own, or has a button of its own.
pub(crate) const fn avoids_method(screen: Screen) -> bool {
    match screen {
        Screen::NotGuaranteed
        | Screen::LowBalance
        | Screen::Declined
        | Screen::SignInFailed
        | Screen::SessionExpired
        | Screen::Unavailable
        | Screen::Returned
        | Screen::Failed
        | Screen::CanceledByYou => true,
        Screen::Choose
        | Screen::Opening
        | Screen::Link
        | Screen::Account
        | Screen::Sent
        | Screen::Bank
        | Screen::Checking
        | Screen::Agreement
        | Screen::Paid
        | Screen::NameMismatch
        | Screen::CanceledByShop
        | Screen::Expired => false,
    }
}
