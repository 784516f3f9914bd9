use leptos::prelude::*;
use payment::StepName;

use super::{
    Look, PageInput,
    around::{Page, brand_href},
    bank, choose, end, failure, live_state, status,
};
use crate::{
    island::live::Live,
    part::{footer, header, order},
    shell::{Head, Rendered, Site, document},
};

/// The page of a checkout.
#[must_use]
pub fn render_page(input: &PageInput, site: &Site) -> Rendered {
    let page = Page::new(input);
    let look = Look::of(input);
    let head = Head {
        locale: input.locale,
        title: format!("{} · {}", title(&page, look), page.brand().name),
        brand: Some(page.brand()),
        brand_href: Some(brand_href(page.view())),
        live: true,
        refresh: look == Look::Waiting,
    };
    document(head, site, || body(&page, look))
}

fn title(page: &Page<'_>, look: Look) -> String {
    let telling = match look {
        Look::Choose => page.telling(payment::Screen::Choose),
        Look::Waiting => status::telling(page),
        Look::Bank | Look::Failure | Look::End => page.telling(page.screen),
    };
    telling.title
}

fn body(page: &Page<'_>, look: Look) -> AnyView {
    let state = live_state(page.view(), page.locale());
    view! {
        <Live state=state />
        <a class="skip" href="#main">
            {page.words.around.skip}
        </a>
        <div class="page">
            {header::of_checkout(page)} {order::summary(page)} {main(page, look)}
            {footer::of_checkout(page)}
        </div>
    }
    .into_any()
}

fn main(page: &Page<'_>, look: Look) -> AnyView {
    let view = page.view();
    let attempt = page.attempt();
    let step = attempt
        .and_then(|attempt| attempt.last_step())
        .map(StepName::as_str)
        .unwrap_or_default()
        .to_owned();
    let attempt = attempt
        .map(|attempt| attempt.id.as_str())
        .unwrap_or_default()
        .to_owned();
    let content = match look {
        Look::Choose => choose::content(page),
        Look::Bank => bank::content(page),
        Look::Waiting => status::content(page),
        Look::Failure => failure::content(page),
        Look::End => end::content(page),
    };
    view! {
        <main
            id="main"
            class="main"
            tabindex="-1"
            aria-label=title(page, look)
            data-status=view.checkout.status().as_str()
            data-screen=page.screen.as_str()
            data-look=look.as_str()
            data-seq=view.seq.to_string()
            data-step=step
            data-token=view.token.as_str().to_owned()
            data-attempt=attempt
            data-state-url=page.below("state")
            data-events-url=page.below("events")
            data-hint-url="/actions/hint"
            data-frame-origin=view.bank.origin.clone()
        >
            {content}
        </main>
    }
    .into_any()
}
