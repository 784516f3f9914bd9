use leptos::prelude::*;
use payment::{CaseKind, Payment, Screen};

use super::around::{Page, decision, link};
use crate::{
    part::{
        begin_anew, notice,
        outcome::{self, Tone},
        paid, rights,
    },
    words::{DebitDays, DebitStanding},
};

/// The end: paid, expired, or cancelled by the shop.
pub(crate) fn content(page: &Page<'_>) -> AnyView {
    let order = &page.view().checkout.order;
    let is_paid = page.screen == Screen::Paid;
    let tone = match (is_paid, page.view().checkout.returned()) {
        (true, None) if waits_for_its_day(page) => Tone::Planned,
        (true, None) => Tone::Positive,
        (true, Some(_)) | (false, _) => Tone::Caution,
    };
    let facts = page.view().checkout.payment().map_or_else(
        || outcome::reference(page),
        |payment| paid::facts(page, payment),
    );
    let onward = if is_paid {
        link(order.success_url.as_ref())
    } else {
        link(order.cancel_url.as_ref())
    };
    let anew = page.anew().map(|anew| begin_anew::form(page, anew));
    let class = if anew.is_some() {
        "button second"
    } else {
        "button"
    };
    let onward = onward.map(|href| {
        view! {
            // The shop takes its whole page back where the checkout stands in it.
            <a class=class href=href target="_top">
                {(page.words.around.back_to)(&page.brand().name)}
            </a>
        }
    });
    // The guarantee is the shop's: whoever is debited has the same rights with it.
    let payment = page.view().checkout.payment();
    let rights = payment.map(|_| rights::fold(page));
    let receipt =
        is_paid.then(|| view! { <a href=page.below("receipt")>{page.words.end.receipt}</a> });
    view! {
        {outcome::outcome(tone, &page.telling(page.screen))}
        {facts}
        {shortfall(page)}
        {cases(page)}
        <div class="ways">{anew} {onward} {receipt}</div>
        {rights}
    }
    .into_any()
}

/// Whether what counts as paid is a debit that the bank has not been heard to take, and that
/// nobody guarantees.
fn waits_for_its_day(page: &Page<'_>) -> bool {
    let is_guaranteed = |payment: &Payment| payment.guaranteed;
    let days = page.debit_days();
    let is_accepted = |days: &DebitDays| days.standing == DebitStanding::Accepted;
    !page.view().checkout.payment().is_some_and(is_guaranteed)
        && days.is_some_and(|days| !is_accepted(&days))
}

/// What the bank could not confirm is still to be paid, and the page says so.
fn shortfall(page: &Page<'_>) -> Option<AnyView> {
    let checkout = &page.view().checkout;
    let (asked, open) = (checkout.order.amount?, checkout.shortfall()?);
    let shop = &page.brand().name;
    let sentence = (page.words.end.shortfall)(&page.money(asked), &page.money(open), shop);
    Some(notice::caution(view! { <p>{sentence}</p> }))
}

/// Money that came and does not count is told of, never passed over. What became of the
/// payment that counts stands at the top.
fn cases(page: &Page<'_>) -> Vec<AnyView> {
    let shop = &page.brand().name;
    let checkout = &page.view().checkout;
    let told = checkout.returned();
    let cases = checkout.cases.iter();
    cases
        .filter(|case| Some(*case) != told)
        .map(|case| {
            let amount = page.money(case.amount);
            let sentence = match case.kind {
                CaseKind::DuplicatePayment => (page.words.end.duplicate)(&amount, shop),
                CaseKind::LatePayment => (page.words.end.late)(&amount, shop),
                CaseKind::ReturnedPayment => {
                    let why = (page.words.returned)(decision(case.detail.as_deref())).why;
                    (page.words.end.returned)(&amount, shop, why)
                }
            };
            notice::caution(view! { <p>{sentence}</p> })
        })
        .collect()
}
