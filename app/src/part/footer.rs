use leptos::prelude::*;
use payment::Locale;

use crate::{
    brand::{Brand, LegalLink},
    format,
    page::around::{Page, link},
    words::Words,
};

/// Who processes the payment, and whom to ask.
pub(crate) fn of_checkout(page: &Page<'_>) -> AnyView {
    of_brand(page.brand(), page.locale(), page.words)
}

/// The same around a page that is not a checkout's.
pub(crate) fn of_brand(brand: &Brand, locale: Locale, words: &Words) -> AnyView {
    // The bank's page in the frame has landmarks too: ours have names.
    let name = (words.around.help)(&brand.name);
    view! {
        <footer class="foot" aria-label=name data-swap="footer">
            {help(brand, words)} {legal(brand, locale, words)} <p>{words.around.processor}</p>
        </footer>
    }
    .into_any()
}

/// What the shop's lawyers want to be read.
fn legal(brand: &Brand, locale: Locale, words: &Words) -> Option<AnyView> {
    let (words, links) = (&words.around, &brand.links);
    let links: Vec<_> = [
        (words.terms, &links.terms),
        (words.privacy, &links.privacy),
        (words.refund, &links.refund),
    ]
    .into_iter()
    .filter_map(|(name, address)| {
        let address = address.as_ref().map(|it: &LegalLink| it.spoken(locale));
        Some((name, link(address)?))
    })
    .map(|(name, href)| view! { <li>{away(name, words.new_tab, href)}</li> })
    .collect();
    if links.is_empty() {
        return None;
    }
    Some(view! { <ul class="legal" aria-label=words.legal>{links}</ul> }.into_any())
}

/// A way to another site that leaves the payment where it is.
pub(crate) fn away(name: &'static str, where_to: &'static str, href: String) -> AnyView {
    view! {
        <a href=href target="_blank" rel="noopener noreferrer">
            {name}
            <span class="visually-hidden">" (" {where_to} ")"</span>
        </a>
    }
    .into_any()
}

fn help(brand: &Brand, words: &Words) -> Option<AnyView> {
    let ways = ways(brand, words);
    if ways.is_empty() {
        return None;
    }
    let question = (words.around.help)(&brand.name);
    Some(view! { <p class="help"><span>{question}</span>{ways}</p> }.into_any())
}

/// How a shop is reached.
pub(crate) fn ways(brand: &Brand, words: &Words) -> Vec<AnyView> {
    let phone = brand
        .support_phone
        .as_ref()
        .map(|phone| view! { <a href=format::call(phone)>{phone.clone()}</a> }.into_any());
    let email = brand
        .support_email
        .as_ref()
        .map(|email| view! { <a href=format!("mailto:{email}")>{email.clone()}</a> }.into_any());
    let site = link(brand.support_url.as_ref())
        .map(|href| away(words.around.support, words.around.new_tab, href));
    [phone, email, site].into_iter().flatten().collect()
}
