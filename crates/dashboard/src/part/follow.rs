//! A part of a page that follows along while it is open, and says so when it no longer does.

use leptos::prelude::*;
use payment::Locale;

use crate::words::{self, follow::Follow};

/// The part: what of `content` has `data-fresh` is shown anew when `events` says that there is
/// something new. `followed` is said aloud then.
pub(crate) fn view(
    events: String,
    followed: &'static str,
    locale: Locale,
    content: AnyView,
) -> AnyView {
    let Follow {
        pause,
        lost,
        signed_out,
        reload,
    } = words::follow::of(locale);
    view! {
        <div
            data-follow=events
            data-followed=followed
            data-lost=*lost
            data-signed-out=*signed_out
        >
            {content}
            <p class="following">
                <button class="button second" type="button" hidden data-pause aria-pressed="false">
                    {*pause}
                </button>
                <span class="trouble" role="status" data-following></span>
                <a href="" hidden data-reload>{*reload}</a>
            </p>
            <p class="visually-hidden" role="status" data-says="followed"></p>
        </div>
    }
    .into_any()
}
