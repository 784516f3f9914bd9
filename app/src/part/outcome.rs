use leptos::prelude::*;

use super::icon::Icon;
use crate::{page::around::Page, words::Telling};

/// How an outcome feels; its words say so too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// It went well.
    Positive,
    /// It needs attention.
    Caution,
    /// It went wrong.
    Negative,
    /// It is on its way.
    Busy,
    /// It has its day.
    Planned,
    /// It is in an e-mail.
    Sent,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Positive => "outcome positive",
            Self::Caution => "outcome caution",
            Self::Negative => "outcome negative",
            Self::Busy => "outcome busy",
            Self::Planned => "outcome planned",
            Self::Sent => "outcome sent",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Positive => Icon::Check,
            Self::Caution => Icon::Mark,
            Self::Negative => Icon::Cross,
            Self::Busy => Icon::Clock,
            Self::Planned => Icon::Calendar,
            Self::Sent => Icon::Mail,
        }
    }
}

/// What happened, what it means, what to do next.
pub(crate) fn outcome(tone: Tone, telling: &Telling) -> AnyView {
    let Telling { title, lead, next } = telling.clone();
    view! {
        <div class=tone.class()>
            <span class="badge">{tone.icon().view()}</span>
            <h1 tabindex="-1">{title}</h1>
            <p class="lead">{lead}</p>
            <p>{next}</p>
        </div>
    }
    .into_any()
}

/// What to quote: the order's reference, or the payment's number where it has none.
pub(crate) fn quoted(page: &Page<'_>) -> (&'static str, String) {
    let checkout = &page.view().checkout;
    match &checkout.order.reference {
        Some(reference) => (page.words.order.reference, reference.to_string()),
        None => (page.words.receipt.number, checkout.id.to_string()),
    }
}

/// The same by itself, where nothing was paid; wide screens show the order's beside it.
pub(crate) fn reference(page: &Page<'_>) -> AnyView {
    let (name, quoted) = quoted(page);
    let is_ordered = page.view().checkout.order.reference.is_some();
    view! {
        <dl class="facts" class:quoted=is_ordered>
            <div>
                <dt>{name}</dt>
                <dd>{quoted}</dd>
            </div>
        </dl>
    }
    .into_any()
}
