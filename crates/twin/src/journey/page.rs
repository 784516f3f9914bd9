//! What every screen has around it.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::{Html, IntoResponse, Response},
};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{
    Institution,
    part::{Icon, icon, sign},
    policy::Policy,
    telling::Telling,
};
use crate::{asset, words::Words};

/// What a screen shows.
pub(super) struct Body {
    pub(super) title: String,
    /// The bank whose page this is made to look like.
    pub(super) bank: Option<Institution>,
    /// What is wrong with the form.
    pub(super) fault: Option<String>,
    pub(super) content: Markup,
}

/// A page of our own: nothing from elsewhere, no inline code or style. Any page may frame it,
/// as the provider's hosted page may be framed.
pub(crate) struct Page(pub(crate) Markup);

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        answer(&self.0, &Policy::default())
    }
}

/// A page with its headers.
pub(super) fn answer(page: &Markup, policy: &Policy) -> Response {
    let fixed = |name: HeaderName, value: &'static str| (name, HeaderValue::from_static(value));
    let headers = [
        (header::CONTENT_SECURITY_POLICY, policy.header()),
        fixed(header::CACHE_CONTROL, "no-store"),
        fixed(header::REFERRER_POLICY, "no-referrer"),
        fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    let mut response = (headers, Html(page.0.as_str().to_owned())).into_response();
    if policy.refuses_frames() {
        let (name, value) = fixed(header::X_FRAME_OPTIONS, "DENY");
        response.headers_mut().insert(name, value);
    }
    response
}

/// The head that all pages share.
pub(crate) fn head(title: &str) -> Markup {
    head_with(title, None, None)
}

/// The same, with code that runs before anything is loaded, and with somewhere to go by
/// itself.
fn head_with(title: &str, early: Option<&str>, refresh: Option<&Refresh>) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            @if let Some(code) = early { script { (PreEscaped(code)) } }
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="robots" content="noindex";
            @match refresh {
                Some(Refresh::Always(content)) => { meta http-equiv="refresh" content=(content); }
                Some(Refresh::WithoutScript(content)) => { noscript { meta http-equiv="refresh" content=(content); } }
                None => {}
            }
            title { (title) " · Flinks Pay (twin)" }
            link rel="icon" type="image/svg+xml" href=(asset::MARK.address());
            link rel="stylesheet" href=(asset::STYLE.address());
            script src=(asset::SCRIPT.address()) defer {}
        }
    }
}

/// A screen with everything around it.
pub(super) struct Shell<'a> {
    pub(super) words: &'a Words,
    /// The screen's name, for whoever drives the page.
    pub(super) screen: &'a str,
    /// Which stage of the journey it is, and of how many.
    pub(super) stage: Option<(u8, u8)>,
    /// What stands above it.
    pub(super) bar: Option<Markup>,
    pub(super) look: Look,
    /// What is told to the page around the frame.
    pub(super) telling: Telling,
    pub(super) policy: Policy,
    /// Where the page goes by itself.
    pub(super) refresh: Option<Refresh>,
    pub(super) body: &'a Body,
}

/// When a page goes on by itself, and where to: the content of a `refresh`.
#[derive(Clone, Debug)]
pub(super) enum Refresh {
    Always(String),
    /// Only where no code runs.
    WithoutScript(String),
}

/// What a merchant may choose about the look. Only Connect lets it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    pub(super) theme: Theme,
    pub(super) padding: Padding,
    pub(super) motion: Motion,
}

/// Light or dark. The payment pages are light only `[CL-2026-04]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Theme {
    #[default]
    Light,
    Dark,
    /// As the customer's device is set.
    System,
}

impl Theme {
    const fn word(self) -> Option<&'static str> {
        match self {
            Self::Light => None,
            Self::Dark => Some("dark"),
            Self::System => Some("system"),
        }
    }
}

/// Whether there is room around the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Padding {
    #[default]
    Kept,
    Removed,
}

/// Whether what is loading moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Motion {
    #[default]
    Usual,
    Static,
}

impl Shell<'_> {
    /// The whole page.
    pub(super) fn response(mut self) -> Response {
        let body = self.body;
        let words = self.words;
        let title = match body.fault {
            Some(_) => format!("{}{}", words.frame.fault, body.title),
            None => body.title.clone(),
        };
        let early = self.telling.early();
        if let Some(code) = &early {
            self.policy.run(code);
        }
        let page = html! {
            (DOCTYPE)
            html lang=(words.locale.tag()) data-theme=[self.look.theme.word()] {
                (head_with(&title, early.as_deref(), self.refresh.as_ref()))
                body .static[self.look.motion == Motion::Static]
                    data-steps=(self.telling.steps()) data-messages=[self.telling.messages()]
                    data-manner=[self.telling.manner()] {
                    @if let Some(bar) = &self.bar { (bar) }
                    main .(theme(body.bank)) .bare[self.look.padding == Padding::Removed] data-screen=(self.screen) {
                        @if let Some((now, all)) = self.stage { (progress(words, now, all)) }
                        @if let Some(bank) = body.bank { (letterhead(bank, words)) }
                        h1 { (body.title) }
                        @if let Some(fault) = &body.fault {
                            p .fault #fault role="alert" { (icon(Icon::Warning)) span { (fault) } }
                        }
                        (body.content)
                    }
                    footer { p { (words.frame.note) } }
                }
            }
        };
        answer(&page, &self.policy)
    }
}

pub(super) fn theme(bank: Option<Institution>) -> String {
    bank.map_or_else(
        || "plain".to_owned(),
        |bank| format!("bank-{}", bank.slug()),
    )
}

fn progress(words: &Words, now: u8, all: u8) -> Markup {
    html! {
        div .progress {
            p { ((words.frame.stage)(now, all)) }
            div .segments aria-hidden="true" {
                @for stage in 1..=all {
                    span .reached[stage <= now] {}
                }
            }
        }
    }
}

fn letterhead(bank: Institution, words: &Words) -> Markup {
    html! {
        p .letterhead {
            (sign(bank))
            span { strong { (bank.name()) } span .note { (bank.note(words.locale)) } }
        }
    }
}

/// The twin's name and sign.
pub(super) fn brand(words: &Words) -> Markup {
    brand_with("Flinks Pay", true, words)
}

/// The name of a product of the twin, with its sign where that is wanted.
pub(super) fn brand_with(name: &str, image: bool, words: &Words) -> Markup {
    html! {
        p .brand {
            @if image { (mark()) }
            span .name { (name) } " " span .tag { (words.frame.tag) }
        }
    }
}

/// The twin's own sign.
pub(crate) fn mark() -> Markup {
    html! {
        svg .mark viewBox="0 0 28 28" width="28" height="28" aria-hidden="true" focusable="false" {
            rect width="28" height="28" rx="8" fill="currentColor" {}
            path fill="#fff" d="M8 7.5h12.5l-2.4 3.6H12v2.6h5.5l-2.3 3.5H12v4.3H8z";
        }
    }
}
