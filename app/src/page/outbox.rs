use leptos::prelude::*;
use payment::{Locale, Timestamp};

use super::shop::{head_titled, masthead};
use crate::{
    brand::Brand,
    format::Clock,
    part::look_again,
    shell::{Rendered, Site, document},
    words::{OutboxWords, words},
};

/// Where the demonstration's letters are looked at.
pub const OUTBOX: &str = "/demo/outbox";

/// The script that shows new letters as they come.
pub const OUTBOX_SCRIPT: &str = include_str!("outbox/outbox.js");

/// What the pages of the outbox are made from.
#[derive(Clone, Debug)]
pub struct OutboxInput {
    /// The language to speak.
    pub locale: Locale,
    /// The look of the shop.
    pub brand: Brand,
    /// Where the brand's stylesheet is.
    pub brand_href: String,
    /// The list does not look again by itself: somebody without scripts has asked for rest.
    pub still: bool,
}

/// A letter that lies there.
#[derive(Clone, Debug)]
pub struct OutboxLetter {
    /// Its id, which its address ends in.
    pub id: String,
    /// Its language.
    pub locale: Locale,
    /// Who wrote it.
    pub from: String,
    /// Whom it went to.
    pub to: String,
    /// What it is about.
    pub subject: String,
    /// Since when.
    pub at: Timestamp,
    /// Its words alone.
    pub text: String,
    /// What the attached file is called.
    pub attached: Option<String>,
}

impl OutboxLetter {
    fn address(&self, part: &str) -> String {
        format!("{OUTBOX}/{}{part}", self.id)
    }
}

/// Every letter, newest first; so many of them are `new` to whoever looks.
#[must_use]
pub fn render_outbox(
    input: &OutboxInput,
    letters: &[OutboxLetter],
    new: usize,
    site: &Site,
) -> Rendered {
    let all = words(input.locale);
    let words = &all.outbox;
    let mut head = head_titled(input.locale, &input.brand, &input.brand_href, words.title);
    head.refresh = (!input.still).then_some(look_again::WAITS);
    let here = format!("{OUTBOX}?lang={}", input.locale);
    let looks = look_again::notice(&all.bank, &here, look_again::WAITS, input.still);
    let still = look_again::still(input.still);
    let rows: Vec<_> = letters.iter().map(|it| row(it, input.locale)).collect();
    let empty = rows.is_empty();
    let news = if new > 0 {
        (words.news)(new)
    } else {
        String::new()
    };
    document(head, site, || {
        view! {
            <div class="store">
                {masthead(input.locale, &input.brand, all, OUTBOX, still)}
                <main id="main" class="outbox" tabindex="-1">
                    <h1>{words.title}</h1>
                    <p class="lead">{words.lead}</p>
                    {looks}
                    <p class="visually-hidden" role="status" data-outbox="news">{news}</p>
                    <p data-outbox="empty" hidden=!empty>{words.empty}</p>
                    <ul class="shop-order-list" data-outbox="list" hidden=empty>{rows}</ul>
                    {back(format!("/demo?lang={}", input.locale), words.shop)}
                </main>
                <script src=format!("{OUTBOX}.js") defer=true></script>
            </div>
        }
    })
}

fn row(letter: &OutboxLetter, locale: Locale) -> AnyView {
    let href = format!("{}?lang={locale}", letter.address(""));
    let id = letter.id.clone();
    view! {
        <li class="shop-order" id=id>
            <a href=href lang=letter.locale.tag()>{letter.subject.clone()}</a>
            <span class="shop-order-state">
                <bdi>{letter.to.clone()}</bdi>
                " · "
                {Clock::of(None).moment(letter.at, locale)}
            </span>
        </li>
    }
    .into_any()
}

/// One letter, as a mail program would show it and as plain text.
#[must_use]
pub fn render_outbox_letter(input: &OutboxInput, letter: &OutboxLetter, site: &Site) -> Rendered {
    let all = words(input.locale);
    let words = &all.outbox;
    let head = head_titled(
        input.locale,
        &input.brand,
        &input.brand_href,
        &letter.subject,
    );
    let here = letter.address("");
    document(head, site, || {
        view! {
            <div class="store">
                {masthead(input.locale, &input.brand, all, &here, "")}
                <main id="main" class="outbox" tabindex="-1">
                    {back(format!("{OUTBOX}?lang={}", input.locale), words.back)}
                    <h1 lang=letter.locale.tag()>{letter.subject.clone()}</h1>
                    {about(letter, input.locale, words)}
                    <h2 id="shown">{words.shown}</h2>
                    // It may load what stands on our own origin, and nothing in it runs.
                    <iframe
                        class="outbox-letter"
                        src=letter.address("/letter")
                        title=letter.subject.clone()
                        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
                    ></iframe>
                    <h2 id="plain">{words.plain}</h2>
                    <pre class="outbox-text" tabindex="0" role="region" aria-labelledby="plain" lang=letter.locale.tag()>
                        {letter.text.clone()}
                    </pre>
                </main>
            </div>
        }
    })
}

fn about(letter: &OutboxLetter, locale: Locale, words: &OutboxWords) -> AnyView {
    let rows: Vec<_> = [
        (words.from, letter.from.clone()),
        (words.to, letter.to.clone()),
        (words.at, Clock::of(None).moment(letter.at, locale)),
    ]
    .into_iter()
    .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
    .collect();
    let attached = letter.attached.as_ref().map(|file| {
        view! {
            <a class="button second" href=letter.address("/receipt.pdf") download=file.clone()>
                {(words.attached)(file)}
            </a>
        }
    });
    view! {
        <dl class="facts">{rows}</dl>
        <p class="outbox-files">
            {attached}
            <a class="button second" href=letter.address("/message.eml") download=format!("{}.eml", letter.id)>
                {words.whole}
            </a>
        </p>
    }
    .into_any()
}

fn back(href: String, label: &'static str) -> AnyView {
    view! { <p><a href=href>{label}</a></p> }.into_any()
}
