use leptos::prelude::*;
use payment::Payment;

use super::outcome;
use crate::{page::around::Page, words::DebitStanding};

/// What was really paid, how, when, and how sure it is.
pub(crate) fn facts(page: &Page<'_>, payment: &Payment) -> AnyView {
    let words = page.words;
    // What can still come back is not called paid.
    let amount = if payment.guaranteed {
        words.end.paid
    } else {
        words.debit.amount
    };
    // What the bank took back has no days to come.
    let is_back = page.view().checkout.is_returned();
    let days = page.debit_days().filter(|_| !is_back);
    let days = days.as_ref();
    // Until then it can come back, and be disputed.
    let open = days.filter(|days| !days.is_settled);
    let guarantee = match (payment.guaranteed, open) {
        (true, _) => words.end.guaranteed.to_owned(),
        (false, Some(days)) => (words.end.not_guaranteed)(&days.disputable),
        (false, None) => words.receipt.not_guaranteed.to_owned(),
    };
    // When a guaranteed debit is taken, and when its shop sees the money, is documented nowhere.
    let known = days.filter(|_| !payment.guaranteed);
    let not_yet = known.filter(|days| days.standing == DebitStanding::ToCome);
    let (quoted, reference) = outcome::quoted(page);
    let rows = [
        (amount, Some(page.money(payment.amount))),
        (
            words.end.method,
            Some(page.method(payment.method).to_owned()),
        ),
        (words.end.guarantee, (!is_back).then_some(guarantee)),
        (
            words.debit.taken,
            not_yet.map(|days| (words.debit.taken_on)(&days.taken)),
        ),
        (
            words.debit.seen,
            known.and_then(|days| Some((words.debit.seen_on)(days.seen.as_ref()?))),
        ),
        (
            words.debit.disputable,
            open.map(|days| (words.debit.disputable_on)(&days.disputable)),
        ),
        (
            words.end.at,
            Some(page.clock().moment(payment.paid_at, page.locale())),
        ),
        (quoted, Some(reference)),
    ];
    let rows: Vec<_> = rows
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
        .collect();
    view! { <dl class="facts">{rows}</dl> }.into_any()
}
