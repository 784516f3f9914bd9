//! What every screen has around it, and the parts that several screens share.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::{Html, IntoResponse, Response},
};
use maud::{DOCTYPE, Markup, html};
use payment::StepName;

use super::{
    Institution, Screen,
    part::{Icon, icon, sign},
    visit::address,
};
use crate::{
    asset,
    session::{Product, Session},
    words::Words,
};

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

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                      form-action 'self'; base-uri 'none'";

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let fixed = |name: HeaderName, value: &'static str| (name, HeaderValue::from_static(value));
        let headers = [
            fixed(header::CONTENT_SECURITY_POLICY, POLICY),
            fixed(header::CACHE_CONTROL, "no-store"),
            fixed(header::REFERRER_POLICY, "no-referrer"),
            fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ];
        (headers, Html(self.0.into_string())).into_response()
    }
}

/// The head that all pages share.
pub(crate) fn head(title: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="robots" content="noindex";
            title { (title) " · Flinks Pay (twin)" }
            link rel="icon" type="image/svg+xml" href=(asset::MARK.address());
            link rel="stylesheet" href=(asset::STYLE.address());
            script src=(asset::SCRIPT.address()) defer {}
        }
    }
}

/// The whole page of a screen.
pub(super) fn page(session: &Session, words: &Words, steps: &[StepName], body: &Body) -> Page {
    let steps: Vec<&str> = steps.iter().map(StepName::as_str).collect();
    let screen = session.screen();
    let title = match body.fault {
        Some(_) => format!("{}{}", words.frame.fault, body.title),
        None => body.title.clone(),
    };
    Page(html! {
        (DOCTYPE)
        html lang=(words.locale.tag()) {
            (head(&title))
            body data-steps=(steps.join(" ")) {
                (bar(session, words, screen))
                main .(theme(body.bank)) data-screen=(screen.slug()) {
                    (progress(session, words, screen))
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
    })
}

pub(super) fn theme(bank: Option<Institution>) -> String {
    bank.map_or_else(
        || "plain".to_owned(),
        |bank| format!("bank-{}", bank.slug()),
    )
}

fn bar(session: &Session, words: &Words, screen: Screen) -> Markup {
    let other = words.locale.other();
    let closable = session.product == Product::ETransfer
        && session.phase().is_unfinished()
        && screen != Screen::Close;
    html! {
        header .bar {
            p .brand { (mark()) span .name { "Flinks Pay" } " " span .tag { (words.frame.tag) } }
            form .language method="post" action=(address(session, "language")) {
                button .quiet name="to" value=(other.tag()) lang=(other.tag()) { (words.frame.other_language) }
            }
            @if closable {
                form method="post" action=(address(session, "leave")) {
                    button .quiet .cross { span .hidden { (words.frame.close) } (icon(Icon::Cross)) }
                }
            }
        }
    }
}

fn progress(session: &Session, words: &Words, screen: Screen) -> Markup {
    let Some((now, all)) = screen.stage(session.product) else {
        return html! {};
    };
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

/// The twin's own sign.
pub(crate) fn mark() -> Markup {
    html! {
        svg .mark viewBox="0 0 28 28" width="28" height="28" aria-hidden="true" focusable="false" {
            rect width="28" height="28" rx="8" fill="currentColor" {}
            path fill="#fff" d="M8 7.5h12.5l-2.4 3.6H12v2.6h5.5l-2.3 3.5H12v4.3H8z";
        }
    }
}
