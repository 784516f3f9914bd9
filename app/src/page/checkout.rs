use leptos::prelude::*;
use payment::{Screen, StepName};

use super::{
    Look, PageInput, account,
    around::{Page, brand_href, embedders},
    bank, choose, end, failure, link, live_state, sent, status,
};
use crate::{
    island::live::Live,
    part::{footer, header, look_again, order, stay},
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
        schemes: page.schemes(),
        live: true,
        refresh: refresh(look).filter(|_| !input.still),
    };
    document(head, site, || body(&page, look))
}

/// After how many seconds a page without scripts looks again: soon where it only waits,
/// seldom where there is something to read.
const fn refresh(look: Look) -> Option<u8> {
    match look {
        Look::Waiting => Some(look_again::WAITS),
        Look::Sent => Some(look_again::IS_READ),
        Look::Choose
        | Look::Bank
        | Look::Link
        | Look::Account
        | Look::Sign
        | Look::Failure
        | Look::End => None,
    }
}

fn title(page: &Page<'_>, look: Look) -> String {
    let telling = match look {
        Look::Choose => page.telling(Screen::Choose),
        Look::Waiting => status::telling(page),
        Look::Bank
        | Look::Link
        | Look::Account
        | Look::Sign
        | Look::Sent
        | Look::Failure
        | Look::End => page.telling(page.screen),
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
        <div class="page" data-embedders=embedders(page.view())>
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
        Look::Bank | Look::Sign => bank::content(page),
        Look::Link => link::content(page),
        Look::Account => account::content(page),
        Look::Sent => sent::content(page),
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
            data-link-url="/actions/link"
            data-frame-origin=view.bank.origin.clone()
            data-offline=page.words.around.offline
        >
            {stay::given(page)}
            {stay::until(page)}
            {stay::notice(page)}
            {content}
            {stay::without_scripts(page, matches!(look, Look::Choose | Look::Failure))}
            {note(page, look)}
        </main>
    }
    .into_any()
}

/// What the shop says itself about this screen, below what we say and apart from it.
fn note(page: &Page<'_>, look: Look) -> Option<AnyView> {
    let screen = match (look, page.screen) {
        (Look::Choose, _) => Screen::Choose,
        (Look::Waiting, Screen::Bank) => Screen::Checking,
        (_, screen) => screen,
    };
    let words = &page.brand().words;
    let note = words.note(screen, page.locale())?;
    let name = (page.words.around.note)(&page.brand().name);
    let note = view! {
        <section class="note" aria-label=name.clone() data-swap="note">
            <h2>{name.clone()}</h2>
            <p>{note}</p>
        </section>
    };
    Some(note.into_any())
}
