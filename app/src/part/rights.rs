use leptos::prelude::*;
use payment::{Attempt, Method};

use super::{footer, notice};
use crate::{
    page::around::{Page, link},
    words::RightsWords,
};

/// What a debit agreement is and what its payer has a right to, folded, where the attempt is a
/// debit: summarised and linked. The agreement itself is the provider's.
pub(crate) fn fold(page: &Page<'_>) -> Option<AnyView> {
    let attempt = debit(page)?;
    let words = &page.words.rights;
    let rows: Vec<_> = rights(page, words, attempt)
        .into_iter()
        .map(|(name, says)| view! { <div><dt>{name}</dt><dd>{says}</dd></div> })
        .collect();
    let mut ways = footer::ways(page.brand(), page.words);
    if ways.is_empty() {
        ways.extend(to_shop(page));
    }
    let ways = (!ways.is_empty()).then(|| view! { <p class="help">{ways}</p> });
    let more = footer::away(
        words.more,
        page.words.around.new_tab,
        words.more_at.to_owned(),
    );
    let fold = view! {
        <details class="rights">
            <summary>{words.title}</summary>
            <dl>{rows}</dl>
            {ways}
            <p>{more}</p>
        </details>
    };
    Some(fold.into_any())
}

/// That the debit can come before a notice of the usual length, before it is signed: a notice
/// that is shortened must be told where nobody can miss it `[H1]`.
pub(crate) fn sooner(page: &Page<'_>) -> Option<AnyView> {
    debit(page)?;
    let sooner = page.words.rights.sooner;
    Some(notice::caution(view! { <p><strong>{sooner}</strong></p> }))
}

/// The attempt that the page is about, where it is a debit.
fn debit<'a>(page: &Page<'a>) -> Option<&'a Attempt> {
    page.attempt().filter(|attempt| match attempt.method {
        Method::GuaranteedEft | Method::Eft => true,
        Method::ETransfer => false,
    })
}

/// The shop's own page, where it names no other way to reach it.
fn to_shop(page: &Page<'_>) -> Option<AnyView> {
    let order = &page.view().checkout.order;
    let href = link(order.cancel_url.as_ref()).or_else(|| link(order.success_url.as_ref()))?;
    let words = (page.words.around.back_to)(&page.brand().name);
    Some(
        view! {
            <a href=href target="_top">
                {words}
            </a>
        }
        .into_any(),
    )
}

fn rights(page: &Page<'_>, words: &RightsWords, attempt: &Attempt) -> [(&'static str, String); 6] {
    let shop = page.brand().name.as_str();
    let payment = page.view().checkout.payment();
    let amount = page.money(payment.map_or(attempt.amount, |payment| payment.amount));
    [
        (words.what.name, (words.what.says)(shop, &amount)),
        (words.agreement.name, words.agreement.says.to_owned()),
        (words.notice.name, words.notice.says.to_owned()),
        (words.cancel.name, (words.cancel.says)(shop)),
        (words.recourse.name, words.recourse.says.to_owned()),
        (words.contact.name, (words.contact.says)(shop)),
    ]
}
