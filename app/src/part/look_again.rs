//! Pages that wait look again by themselves where no script runs, until they are told not to.

use leptos::prelude::*;
use payment::Timestamp;

use crate::words::BankWords;

/// What an address asks for whose page does not look again by itself.
const STILL: &str = "&still=1";

/// What an address asks for, whether its page is still or not.
pub(crate) const fn still(is_still: bool) -> &'static str {
    if is_still { STILL } else { "" }
}

/// What an address asks for that shows how it stands without the bank frame, to somebody who
/// waits since then, however often they look.
pub(crate) fn waiting(since: Timestamp) -> String {
    format!("&view=status&since={}", since.as_micros())
}

/// After how many seconds a page looks again that only waits: by then its heading, what it
/// means and the way to stop it have been heard by those who listen.
pub(crate) const WAITS: u8 = 15;

/// The same of a page on which there is something to read and to do.
pub(crate) const IS_READ: u8 = 30;

/// Says that it does, with the way to stop it; or that it does not, with the way back to it.
/// `here` is the page's address without either.
pub(crate) fn notice(words: &BankWords, here: &str, seconds: u8, is_still: bool) -> AnyView {
    let (told, way, href) = if is_still {
        (words.still.to_owned(), words.refresh_again, here.to_owned())
    } else {
        let told = (words.refreshes)(seconds);
        (told, words.stop_refreshing, format!("{here}{STILL}"))
    };
    view! {
        <noscript>
            <p class="quiet">
                {told} " " <a href=href>{way}</a>
            </p>
        </noscript>
    }
    .into_any()
}
