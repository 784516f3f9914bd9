//! `/dashboard/payments/{id}`: one payment, with everything that is known of it and how.

mod attempts;
mod letters;
mod order;
mod timeline;
mod told;

use app::format::Clock;
use leptos::prelude::*;
use payment::{Checkout, CheckoutId, Locale, Phase, Status};
use store::{LetterRow, Logged, NotificationRow, Power};

use crate::{
    part::{
        follow, form,
        notice::{self, Notice},
        status, time,
    },
    payments::Filter,
    shell::{Frame, Viewer, page},
    story::{self, Story},
    words::{
        self,
        payment::{Payment, Said},
    },
};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct Input {
    /// The checkout, as its log tells it.
    pub checkout: Checkout,
    /// Its log, whole.
    pub log: Vec<Logged>,
    /// What the merchant was told of it.
    pub notifications: Vec<NotificationRow>,
    /// What the customer was written.
    pub letters: Vec<LetterRow>,
    /// Whether customers are written to here.
    pub writes: bool,
    /// The address of the customer's page.
    pub page_address: String,
    /// The list that it was reached from.
    pub list: Filter,
    /// What was asked of it in vain.
    pub asked: Asked,
}

/// What came of the last action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// There was none, or it went well.
    Nothing,
    /// It made no sense where the checkout stands.
    Refused,
}

/// Where a payment's page is.
#[must_use]
pub fn path(id: &CheckoutId) -> String {
    format!("{}/{id}", super::payments::PATH)
}

/// The page as a document.
#[must_use]
pub fn render(frame: &Frame, input: &Input) -> String {
    let words = words::payment::of(frame.locale);
    let name = words::payment::name(&input.checkout);
    let title = (words.title)(&name);
    page(frame, &title, || content(frame, input, words))
}

fn content(frame: &Frame, input: &Input, words: &'static Payment) -> AnyView {
    let checkout = &input.checkout;
    let back = format!(
        "{}#{}",
        input.list.address(super::payments::PATH),
        checkout.id
    );
    let refused = match input.asked {
        Asked::Nothing => None,
        Asked::Refused => Some(notice::view(Notice::Wrong, words.refused.to_owned())),
    };
    let events = format!("{}/events", path(&checkout.id));
    let viewer = frame.viewer.as_ref();
    let actions = viewer.and_then(|it| actions(it, input, words));
    let known = view! {
        <div data-fresh="payment">
            {standing(checkout, frame.locale, words)}
            {cases(checkout, frame.locale, words)}
            {order::view(checkout, frame.locale, words)}
            {attempts::view(checkout, frame.locale, words)}
            {timeline::view(input, frame.locale, words)}
            {letters::view(frame, input, words)}
            {told::view(&input.notifications, frame.locale, words)}
        </div>
    };
    view! {
        <p class="back"><a href=back>{words.back}</a></p>
        {refused}
        {follow::view(events, words.followed, frame.locale, known.into_any())}
        {actions}
    }
    .into_any()
}

/// What is the case, in one sentence that says how it is known.
fn standing(checkout: &Checkout, locale: Locale, words: &'static Payment) -> AnyView {
    let clock = Clock::of(None);
    let told = Story::of(checkout);
    let at = time::text(story::moment(checkout), &clock, locale);
    let until = time::text(checkout.expires_at, &clock, locale);
    let why = words::timeline::of(locale).why;
    let failure = checkout.last_failure.as_ref();
    let failure = failure.map(|last| why(&last.failure));
    let names = words::status::of(locale);
    let said = Said {
        at: &at,
        until: &until,
        evidence: (names.evidence)(story::evidence(checkout)),
        failure: failure.as_deref().unwrap_or_default(),
    };
    let sentence = (words.story)(&told, &said);
    view! {
        <div class="standing" data-status=checkout.status().as_str()>
            {status::view(checkout.status(), locale)}
            <p class="lead">{sentence}</p>
        </div>
    }
    .into_any()
}

fn cases(checkout: &Checkout, locale: Locale, words: &'static Payment) -> Option<AnyView> {
    if checkout.cases.is_empty() {
        return None;
    }
    let clock = Clock::of(None);
    let tell = words::timeline::of(locale).case;
    let cases: Vec<_> = checkout
        .cases
        .iter()
        .map(|case| {
            let amount = app::format::money(case.amount, locale);
            let text = format!("{amount} · {}", tell(case.kind, case.detail.as_deref()));
            let at = time::view(case.at, &clock, locale);
            view! { <li><p>{text}</p><p class="quiet">{at}</p></li> }
        })
        .collect();
    let section = view! {
        <section class="sheet cases" aria-labelledby="cases">
            <h2 id="cases">{words.cases}</h2>
            <ul>{cases}</ul>
        </section>
    };
    Some(section.into_any())
}

/// What somebody of this role can do, and what only their server can.
fn actions(viewer: &Viewer, input: &Input, words: &'static Payment) -> Option<AnyView> {
    let checkout = &input.checkout;
    let may = viewer.may(Power::Work) && !checkout.status().is_final();
    let is_closing = matches!(checkout.phase, Phase::Closing { .. });
    let cancel = (may && !is_closing).then(|| {
        let action = format!("{}/cancel", path(&checkout.id));
        let button = form::button(viewer, action, "button danger", words.cancel_confirm.into());
        view! {
            <details class="confirm">
                <summary>{words.cancel}</summary>
                <p>{words.cancel_hint}</p>
                {button}
            </details>
        }
    });
    let claim = (checkout.status() == Status::Paid && checkout.fulfilment.is_none())
        .then(|| view! { <p class="hint">{words.claim_hint}</p> });
    // Whoever has the address can pay and stop attempts.
    let address = may.then(|| page_address(&input.page_address, words));
    if address.is_none() && claim.is_none() {
        return None;
    }
    let section = view! {
        <section class="sheet" aria-labelledby="actions">
            <h2 id="actions">{words.actions}</h2>
            {address}
            {cancel}
            {claim}
        </section>
    };
    Some(section.into_any())
}

fn page_address(address: &str, words: &'static Payment) -> AnyView {
    let (href, shown) = (address.to_owned(), address.to_owned());
    view! {
        <p>
            {words.page_address} {words.colon}
            <a id="page-address" href=href rel="noopener">{shown}</a>
        </p>
        <p>
            <button
                class="button second"
                type="button"
                hidden
                data-copy="page-address"
                data-copied=words.copied
            >
                {words.copy}
            </button>
        </p>
    }
    .into_any()
}
