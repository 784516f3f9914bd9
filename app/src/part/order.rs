use leptos::prelude::*;
use payment::Money;

use super::phone;
use crate::{page::around::Page, words::OrderWords};

/// What is paid for. Narrow screens fold it into a bar, wide ones show it whole; styles hide
/// one of the two from everybody. Who is paid stands above both.
pub(crate) fn summary(page: &Page<'_>) -> AnyView {
    let words = &page.words.order;
    let test = page.view().test.then(|| {
        view! { <p class="test">{page.words.around.test}</p> }
    });
    view! {
        <aside class="order" aria-label=words.title data-swap="order">
            <div class="order-whole">
                <p class="order-label">{words.total}</p>
                {amount(page)}
                {facts(page)}
                {phone::continue_there(page)}
            </div>
            {fold(words, amount(page), facts(page))}
            {test}
        </aside>
    }
    .into_any()
}

/// The bar of narrow screens, which opens where there is more to say.
pub(crate) fn fold(words: &OrderWords, amount: AnyView, facts: Option<AnyView>) -> AnyView {
    let total = view! { <span class="order-label">{words.total}</span> };
    match facts {
        Some(facts) => view! {
            <details class="order-fold">
                <summary class="order-bar">
                    {total} {amount} <span class="fold-mark" aria-hidden="true"></span>
                    <span class="visually-hidden">{words.details}</span>
                </summary>
                {facts}
            </details>
        }
        .into_any(),
        None => view! { <p class="order-fold order-bar">{total} {amount}</p> }.into_any(),
    }
}

fn amount(page: &Page<'_>) -> AnyView {
    match page.amount() {
        Some(amount) => sum(page, amount),
        None => view! { <span class="sum open">{page.words.order.open_amount}</span> }.into_any(),
    }
}

/// An amount with its currency beside it.
fn sum(page: &Page<'_>, amount: Money) -> AnyView {
    view! {
        <span class="sum">
            <strong>{page.money(amount)}</strong>
            " "
            <span class="currency">"CAD"</span>
        </span>
    }
    .into_any()
}

fn facts(page: &Page<'_>) -> Option<AnyView> {
    let (words, checkout) = (&page.words.order, &page.view().checkout);
    let customer = &checkout.order.customer;
    let payer = match (&customer.first_name, &customer.last_name) {
        (Some(first), Some(last)) => Some(format!("{} {}", first.as_str(), last.as_str())),
        (Some(_) | None, Some(_) | None) => None,
    };
    let until = (!checkout.status().is_final()).then(|| page.when(checkout.expires_at));
    let rows = [
        (
            words.reference,
            checkout.order.reference.as_ref().map(ToString::to_string),
        ),
        (words.payer, payer),
    ];
    let rows: Vec<_> = rows
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
        .collect();
    if rows.is_empty() && until.is_none() {
        return None;
    }
    // It moves while the page is open, where the customer asks for more time.
    let until = until.map(|until| {
        view! {
            <div>
                <dt>{words.open_until}</dt>
                <dd data-until="">{until}</dd>
            </div>
        }
    });
    Some(view! { <dl class="facts">{rows} {until}</dl> }.into_any())
}
