//! `/dashboard/payments/{id}/screen/{seq}`: what the customer saw at a moment.

use app::format::Clock;
use leptos::prelude::*;
use payment::CheckoutId;
use store::Version;

use super::payment::path;
use crate::{
    part::time,
    shell::{Frame, page},
    story::Moment,
    words,
};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct Input {
    /// Of which checkout.
    pub checkout: CheckoutId,
    /// Every change of the screen.
    pub moments: Vec<Moment>,
    /// Which of them is shown.
    pub seq: Version,
}

/// Where the customer's page is shown as of that event; by itself, for a frame.
#[must_use]
pub fn picture(checkout: &CheckoutId, seq: Version) -> String {
    format!("{}/picture", address(checkout, seq))
}

fn address(checkout: &CheckoutId, seq: Version) -> String {
    format!("{}/screen/{}", path(checkout), seq.number())
}

/// The page as a document; `None` where the screen did not change with that event.
#[must_use]
pub fn render(frame: &Frame, input: &Input) -> Option<String> {
    let words = words::payment::of(frame.locale);
    let place = input.moments.iter().position(|it| it.seq == input.seq)?;
    let moment = input.moments.get(place)?;
    let around = |place: Option<usize>| place.and_then(|place| input.moments.get(place));
    let link = |moment: Option<&Moment>, rel: &'static str, words: &'static str| {
        moment.map(|moment| {
            let href = address(&input.checkout, moment.seq);
            view! { <a href=href rel=rel>{words}</a> }
        })
    };
    let content = || {
        let screen = (words::timeline::of(frame.locale).screen)(moment.screen);
        let at = time::view(moment.at, &Clock::of(None), frame.locale);
        let before = link(around(place.checked_sub(1)), "prev", words.screen_before);
        let after = link(around(place.checked_add(1)), "next", words.screen_after);
        view! {
            <p class="back"><a href=path(&input.checkout)>{words.screen_back}</a></p>
            <p class="lead">{screen} " · " {at}</p>
            <p class="hint">{words.screen_hint}</p>
            <nav class="pages" aria-label=words.saw>{before} {after}</nav>
            <iframe
                class="picture"
                title=words.screen_frame
                src=picture(&input.checkout, moment.seq)
                sandbox="allow-same-origin"
                referrerpolicy="no-referrer"
            ></iframe>
        }
    };
    Some(page(frame, words.screen_title, content))
}
