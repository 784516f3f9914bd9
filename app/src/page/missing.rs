use leptos::prelude::*;
use payment::Locale;

use crate::{
    brand::Schemes,
    shell::{Head, Rendered, Site, document},
    words::{Telling3, Words, words},
};

/// The page for an address that leads nowhere, in both languages: nobody knows who asks.
#[must_use]
pub fn render_missing(hint: Locale, site: &Site) -> Rendered {
    both(hint, site, |words| &words.missing, None)
}

/// Where a page leads that could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Onward {
    /// The same address once more.
    Again,
    /// Back to that page, from which something was sent.
    Back(String),
}

/// One telling in both languages, the likelier one first.
pub(super) fn both(
    first: Locale,
    site: &Site,
    telling: fn(&'static Words) -> &'static Telling3,
    onward: Option<&Onward>,
) -> Rendered {
    let (one, two) = (telling(words(first)), telling(words(first.other())));
    let way = |locale| {
        let (href, text) = match onward? {
            Onward::Again => (String::new(), words(locale).form.again),
            Onward::Back(href) => (href.clone(), words(locale).receipt.back),
        };
        Some(view! { <p><a class="button" href=href>{text}</a></p> })
    };
    let (first_way, other_way) = (way(first), way(first.other()));
    let head = Head {
        locale: first,
        title: format!("{} · {}", one.title, two.title),
        brand: None,
        brand_href: None,
        schemes: Schemes::Both,
        live: false,
        refresh: None,
    };
    document(head, site, || {
        view! {
            <main id="main" class="alone" tabindex="-1">
                <section lang=first.tag()>
                    <h1>{one.title}</h1>
                    <p class="lead">{one.lead}</p>
                    <p>{one.next}</p>
                    {first_way}
                </section>
                <section lang=first.other().tag()>
                    <h2>{two.title}</h2>
                    <p class="lead">{two.lead}</p>
                    <p>{two.next}</p>
                    {other_way}
                </section>
            </main>
        }
    })
}
