use app::format::{self, Clock};
use leptos::prelude::*;
use payment::{Checkout, Customer, Locale, Reference};

use crate::{
    part::{masked, time},
    words::{self, payment::Payment},
};

/// The order, as the merchant made it.
pub(super) fn view(checkout: &Checkout, locale: Locale, words: &'static Payment) -> AnyView {
    let order = &checkout.order;
    let clock = Clock::of(None);
    let names = words::status::of(locale);
    let methods: Vec<_> = order.methods.iter().map(|it| (names.method)(*it)).collect();
    let amount = order.amount.map_or_else(
        || words.open_amount.to_owned(),
        |amount| format::money(amount, locale),
    );
    let customer = customer(&order.customer);
    let customer = customer.unwrap_or_else(|| words.customer_unknown.to_owned());
    let reference = order.reference.as_ref().map(Reference::as_str);
    let reference = reference.map(|text| part(words.reference, text.to_owned().into_any()));
    let paid = checkout.payment().map(|payment| {
        let amount = format::money(payment.amount, locale);
        part(words.paid, amount.into_any())
    });
    let claimed = checkout.fulfilment.as_ref().map(|fulfilment| {
        let order = fulfilment.order.as_str().to_owned();
        part(words.claimed, order.into_any())
    });
    view! {
        <section class="sheet" aria-labelledby="order">
            <h2 id="order">{words.order}</h2>
            <dl class="facts">
                {reference}
                {part(words.amount, amount.into_any())}
                {paid}
                {part(words.methods, methods.join(", ").into_any())}
                {part(words.customer, customer.into_any())}
                {part(words.made, time::view(checkout.created_at, &clock, locale))}
                {part(words.open_until, time::view(checkout.expires_at, &clock, locale))}
                {claimed}
                {part(
                    words.id,
                    view! { <code class="id">{checkout.id.as_str().to_owned()}</code> }.into_any(),
                )}
            </dl>
        </section>
    }
    .into_any()
}

fn part(name: &'static str, value: AnyView) -> AnyView {
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
}

/// As much of a customer as tells one from another.
fn customer(customer: &Customer) -> Option<String> {
    let names: Vec<_> = [&customer.first_name, &customer.last_name]
        .into_iter()
        .flatten()
        .map(|name| masked::name(name.as_str()))
        .collect();
    let name = (!names.is_empty()).then(|| names.join(" "));
    let email = customer.email.as_ref();
    let email = email.map(|email| masked::email(email.as_str()));
    let parts: Vec<_> = [name, email].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
