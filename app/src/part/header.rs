use leptos::prelude::*;
use payment::{Locale, Screen};

use super::look_again;
use crate::{brand::Brand, page::around::Page};

/// Who is paid, and the other language.
pub(crate) fn of_checkout(page: &Page<'_>) -> AnyView {
    let other = page.locale().other();
    // The switch keeps what the address asks for.
    let more = match (
        &page.input.typed,
        page.input.choose_again,
        page.input.status_only,
    ) {
        (Some(typed), ..) => format!("&typed={typed}"),
        (None, true, _) if page.refused().is_none() => "&choose=1".to_owned(),
        (None, false, true) if page.screen != Screen::Paid => status_view(page),
        (None, true | false, _) => String::new(),
    };
    let (token, still) = (page.view().token.as_str(), page.still());
    let href = format!("/c/{token}?lang={other}{more}{still}");
    view! {
        <header class="masthead" aria-label=page.brand().name.clone() data-swap="header">
            {shop(page.brand())} {switch(other, page.words.around.other_language, href)}
        </header>
    }
    .into_any()
}

/// What an address asks for that shows how it stands without the bank frame.
pub(crate) fn status_view(page: &Page<'_>) -> String {
    let since = page.input.waiting_since;
    since.map_or_else(|| "&view=status".to_owned(), look_again::waiting)
}

/// The same above a page that nothing changes while it is open.
pub(crate) fn plain(page: &Page<'_>, below: &str) -> AnyView {
    let other = page.locale().other();
    let href = format!("/c/{}/{below}?lang={other}", page.view().token.as_str());
    view! {
        <header class="masthead">
            {shop(page.brand())} {switch(other, page.words.around.other_language, href)}
        </header>
    }
    .into_any()
}

/// A shop's picture, name and domain.
pub(crate) fn shop(brand: &Brand) -> AnyView {
    let picture = match brand.logo.clone() {
        Some(logo) => view! {
            <img
                class="logo"
                src=logo.href
                alt=""
                width=logo.width.to_string()
                height=logo.height.to_string()
            />
        }
        .into_any(),
        None => view! {
            <span class="logo letter" aria-hidden="true">
                {brand.initial()}
            </span>
        }
        .into_any(),
    };
    let domain = brand
        .domain
        .clone()
        .map(|domain| view! { <span class="domain">{domain}</span> });
    view! {
        <div class="shop">
            {picture}
            <div class="shop-names">
                <span class="shop-name">{brand.name.clone()}</span>
                {domain}
            </div>
        </div>
    }
    .into_any()
}

/// The way to the other language, in that language.
pub(crate) fn switch(other: Locale, name: &'static str, href: String) -> AnyView {
    view! {
        <a class="switch" href=href hreflang=other.tag() lang=other.tag() data-lang-switch="">
            {name}
        </a>
    }
    .into_any()
}
