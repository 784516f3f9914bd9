use leptos::prelude::*;
use payment::{Screen, SessionId};

use super::around::Page;
use crate::{island::frame::BankFrame, page::live_state, part::outcome};

/// The bank frame, the way through it, and the ways out.
pub(crate) fn content(page: &Page<'_>) -> AnyView {
    let attempt = page.attempt();
    let address = attempt
        .and_then(|attempt| attempt.session.as_ref())
        .map(|session| frame_address(&page.view().bank.app_url, session));
    let frame = address.clone().map(|src| {
        view! {
            <iframe
                data-frame="bank"
                title=page.words.bank.frame
                src=src
                referrerpolicy="no-referrer"
                allow="clipboard-write; fullscreen"
            ></iframe>
        }
    });
    let state = live_state(page.view(), page.locale());
    view! {
        {head(page)}
        <BankFrame state=state>
            {frame}
        </BankFrame>
        {notes(page, address)}
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
            {content}
        </div>
    }
    .into_any()
}

fn notes(page: &Page<'_>, address: Option<String>) -> AnyView {
    let words = &page.words.bank;
    let trouble = address.map(|href| {
        view! {
            <p>
                <a href=href rel="noreferrer noopener" referrerpolicy="no-referrer" data-full="bank">
                    {words.trouble}
                </a>
            </p>
        }
    });
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
    view! {
        <div class="notes" data-swap="bank-notes">
            {finished}
            {trouble}
            <div class="ways">
                <a href=page.address("&choose=1")>{words.other_way}</a>
                {cancel(page)}
            </div>
        </div>
    }
    .into_any()
}

fn cancel(page: &Page<'_>) -> AnyView {
    view! {
        <form method="post" action="/actions/cancel" data-form="cancel">
            <input type="hidden" name="token" value=page.view().token.as_str().to_owned() />
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
