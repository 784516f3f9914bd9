use leptos::prelude::*;
use payment::Method;

use super::footer;
use crate::{page::around::Page, words::RightsWords};

/// What a debit agreement is and what its payer has a right to, folded, where the attempt is a
/// debit: summarised and linked. The agreement itself is the provider's.
pub(crate) fn fold(page: &Page<'_>) -> Option<AnyView> {
    match page.attempt()?.method {
        Method::GuaranteedEft | Method::Eft => {}
        Method::ETransfer => return None,
    }
    let words = &page.words.rights;
    let rows: Vec<_> = rights(page, words)
        .into_iter()
        .map(|(name, says)| view! { <div><dt>{name}</dt><dd>{says}</dd></div> })
        .collect();
    let ways = footer::ways(page.brand(), page.words);
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

fn rights(page: &Page<'_>, words: &RightsWords) -> [(&'static str, String); 6] {
    let shop = page.brand().name.as_str();
    let amount = page
        .amount()
        .map(|amount| page.money(amount))
        .unwrap_or_default();
    [
        (words.what.name, (words.what.says)(shop, &amount)),
        (words.agreement.name, words.agreement.says.to_owned()),
        (words.notice.name, words.notice.says.to_owned()),
        (words.cancel.name, (words.cancel.says)(shop)),
        (words.recourse.name, words.recourse.says.to_owned()),
        (words.contact.name, (words.contact.says)(shop)),
    ]
}
