//! How much time is left, and the way to more of it.
//!
//! The notice stands on every page that can still be paid, hidden until the end is near:
//! `src/start.js` counts the seconds that the server says are left, whatever the device's own
//! clock says. Without scripts nothing can come up by itself, so the page says until when it is
//! open and has the same button, until a script has said that it runs: one that is blocked, or too
//! new for the browser, is none.

use leptos::prelude::*;
use payment::{Attempt, Locale, Phase, Screen};

use super::start_form;
use crate::{
    desk::CheckoutView,
    live::Stay,
    page::{
        PageInput,
        around::{Page, when},
    },
    words::words,
};

/// The id of what asks for more time where there are no scripts.
const WITHOUT_SCRIPTS: &str = "more-time";

/// The id of what answers them.
const GIVEN: &str = "time-given";

/// How much time is left to a page that ends by itself.
pub(crate) fn of(view: &CheckoutView, locale: Locale) -> Option<Stay> {
    let checkout = &view.checkout;
    let is_waiting = checkout.live().is_some_and(Attempt::is_scheduled);
    // Nothing is left to be done where no other attempt can be started.
    let is_over = checkout.live().is_none() && start_form::is_used_up(checkout);
    (checkout.phase == Phase::Open && !is_waiting && !is_over).then(|| {
        let until = when(view, checkout.expires_at, locale);
        Stay {
            left: checkout.expires_at.since(view.now).as_secs(),
            given: (words(locale).time.given)(&until),
            until,
            more: checkout.has_more_time(),
        }
    })
}

/// Warns of the end, in time for an answer.
pub(crate) fn notice(page: &Page<'_>) -> Option<AnyView> {
    let Stay { left, more, .. } = of(page.view(), page.locale())?;
    let words = &page.words.time;
    let warning = page.view().checkout.warning().as_secs();
    let lines: Vec<_> = (1..=warning.div_ceil(60)).map(words.left).collect();
    let line = (words.left)(left.div_ceil(60));
    let note = (words.no_more)(&page.brand().name);
    let notice = view! {
        <div
            class="stay-place"
            data-swap="stay"
            data-left=left.to_string()
            data-warning=warning.to_string()
            data-lines=serde_json::to_string(&lines).unwrap_or_default()
            data-failed=words.failed
        >
            <p class="visually-hidden" role="status"></p>
            <section class="stay" aria-label=words.title hidden=left.gt(&warning)>
                <div class="stay-words">
                    <p class="stay-line" tabindex="-1">
                        {line}
                    </p>
                    {at_bank(page)}
                    <p class="stay-last" hidden=more>
                        {note}
                    </p>
                </div>
                <form
                    method="post"
                    action="/actions/extend"
                    data-form="extend"
                    hidden=!more
                >
                    {fields(page)}
                    <button class="button second" type="submit">
                        {words.more}
                    </button>
                </form>
            </section>
        </div>
    };
    Some(notice.into_any())
}

/// Our end is not the only one where the bank's page is open too.
fn at_bank(page: &Page<'_>) -> Option<AnyView> {
    let is_there = matches!(page.screen, Screen::Bank | Screen::Link | Screen::Agreement);
    is_there.then(|| view! { <p class="stay-bank">{page.words.time.at_bank}</p> }.into_any())
}

/// That more time was given, on the page that answers a form without scripts.
pub(crate) fn given(page: &Page<'_>) -> Option<AnyView> {
    if !page.input.time_given {
        return None;
    }
    let Stay { given, .. } = of(page.view(), page.locale())?;
    let given = view! {
        <p id=GIVEN class="slow" role="status" tabindex="-1">
            {given}
        </p>
    };
    Some(given.into_any())
}

/// Until when the page is open, for browsers without scripts.
pub(crate) fn until(page: &Page<'_>) -> Option<AnyView> {
    let Stay { more, .. } = of(page.view(), page.locale())?;
    let words = &page.words.time;
    let until = page.when(page.view().checkout.expires_at);
    let way = more.then(|| {
        let href = format!("#{WITHOUT_SCRIPTS}");
        view! { <a href=href>{words.need_more}</a> }
    });
    let until = view! {
        <p class="quiet unscripted">{(words.until)(&until)} " " {way}</p>
    };
    Some(until.into_any())
}

/// The button where there are no scripts. Beside a form that is being filled in it takes along
/// what was typed, which then stands on the page that answers.
pub(crate) fn without_scripts(page: &Page<'_>, beside_form: bool) -> Option<AnyView> {
    let Stay { more, .. } = of(page.view(), page.locale())?;
    if !more {
        return None;
    }
    let words = page.words.time.more;
    let button = if beside_form && start_form::is_shown(page) {
        view! {
            <p id=WITHOUT_SCRIPTS class="unscripted">
                <button
                    class="button second"
                    type="submit"
                    form=start_form::ID
                    formaction=format!("/actions/extend#{GIVEN}")
                    formnovalidate
                >
                    {words}
                </button>
            </p>
        }
        .into_any()
    } else {
        view! {
            <form
                id=WITHOUT_SCRIPTS
                class="unscripted"
                method="post"
                action=format!("/actions/extend#{GIVEN}")
                data-form="extend"
            >
                {fields(page)}
                <button class="button second" type="submit">
                    {words}
                </button>
            </form>
        }
        .into_any()
    };
    Some(button)
}

fn fields(page: &Page<'_>) -> AnyView {
    let PageInput {
        waiting_since,
        still,
        ..
    } = page.input;
    // Without scripts the page that answers is like the one that asked.
    let since = waiting_since.map(|since| {
        view! { <input type="hidden" name="since" value=since.as_micros().to_string() /> }
    });
    let still = still.then(|| view! { <input type="hidden" name="still" value="1" /> });
    view! {
        <input type="hidden" name="token" value=page.view().token.as_str().to_owned() />
        <input type="hidden" name="lang" value=page.locale().tag() />
        {since}
        {still}
    }
    .into_any()
}
