use leptos::prelude::*;
use payment::Locale;

use super::{
    PageInput,
    around::{Page, brand_href},
    missing::both,
};
use crate::{
    part::{
        footer, header, order,
        outcome::{self, Tone},
    },
    shell::{Head, Rendered, Site, document},
    words::Telling,
};

/// The page for a form of which nobody reads so much, with the way back to the checkout.
#[must_use]
pub fn render_too_large(input: &PageInput, site: &Site) -> Rendered {
    let page = Page::new(input);
    let words = &page.words.too_large;
    let telling = Telling::new(words.title, words.lead, words.next);
    let head = Head {
        locale: input.locale,
        title: format!("{} · {}", telling.title, page.brand().name),
        brand: Some(page.brand()),
        brand_href: Some(brand_href(page.view())),
        schemes: page.schemes(),
        live: false,
        refresh: None,
    };
    document(head, site, || {
        view! {
            <a class="skip" href="#main">
                {page.words.around.skip}
            </a>
            <div class="page">
                {header::of_checkout(&page)} {order::summary(&page)}
                <main id="main" class="main" tabindex="-1" aria-label=telling.title.clone()>
                    {outcome::outcome(Tone::Caution, &telling)}
                    <div class="ways">
                        <a class="button" href=page.address("")>
                            {page.words.receipt.back}
                        </a>
                    </div>
                </main>
                {footer::of_checkout(&page)}
            </div>
        }
    })
}

/// The same where nobody can tell which checkout it was, in both languages.
#[must_use]
pub fn render_too_large_anywhere(hint: Locale, site: &Site) -> Rendered {
    both(hint, site, |words| &words.too_large, None)
}
