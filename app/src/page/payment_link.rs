mod form;
mod order;

use flinks::limits::Limits;
use leptos::prelude::*;
use payment::{LinkAmount, LinkState, Locale, Money, PaymentLink, TextFault, Theme, Timestamp};

use crate::{
    brand::{Brand, Schemes, set},
    format::Clock,
    part::{
        footer, header,
        outcome::{self, Tone},
    },
    shell::{Head, Rendered, Site, document},
    words::{Telling, Words, words},
};

/// What the page of a payment link is made from.
#[derive(Clone, Debug)]
pub struct PaymentLinkInput {
    /// The link.
    pub link: PaymentLink,
    /// What its visitor finds.
    pub look: PaymentLinkLook,
    /// Who the page looks like.
    pub brand: Brand,
    /// The origins whose pages may show this one in a frame.
    pub embedders: Vec<String>,
    /// What one payment may be.
    pub limits: Limits,
    /// The language to speak.
    pub locale: Locale,
    /// The moment of the view.
    pub now: Timestamp,
}

/// What a visitor finds.
#[derive(Clone, Debug)]
pub enum PaymentLinkLook {
    /// The form that makes a checkout.
    Form(LinkForm),
    /// Nobody is let in: why.
    Shut(LinkState),
}

/// The form that makes a checkout.
#[derive(Clone, Debug)]
pub struct LinkForm {
    /// What this form is told apart by from the one in another window.
    pub nonce: String,
    /// What stands in the field of the amount.
    pub typed: String,
    /// What is wrong with it.
    pub fault: Option<TextFault>,
    /// Whether so many came at once that this one has to try again.
    pub crowd: Crowd,
}

/// How many come at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crowd {
    /// As many as are let in.
    Fits,
    /// Too many.
    Waits,
}

impl LinkForm {
    /// The form as somebody finds it who has sent nothing yet.
    #[must_use]
    pub fn fresh(link: &PaymentLink, locale: Locale, nonce: String) -> Self {
        let suggested = match link.offer.asked {
            LinkAmount::Open { suggested, .. } => suggested,
            LinkAmount::Fixed(_) => None,
        };
        Self::again(locale, nonce, suggested)
    }

    /// The form as somebody finds it who comes back to it, with the amount that they said.
    #[must_use]
    pub fn again(locale: Locale, nonce: String, said: Option<Money>) -> Self {
        let typed = said.map_or_else(String::new, |amount| {
            let decimal = amount.to_string();
            match locale {
                Locale::EnCa => decimal,
                Locale::FrCa => decimal.replace('.', ","),
            }
        });
        Self {
            nonce,
            typed,
            fault: None,
            crowd: Crowd::Fits,
        }
    }
}

/// The page of a payment link.
#[must_use]
pub fn render_payment_link(input: &PaymentLinkInput, site: &Site) -> Rendered {
    let page = Page {
        input,
        words: words(input.locale),
    };
    let link = &input.link;
    // Only a page in a shop's own has somebody to talk to. It has no islands.
    let site = Site {
        early: None,
        glue: None,
        ..*site
    };
    let head = Head {
        locale: input.locale,
        title: format!("{} · {}", page.title(), input.brand.name),
        brand: Some(&input.brand),
        brand_href: Some(input.brand.href(&link.merchant, link.mode)),
        schemes: match link.offer.theme {
            Theme::Auto => input.brand.schemes,
            Theme::Light => Schemes::Light,
            Theme::Dark => Schemes::Dark,
        },
        live: !input.embedders.is_empty(),
        refresh: None,
    };
    document(head, &site, || page.body())
}

/// The page while it is being made.
#[derive(Clone, Copy)]
struct Page<'a> {
    input: &'a PaymentLinkInput,
    words: &'static Words,
}

impl Page<'_> {
    fn shop(&self) -> &str {
        &self.input.brand.name
    }

    fn description(&self) -> Option<String> {
        let description = self.input.link.offer.description.as_ref()?;
        Some(set(description.as_str(), self.input.locale))
    }

    fn title(&self) -> String {
        match &self.input.look {
            PaymentLinkLook::Form(_) => self
                .description()
                .unwrap_or_else(|| (self.words.payment_link.title)(self.shop())),
            PaymentLinkLook::Shut(state) => self.telling(*state).title,
        }
    }

    fn address(&self, locale: Locale) -> String {
        format!("/l/{}?lang={locale}", self.input.link.token.as_str())
    }

    fn when(&self, at: Timestamp) -> String {
        let (clock, locale) = (Clock::of(None), self.input.locale);
        clock.moment(at, locale)
    }

    /// Why nobody is let in.
    fn telling(&self, state: LinkState) -> Telling {
        let (words, shop) = (&self.words.payment_link, self.shop());
        match state {
            LinkState::UsedUp => (words.used_up)(shop),
            LinkState::Inactive => (words.inactive)(shop),
            LinkState::Expired => {
                let end = self.input.link.expires_at.unwrap_or(self.input.now);
                (words.expired)(shop, &self.when(end))
            }
            // One that let somebody in a moment ago may not do so any more.
            LinkState::Taken | LinkState::Open => (words.taken)(shop),
        }
    }

    fn body(self) -> AnyView {
        let other = self.input.locale.other();
        let embedders = &self.input.embedders;
        let embedders = (!embedders.is_empty()).then(|| embedders.join(" "));
        let switch = header::switch(other, self.words.around.other_language, self.address(other));
        view! {
            <a class="skip" href="#main">
                {self.words.around.skip}
            </a>
            <div class="page" data-embedders=embedders>
                <header class="masthead" aria-label=self.shop().to_owned()>
                    {header::shop(&self.input.brand)} {switch}
                </header>
                {self.order()}
                {self.main()}
                {footer::of_brand(&self.input.brand, self.input.locale, self.words)}
            </div>
        }
        .into_any()
    }

    fn main(self) -> AnyView {
        let (status, screen, content) = match &self.input.look {
            PaymentLinkLook::Form(form) => ("open", "payment_link", self.form(form)),
            PaymentLinkLook::Shut(state) => {
                let (status, tone) = shut(*state);
                let telling = outcome::outcome(tone, &self.telling(*state));
                (status, state.as_str(), telling)
            }
        };
        view! {
            <main
                id="main"
                class="main"
                tabindex="-1"
                aria-label=self.title()
                data-status=status
                data-screen=screen
                data-offline=self.words.around.offline
            >
                {content}
            </main>
        }
        .into_any()
    }
}

/// What a page around this one is told of a link that is shut, in the words for a checkout,
/// and how it feels.
const fn shut(state: LinkState) -> (&'static str, Tone) {
    match state {
        // Who has not paid would take a check for a payment.
        LinkState::UsedUp | LinkState::Inactive => ("canceled", Tone::Caution),
        LinkState::Expired => ("expired", Tone::Caution),
        LinkState::Taken | LinkState::Open => ("open", Tone::Busy),
    }
}
