//! The parts that several screens are made of.

use maud::{Markup, PreEscaped, html};
use payment::Locale;

use super::{Holding, Institution, page::theme, visit::address};
use crate::{session::Session, words::Words};

/// A bank's sign, on its colour.
pub(super) fn sign(bank: Institution) -> Markup {
    html! {
        span .sign .(theme(Some(bank))) aria-hidden="true" {
            svg viewBox="0 0 24 24" width="24" height="24" focusable="false" {
                path fill="currentColor" fill-rule="evenodd" d=(bank.sign());
            }
        }
    }
}

/// The form of a screen.
pub(super) fn form(session: &Session, content: &Markup) -> Markup {
    let action = address(session, session.screen().slug());
    html! {
        form method="post" action=(action) { (content) }
    }
}

/// The button that leads one screen back.
pub(super) fn back(session: &Session, words: &Words) -> Markup {
    html! {
        form .aside-action method="post" action=(address(session, "back")) {
            button .link { (words.frame.back) }
        }
    }
}

/// Names and values, one to a line.
pub(super) fn facts(rows: &[(&str, Markup)]) -> Markup {
    html! {
        dl .facts {
            @for (name, value) in rows {
                div { dt { (name) } dd { (value) } }
            }
        }
    }
}

/// The payment in a few lines: who gets it, from where, and what it is called.
pub(super) fn summary(session: &Session, words: &Words, from: Option<&Markup>) -> Markup {
    let payee = session.order.payee.as_ref();
    let to = payee
        .and_then(|account| account.account_label.as_deref())
        .unwrap_or(words.label.merchant);
    let mut rows = vec![(words.label.to, html! { (to) })];
    if let Some(from) = from {
        rows.push((words.label.from, from.clone()));
    }
    if let Some(reference) = &session.order.reference {
        rows.push((words.label.reference, html! { span .code { (reference) } }));
    }
    facts(&rows)
}

/// The amount, large.
pub(super) fn total(session: &Session, words: &Words) -> Markup {
    html! {
        @if let Some(amount) = session.amount {
            p .total { span .hidden { (words.label.amount) " " } (words.money(amount)) " " span .currency { "CAD" } }
        }
    }
}

/// A note for whoever tests.
pub(super) fn hint(words: &Words, content: &Markup) -> Markup {
    html! {
        aside .hint aria-label=(words.hint.title) {
            p .heading aria-hidden="true" { (words.hint.title) }
            (content)
        }
    }
}

/// A link back to the merchant, where the merchant gave an address. It leaves the frame.
pub(super) fn way_back(to: Option<&str>, label: &str) -> Markup {
    html! {
        @if let Some(to) = to {
            a .button .second href=(to) target="_top" rel="noreferrer" { (label) }
        }
    }
}

/// How it ended.
#[derive(Clone, Copy)]
pub(super) enum Seal {
    Done,
    Over,
}

/// The large sign at the end of a journey.
pub(super) fn seal(seal: Seal) -> Markup {
    let (class, path) = match seal {
        Seal::Done => ("done", "M19 33.5l9 9 17-19"),
        Seal::Over => ("over", "M21 32h22"),
    };
    html! {
        svg .seal .(class) viewBox="0 0 64 64" width="64" height="64" aria-hidden="true" focusable="false" {
            circle cx="32" cy="32" r="31" fill="currentColor" {}
            path d=(path) fill="none" stroke-width="5" stroke-linecap="round"
                stroke-linejoin="round" pathLength="1" {}
        }
    }
}

/// A small drawing that repeats what the words beside it say.
#[derive(Clone, Copy)]
pub(super) enum Icon {
    Check,
    Cross,
    Lock,
    Shield,
    Warning,
}

/// Draws an icon.
pub(super) fn icon(icon: Icon) -> Markup {
    let path = match icon {
        Icon::Check => "M5 12.5l4.5 4.5L19 7.5",
        Icon::Cross => "M6 6l12 12M18 6L6 18",
        Icon::Lock => "M7 11V8a5 5 0 0 1 10 0v3M5.5 11h13v9h-13z",
        Icon::Shield => {
            "M12 3l7.5 3v5.5c0 4.5-3 8-7.5 9.5-4.5-1.5-7.5-5-7.5-9.5V6zM8.5 12l2.5 2.5 4.5-4.5"
        }
        Icon::Warning => "M12 4 2.5 20h19zM12 10v4.5M12 17.3v.2",
    };
    html! {
        svg .icon viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor"
            stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false" {
            path d=(PreEscaped(path));
        }
    }
}

/// How the page names the customer's account.
pub(super) fn account_line(session: &Session, locale: Locale) -> Markup {
    html! {
        @if let (Some(bank), Some(holding)) = (session.journey.institution, Holding::chosen(session)) {
            (bank.name()) br;
            span .soft { (holding.kind.title(locale)) " ••••\u{a0}" (holding.last_digits) }
        }
    }
}
