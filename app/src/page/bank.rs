use leptos::prelude::*;
use payment::{End, Screen, SessionId};

use super::around::{Page, agreement};
use crate::{
    desk::Bank,
    island::{frame::BankFrame, path::way},
    page::live_state,
    part::{notice, outcome, rights, unlisted},
    words::Framed,
};

/// The frame in which the customer pays or signs, the way through it, and the ways out.
pub(crate) fn content(page: &Page<'_>) -> AnyView {
    let (framed, address) = address(page);
    let state = live_state(page.view(), page.locale());
    let frame = match address.clone() {
        Some(href) if !may_be_framed(page, framed) => view! {
            {way(state)}
            <p>
                <a class="button" href=href rel="noreferrer noopener" referrerpolicy="no-referrer">
                    {(page.words.bank.frame)(framed).in_full}
                </a>
            </p>
        }
        .into_any(),
        address => {
            let frame = address.map(|src| iframe(page, framed, src));
            view! { <BankFrame state=state>{frame}</BankFrame> }.into_any()
        }
    };
    // Nothing is signed where an account is linked.
    let sooner = (framed != Framed::Link).then(|| rights::sooner(page));
    view! {
        {head(page)}
        {frame}
        {notes(page, framed, address)}
        {sooner}
        {rights::fold(page)}
    }
    .into_any()
}

/// Whether the page's policy lets the frame show it. Where an agreement is signed is told by
/// the provider when the page may be open already; assumption: it is where the bank's page
/// is. Anywhere else, it opens in full.
fn may_be_framed(page: &Page<'_>, framed: Framed) -> bool {
    match framed {
        Framed::Bank | Framed::Link => true,
        Framed::Agreement => {
            let Bank { app_url, origin } = &page.view().bank;
            app_url
                .strip_prefix(origin.as_str())
                .is_some_and(|rest| rest.starts_with('/'))
        }
    }
}

/// Whose page the frame shows, and where it is once that is known.
fn address(page: &Page<'_>) -> (Framed, Option<String>) {
    if let Some(link) = agreement(page.view()) {
        return (Framed::Agreement, Some(link.as_str().to_owned()));
    }
    let session = page.attempt().and_then(|attempt| attempt.session.as_ref());
    let address = session.map(|session| frame_address(&page.view().bank.app_url, &session.id));
    (Framed::Bank, address)
}

/// A page of the bank or the provider in its frame.
pub(super) fn iframe(page: &Page<'_>, framed: Framed, src: String) -> AnyView {
    view! {
        <iframe
            data-frame="bank"
            title=(page.words.bank.frame)(framed).title
            src=src
            referrerpolicy="no-referrer"
            allow="clipboard-write; fullscreen"
        ></iframe>
    }
    .into_any()
}

fn head(page: &Page<'_>) -> AnyView {
    let telling = page.telling(page.screen);
    let agreement = page.screen == Screen::Agreement;
    let content = if agreement {
        outcome::outcome(outcome::Tone::Caution, &telling)
    } else {
        view! {
            <h1 tabindex="-1">{telling.title}</h1>
            <p class="lead">{telling.lead}</p>
        }
        .into_any()
    };
    view! {
        <div class="head" data-swap="bank-head">
            {content} {before(page)}
        </div>
    }
    .into_any()
}

/// The attempt whose place this one took, perhaps from another page: whoever had that one open
/// must not be left to wonder, nor pay twice.
pub(super) fn before(page: &Page<'_>) -> Option<AnyView> {
    let words = &page.words.bank;
    let before = page.view().checkout.attempts.iter().rev().nth(1)?;
    if before.end() != Some(&End::Superseded) {
        return None;
    }
    let told = if before.is_settled() {
        words.before_stopped
    } else {
        words.before_stopping
    };
    Some(notice::caution(
        view! { <p data-note="superseded">{told}</p> },
    ))
}

fn notes(page: &Page<'_>, framed: Framed, address: Option<String>) -> AnyView {
    let words = &page.words.bank;
    let trouble = address.map(|href| in_full(page, framed, href));
    // Without scripts the frame cannot tell us anything; the customer can.
    let finished = view! {
        <noscript>
            <p>
                <a class="button" href=page.address("&view=status")>
                    {words.finished}
                </a>
            </p>
        </noscript>
    };
    let unlisted = match framed {
        Framed::Bank | Framed::Link => Some(unlisted::ways(page)),
        Framed::Agreement => None,
    };
    view! {
        <div class="notes" data-swap="bank-notes">
            {finished}
            {trouble}
            {unlisted}
            {ways(page)}
        </div>
    }
    .into_any()
}

/// The page in the frame, outside it.
pub(super) fn in_full(page: &Page<'_>, framed: Framed, href: String) -> AnyView {
    let words = (page.words.bank.frame)(framed);
    view! {
        <div>
            <a href=href rel="noreferrer noopener" referrerpolicy="no-referrer" data-full="bank">
                {words.trouble}
            </a>
            <p class="quiet">{words.trouble_how}</p>
        </div>
    }
    .into_any()
}

/// The ways out of a live attempt.
pub(super) fn ways(page: &Page<'_>) -> AnyView {
    let other = page.has_another_way().then(|| {
        view! { <a href=page.address("&choose=1")>{page.words.bank.other_way}</a> }
    });
    view! {
        <div class="ways">
            {other}
            {cancel(page)}
        </div>
    }
    .into_any()
}

/// Stops this attempt, and no other that another page has begun since.
fn cancel(page: &Page<'_>) -> AnyView {
    let attempt = page.attempt().map(|attempt| attempt.id.as_str().to_owned());
    view! {
        <form method="post" action="/actions/cancel" data-form="cancel">
            <input type="hidden" name="token" value=page.view().token.as_str().to_owned() />
            <input type="hidden" name="attempt" value=attempt />
            <input type="hidden" name="lang" value=page.locale().tag() />
            <button class="link" type="submit">
                {page.words.bank.cancel}
            </button>
        </form>
    }
    .into_any()
}

/// Where the frame lives, with its session.
fn frame_address(app_url: &str, session: &SessionId) -> String {
    let joint = if app_url.contains('?') { '&' } else { '?' };
    format!("{app_url}{joint}sessionId={}", session.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_session_joins_whatever_query_the_frame_has() {
        let session: SessionId = "abc-1".parse().expect("a session");
        assert_eq!(
            frame_address("https://bank.example/app/", &session),
            "https://bank.example/app/?sessionId=abc-1"
        );
        assert_eq!(
            frame_address("https://bank.example/?x=1", &session),
            "https://bank.example/?x=1&sessionId=abc-1"
        );
    }
}
