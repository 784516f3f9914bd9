//! `/dashboard/payment-links/{id}`: one payment link, to be given to customers.

use app::format::Clock;
use leptos::prelude::*;
use payment::{LinkSwitch, Locale, PaymentLink, PaymentLinkId};
use store::{CheckoutRow, Power};

use super::{
    payment_links::{
        Link, PATH, asked,
        form::{Filled, Form, LinkField},
        name, state, uses,
    },
    payments::row,
};
use crate::{
    part::{
        form, masked,
        notice::{self, Notice},
        table, time,
    },
    payments::Filter,
    shell::{Frame, Viewer, page},
    words::{self, payment_links::PaymentLinks as Words},
};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct Input {
    /// The link.
    pub link: Link,
    /// Where it leads.
    pub address: String,
    /// The newest checkouts of it.
    pub payments: Vec<CheckoutRow>,
    /// Where older ones are.
    pub older: Option<String>,
    /// What can be changed, as it stands or as it was not accepted.
    pub filled: Filled,
    /// How the form stands.
    pub editing: Editing,
    /// By what the link that the form began with is told from a changed one.
    pub seen: String,
}

/// How the form that changes a link stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Editing {
    /// As the link is.
    Stored,
    /// As it was sent, with something wrong in it.
    Refused,
    /// As it was sent, while somebody else changed the link.
    Outdated,
}

/// Where a payment link's page is.
#[must_use]
pub fn path(id: &PaymentLinkId) -> String {
    format!("{PATH}/{id}")
}

/// The page as a document.
#[must_use]
pub fn render(frame: &Frame, input: &Input) -> String {
    let words = words::payment_links::of(frame.locale);
    let work = frame.viewer.as_ref().filter(|it| it.may(Power::Work));
    let title = name(&input.link.link, words);
    page(frame, &title, || {
        view! {
            <p class="back"><a href=PATH>{words.back}</a></p>
            <div class="standing">
                {state(input.link.state, words)}
                <p class="lead">{(words.state_means)(input.link.state)}</p>
            </div>
            {offer(frame, input, words)}
            {payments(frame, input, words)}
            {work.map(|viewer| change(frame, viewer, input, words))}
        }
    })
}

fn offer(frame: &Frame, input: &Input, words: &'static Words) -> AnyView {
    let link = &input.link.link;
    let here = path(&link.id);
    let moment = |at| time::view(at, &Clock::of(None), frame.locale);
    let until = link.expires_at.map(|at| {
        view! {
            <div>
                <dt>{words.until}</dt>
                <dd>{moment(at)}</dd>
            </div>
        }
    });
    let back: Vec<_> = [
        (LinkField::SuccessUrl, &link.offer.success_url),
        (LinkField::CancelUrl, &link.offer.cancel_url),
    ]
    .into_iter()
    .filter_map(|(field, url)| Some((field, url.clone()?)))
    .map(|(field, url)| {
        view! {
            <div>
                <dt>{(words.label)(field)}</dt>
                <dd><code>{url}</code></dd>
            </div>
        }
    })
    .collect();
    let [svg, png] = ["svg", "png"].map(|kind| format!("{here}/qr.{kind}"));
    let [svg_name, png_name] = ["svg", "png"].map(|kind| format!("{}.{kind}", link.id));
    view! {
        <section class="sheet offer" aria-labelledby="offer">
            <h2 id="offer">{words.address}</h2>
            <code class="shown-once" id="address">{input.address.clone()}</code>
            <p class="actions">
                <button
                    class="button second"
                    type="button"
                    data-copy="address"
                    data-copied=words.copied
                    hidden
                >
                    {words.copy}
                </button>
                <a href=input.address.clone() rel="noreferrer">{words.open}</a>
            </p>
            <figure class="qr">
                <img
                    src=svg.clone()
                    width="220"
                    height="220"
                    alt=words.code_named
                />
                <figcaption>
                    <h3>{words.code}</h3>
                    <p class="hint">{words.code_hint}</p>
                    <ul>
                        <li><a href=svg download=svg_name>{words.as_svg}</a></li>
                        <li><a href=png download=png_name>{words.as_png}</a></li>
                    </ul>
                </figcaption>
            </figure>
            <dl class="facts">
                <div>
                    <dt>{words.asks}</dt>
                    <dd>{asked(link, frame.locale, words)}</dd>
                </div>
                <div>
                    <dt>{words.columns[3]}</dt>
                    <dd>{uses(&input.link, words)}</dd>
                </div>
                <div>
                    <dt>{(words.label)(LinkField::Methods)}</dt>
                    <dd>{methods(link, frame.locale)}</dd>
                </div>
                <div>
                    <dt>{words.pays_into}</dt>
                    <dd>{paid_into(link, words)}</dd>
                </div>
                {back}
                {until}
                <div>
                    <dt>{words.made}</dt>
                    <dd>{moment(link.created_at)}</dd>
                </div>
                <div>
                    <dt>"ID"</dt>
                    <dd><code>{link.id.as_str().to_owned()}</code></dd>
                </div>
            </dl>
        </section>
    }
    .into_any()
}

/// The ways to pay, in their order.
fn methods(link: &PaymentLink, locale: Locale) -> String {
    let name = words::status::of(locale).method;
    let names: Vec<_> = link.offer.methods.iter().map(|it| name(*it)).collect();
    names.join(", ")
}

/// Into which account, with as much of its number as tells it from others.
fn paid_into(link: &PaymentLink, words: &'static Words) -> AnyView {
    let Some(account) = &link.offer.payee_account else {
        return words.own_account.into_any();
    };
    let label = account
        .label
        .as_ref()
        .map(|label| label.as_str().to_owned());
    view! {
        <code>{masked::account(account)}</code>
        " "
        {label}
    }
    .into_any()
}

fn payments(frame: &Frame, input: &Input, words: &'static Words) -> AnyView {
    let list = words::payments::of(frame.locale);
    let content = if input.payments.is_empty() {
        view! { <p class="empty">{words.no_payments}</p> }.into_any()
    } else {
        let filter = Filter::default();
        let rows = input
            .payments
            .iter()
            .map(|it| row::view(it, &filter, frame.locale, list));
        table::table(words.payments, &list.columns, rows.collect())
    };
    view! {
        <section class="sheet" aria-labelledby="payments">
            <h2 id="payments">{words.payments}</h2>
            {content}
            {table::older(input.older.clone(), words::shell::of(frame.locale).older)}
        </section>
    }
    .into_any()
}

fn change(frame: &Frame, viewer: &Viewer, input: &Input, words: &'static Words) -> AnyView {
    let here = path(&input.link.link.id);
    let (to, name) = match input.link.link.switch {
        LinkSwitch::On => ("pause", words.pause),
        LinkSwitch::Off => ("resume", words.resume),
    };
    let switch = form::button(
        viewer,
        format!("{here}/{to}"),
        "button second",
        name.to_owned(),
    );
    let outdated = match input.editing {
        Editing::Stored | Editing::Refused => None,
        Editing::Outdated => Some(notice::view(Notice::Caution, words.outdated.to_owned())),
    };
    let is_refused = input.editing != Editing::Stored;
    let form = Form {
        filled: &input.filled,
        locale: frame.locale,
        words,
    };
    view! {
        <section class="sheet" aria-labelledby="change">
            <h2 id="change">{words.change}</h2>
            {switch}
            <details open=is_refused>
                <summary>{words.edit}</summary>
                <form class="stack" method="post" action=here>
                    {form::token(viewer)}
                    <input type="hidden" name="seen" value=input.seen.clone() />
                    {outdated}
                    <p class="hint">{words.edit_hint}</p>
                    {form.changeable()}
                    <button class="button">{words.save}</button>
                </form>
            </details>
        </section>
    }
    .into_any()
}
