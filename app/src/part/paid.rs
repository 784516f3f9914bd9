use leptos::prelude::*;
use payment::Payment;

use crate::{page::around::Page, words::DebitStanding};

/// What was really paid, how, when, and how sure it is.
pub(crate) fn facts(page: &Page<'_>, payment: &Payment) -> AnyView {
    let (words, order) = (page.words, &page.view().checkout.order);
    let guarantee = if payment.guaranteed {
        words.end.guaranteed
    } else {
        words.end.not_guaranteed
    };
    // What can still come back is not called paid.
    let amount = if payment.guaranteed {
        words.end.paid
    } else {
        words.debit.amount
    };
    let days = page.debit_days();
    let days = days.as_ref();
    let not_yet = days.filter(|days| days.standing == DebitStanding::ToCome);
    let at_risk = days.filter(|_| !payment.guaranteed);
    let rows = [
        (amount, Some(page.money(payment.amount))),
        (
            words.end.method,
            Some(page.method(payment.method).to_owned()),
        ),
        (words.end.guarantee, Some(guarantee.to_owned())),
        (
            words.debit.taken,
            not_yet.map(|days| (words.debit.taken_on)(&days.taken)),
        ),
        (
            words.debit.seen,
            at_risk.map(|days| (words.debit.seen_on)(&days.seen)),
        ),
        (
            words.debit.disputable,
            at_risk.map(|days| (words.debit.disputable_on)(&days.disputable)),
        ),
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
