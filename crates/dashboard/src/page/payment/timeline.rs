use app::format::Clock;
use leptos::prelude::*;
use payment::Locale;
use store::Logged;

use super::{Input, path};
use crate::{
    part::time,
    story::{self, Moment},
    words::{self, payment::Payment},
};

/// Every fact, oldest first, with who said it; and where the customer's page changed, what they
/// saw.
pub(super) fn view(input: &Input, locale: Locale, words: &'static Payment) -> AnyView {
    let moments = story::moments(&input.log);
    let facts: Vec<_> = input
        .log
        .iter()
        .map(|logged| {
            let moment = moments.iter().find(|moment| moment.seq == logged.seq);
            fact(input, logged, moment, locale, words)
        })
        .collect();
    view! {
        <section class="sheet" aria-labelledby="timeline">
            <h2 id="timeline">{words.timeline}</h2>
            <p class="hint">{words.timeline_hint}</p>
            <ol class="timeline">{facts}</ol>
        </section>
    }
    .into_any()
}

fn fact(
    input: &Input,
    Logged { recorded, .. }: &Logged,
    moment: Option<&Moment>,
    locale: Locale,
    words: &'static Payment,
) -> AnyView {
    let names = words::status::of(locale);
    let timeline = words::timeline::of(locale);
    let at = time::view(recorded.at, &Clock::of(None), locale);
    let evidence = recorded.evidence;
    let saw = moment.map(|moment| {
        let href = format!(
            "{}/screen/{}",
            path(&input.checkout.id),
            moment.seq.number()
        );
        let screen = (timeline.screen)(moment.screen);
        let id = format!("saw-{}", moment.seq.number());
        view! { <p class="saw">{words.saw} {words.colon} <a id=id href=href>{screen}</a></p> }
    });
    view! {
        <li data-evidence=evidence.as_str() data-fact=recorded.event.name()>
            <div class="fact">{(timeline.fact)(recorded)}</div>
            <p class="source">
                <span class="who">{(names.evidence)(evidence)}</span>
                {at}
                <span class="worth">{(names.worth)(evidence)}</span>
            </p>
            {saw}
        </li>
    }
    .into_any()
}
