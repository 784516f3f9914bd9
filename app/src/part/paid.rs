use leptos::prelude::*;
use payment::Payment;

use crate::page::around::Page;

/// What was really paid, how, when, and how sure it is.
pub(crate) fn facts(page: &Page<'_>, payment: &Payment) -> AnyView {
    let (words, order) = (page.words, &page.view().checkout.order);
    let guarantee = if payment.guaranteed {
        words.end.guaranteed
    } else {
        words.end.not_guaranteed
    };
    let rows = [
        (words.end.paid, Some(page.money(payment.amount))),
        (
            words.end.method,
            Some(page.method(payment.method).to_owned()),
        ),
        (words.end.guarantee, Some(guarantee.to_owned())),
        (
            words.end.at,
            Some(page.clock().moment(payment.paid_at, page.locale())),
        ),
        (
            words.order.reference,
            order.reference.as_ref().map(ToString::to_string),
        ),
    ];
    let rows: Vec<_> = rows
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
        .collect();
    view! { <dl class="facts">{rows}</dl> }.into_any()
}
