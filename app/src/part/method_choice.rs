use leptos::prelude::*;
use payment::{Field, Method, Money};

use super::{
    delivery_choice, notice,
    start_form::{avoids_method, fault},
};
use crate::{format, page::around::Page, words::Bounds};

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
            {beyond(page)}
            {wrong}
            {cards}
        </fieldset>
    }
    .into_any()
}

/// That the shop's account does not take the order's amount: its limits are others now than
/// when the order was made.
fn beyond(page: &Page<'_>) -> Option<AnyView> {
    let amount = page.view().checkout.order.amount?;
    page.view().limits.check(amount).err()?;
    let (least, most) = page.bounds();
    let bounds = Bounds {
        least: &least,
        most: &most,
    };
    let sentence = (page.words.terms.beyond)(&page.money(amount), &bounds, &page.brand().name);
    Some(notice::caution(view! { <p>{sentence}</p> }))
}

fn card(page: &Page<'_>, method: Method, checked: bool) -> AnyView {
    let words = (page.words.method)(method);
    let id = id(method);
    let line = format!("{id}-line");
    let failed = is_avoided(page, method);
    let tried = failed.then(|| view! { <span class="tried">{page.words.form.tried}</span> });
    let terms = terms(page, method);
    let over = over_usual(page, method).map(|sentence| {
        view! {
            " "
            <span class="method-limit">{sentence}</span>
        }
    });
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
                <span class="method-terms">{terms}</span>
                {over}
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

/// How long it takes, how much it carries, and who stands behind it, in one line.
fn terms(page: &Page<'_>, method: Method) -> String {
    let words = &page.words.terms;
    let limit = match usual_limit(page, method) {
        Some(usual) => (words.usual_limit)(&format::whole(usual, page.locale())),
        None => (words.limit)(&page.bounds().1),
    };
    [
        (words.time)(method, &page.debit_from()),
        limit,
        (words.guarantee)(method).to_owned(),
    ]
    .join("\u{a0}· ")
}

/// What many banks allow, where the account itself allows no less.
fn usual_limit(page: &Page<'_>, method: Method) -> Option<Money> {
    match method {
        Method::ETransfer => {
            Some(page.view().usual_transfer).filter(|usual| *usual < page.view().limits.maximum())
        }
        Method::GuaranteedEft | Method::Eft => None,
    }
}

/// That the amount is more than many banks send at once, and by which method it can be paid.
fn over_usual(page: &Page<'_>, method: Method) -> Option<String> {
    let amount = page.amount().filter(|_| is_likely_too_much(page, method))?;
    let other = page
        .methods()
        .find(|other| !is_likely_too_much(page, *other) && !is_avoided(page, *other));
    let other = other.map(|other| page.method(other));
    Some((page.words.terms.over_usual)(&page.money(amount), other))
}

/// What was chosen in a refused form; else what is likeliest to work.
fn preselected(page: &Page<'_>) -> Option<Method> {
    let typed = page
        .refused()
        .and_then(|refused| refused.form.method.parse().ok());
    let last = page.attempt().map(|attempt| attempt.method);
    let fresh = || page.methods().find(|method| !is_avoided(page, *method));
    let likely = || {
        page.methods()
            .find(|method| !is_avoided(page, *method) && !is_likely_too_much(page, *method))
    };
    typed
        .or_else(|| last.filter(|method| !is_avoided(page, *method)))
        .filter(|method| page.offers(*method))
        .or_else(likely)
        .or_else(fresh)
        .or_else(|| page.methods().next())
}

fn is_likely_too_much(page: &Page<'_>, method: Method) -> bool {
    match method {
        Method::ETransfer => page.is_over_usual(),
        Method::GuaranteedEft | Method::Eft => false,
    }
}
