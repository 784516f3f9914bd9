use leptos::prelude::*;
use payment::Locale;

use super::missing::{Onward, both};
use crate::{
    brand::Schemes,
    shell::{Head, Rendered, Site, document},
    words::words,
};

/// The page for a request that we could not serve, in both languages, with a way to try again.
#[must_use]
pub fn render_fault(hint: Locale, onward: &Onward, site: &Site) -> Rendered {
    both(hint, site, |words| &words.broken, Some(onward))
}

/// What stands in the frame when the page on which an account is linked cannot be opened. The
/// page around it has the ways on.
#[must_use]
pub fn render_link_fault(locale: Locale, site: &Site) -> Rendered {
    let telling = &words(locale).bank.unopened;
    let head = Head {
        locale,
        title: telling.title.to_owned(),
        brand: None,
        brand_href: None,
        schemes: Schemes::Both,
        live: false,
        refresh: None,
    };
    document(head, site, || {
        view! {
            // The page around it has a landmark of that kind.
            <div class="alone" role="region" aria-labelledby="unopened">
                <section>
                    <h1 id="unopened">{telling.title}</h1>
                    <p class="lead">{telling.lead}</p>
                    <p>{telling.next}</p>
                </section>
            </div>
        }
    })
}
