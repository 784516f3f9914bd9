//! `/dashboard/payment-links`: standing offers, newest first, and a new one.

mod field;
pub mod form;
mod withheld;

use leptos::prelude::*;
use payment::{LinkAmount, LinkState, LinkUses, Locale, PaymentLink};
use store::Power;

use self::form::{Filled, Form};
use crate::{
    part::{form::token, table},
    shell::{Frame, page},
    words::{self, payment_links::PaymentLinks as Words},
};

/// Where the payment links are.
pub const PATH: &str = "/dashboard/payment-links";

/// Where one is made.
pub const NEW: &str = "/dashboard/payment-links/new";

/// A payment link, with how often it is used and how it stands now.
#[derive(Clone, Debug)]
pub struct Link {
    /// The link.
    pub link: PaymentLink,
    /// How often it is used.
    pub uses: LinkUses,
    /// What a visitor finds.
    pub state: LinkState,
}

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct PaymentLinks {
    /// This page of them, newest first.
    pub links: Vec<Link>,
    /// Where older ones are.
    pub older: Option<String>,
}

/// The page as a document.
#[must_use]
pub fn render(frame: &Frame, shown: &PaymentLinks) -> String {
    let words = words::payment_links::of(frame.locale);
    let work = frame.viewer.as_ref().filter(|it| it.may(Power::Work));
    page(frame, words.title, || {
        let make = work.map(|_| view! { <p><a class="button" href=NEW>{words.make}</a></p> });
        view! {
            <p class="lead">{words.lead}</p>
            {make}
            {list(&shown.links, frame.locale, words)}
            {table::older(shown.older.clone(), words::shell::of(frame.locale).older)}
        }
    })
}

fn list(links: &[Link], locale: Locale, words: &'static Words) -> AnyView {
    if links.is_empty() {
        return view! { <p class="empty">{words.none}</p> }.into_any();
    }
    let rows = links.iter().map(|it| {
        let href = format!("{PATH}/{}", it.link.id);
        let name = view! {
            <div>
                <a class="row-link" href=href>{name(&it.link, words)}</a>
                <code class="id">{it.link.id.as_str().to_owned()}</code>
            </div>
        };
        let cells = vec![
            name.into_any(),
            view! { <span class="amount">{asked(&it.link, locale, words)}</span> }.into_any(),
            state(it.state, words),
            uses(it, words).into_any(),
        ];
        table::row(&words.columns, cells)
    });
    table::table(words.title, &words.columns, rows.collect())
}

/// What it is for.
pub(super) fn name(link: &PaymentLink, words: &'static Words) -> String {
    let description = link.offer.description.as_ref();
    description
        .map_or(words.unnamed, |text| text.as_str())
        .to_owned()
}

/// How much it asks for.
pub(super) fn asked(link: &PaymentLink, locale: Locale, words: &'static Words) -> String {
    let money = |amount| app::format::money(amount, locale);
    match link.offer.asked {
        LinkAmount::Fixed(amount) => money(amount),
        LinkAmount::Open { least, most, .. } => match (least, most) {
            (None, None) => words.open_amount.to_owned(),
            (Some(least), None) => (words.from)(&money(least)),
            (None, Some(most)) => (words.up_to)(&money(most)),
            (Some(least), Some(most)) => (words.between)(&money(least), &money(most)),
        },
    }
}

/// How it stands, in a word.
pub(super) fn state(state: LinkState, words: &'static Words) -> AnyView {
    let class = match state {
        LinkState::Open => "badge positive",
        LinkState::Inactive | LinkState::Taken => "badge caution",
        LinkState::Expired | LinkState::UsedUp => "badge",
    };
    view! { <span class=class>{(words.state)(state)}</span> }.into_any()
}

/// How often it is used.
pub(super) fn uses(it: &Link, words: &'static Words) -> String {
    let most = it.link.max_uses.map(std::num::NonZeroU32::get);
    (words.uses)(it.uses.paid, it.uses.open, most)
}

/// The form of a new one, as a document.
#[must_use]
pub fn make(frame: &Frame, filled: &Filled) -> String {
    let words = words::payment_links::of(frame.locale);
    page(frame, words.making, || {
        let form = Form {
            filled,
            locale: frame.locale,
            words,
        };
        view! {
            <p class="back"><a href=PATH>{words.back}</a></p>
            <form class="sheet stack" method="post" action=PATH>
                {frame.viewer.as_ref().map(token)} {form.whole()}
                <button class="button">{words.make}</button>
            </form>
        }
    })
}
