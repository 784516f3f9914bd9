use leptos::prelude::*;
use payment::{Field, Method, Money};

use super::{
    delivery_choice,
    start_form::{avoids_method, fault},
};
use crate::page::around::Page;

/// Above this many cents many banks refuse an e-Transfer; they set their own limits, so this
/// is a word of warning and no rule.
const USUAL_TRANSFER_LIMIT: i64 = 300_000;

/// The methods as cards, one of them chosen.
pub(crate) fn choice(page: &Page<'_>) -> AnyView {
    let words = &page.words.form;
    let chosen = preselected(page);
    let wrong = fault(page, Field::Method).map(|fault| {
        view! {
            <p class="wrong" id="method-wrong">
                {page.fault(Field::Method, fault)}
            </p>
        }
    });
    let described = wrong.is_some().then_some("method-wrong");
    let cards: Vec<_> = page
        .methods()
        .map(|method| card(page, method, Some(method) == chosen))
        .collect();
    view! {
        <fieldset class="methods" aria-describedby=described>
            <legend>{words.methods}</legend>
            {wrong}
            {cards}
        </fieldset>
    }
    .into_any()
}

fn card(page: &Page<'_>, method: Method, checked: bool) -> AnyView {
    let words = (page.words.method)(method);
    let id = id(method);
    let line = format!("{id}-line");
    let failed = is_avoided(page, method);
    let tried = failed.then(|| view! { <span class="tried">{page.words.form.tried}</span> });
    let limit = warns_of_limit(method, page.amount())
        .then(|| view! { <span class="method-limit">{page.words.form.transfer_limit}</span> });
    view! {
        <div class="method" data-failed=failed.then_some("")>
            <input
                type="radio"
                name="method"
                id=id.clone()
                value=method.as_str()
                checked=checked
                aria-describedby=line.clone()
            />
            <label for=id>
                <span class="method-name">{words.name}</span>
                {tried}
            </label>
            <span class="method-line" id=line>
                {words.line}
                " "
                {limit}
            </span>
            {delivery_choice::choice(page, method)}
        </div>
    }
    .into_any()
}

/// A card's id in the document.
pub(crate) fn id(method: Method) -> String {
    format!("method-{method}")
}

fn is_avoided(page: &Page<'_>, method: Method) -> bool {
    let last = page.attempt().map(|attempt| attempt.method);
    avoids_method(page.screen) && last == Some(method)
}

/// What was chosen in a refused form; else what is likeliest to work.
fn preselected(page: &Page<'_>) -> Option<Method> {
    let typed = page
        .refused()
        .and_then(|refused| refused.form.method.parse().ok());
    let last = page.attempt().map(|attempt| attempt.method);
    let fresh = || page.methods().find(|method| !is_avoided(page, *method));
    typed
        .or_else(|| last.filter(|method| !is_avoided(page, *method)))
        .filter(|method| page.offers(*method))
        .or_else(fresh)
        .or_else(|| page.methods().next())
}

fn warns_of_limit(method: Method, amount: Option<Money>) -> bool {
    match method {
        Method::ETransfer => amount.is_some_and(|amount| amount.cents() > USUAL_TRANSFER_LIMIT),
        Method::GuaranteedEft | Method::Eft => false,
    }
}
