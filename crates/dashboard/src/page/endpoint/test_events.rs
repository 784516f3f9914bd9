//! The test events that were sent to an endpoint, and what it answered.

use app::format::Clock;
use leptos::prelude::*;
use payment::Locale;
use store::TestEvent;

use crate::{
    page::delivery,
    part::{table, time},
    words::{endpoint_change::EndpointChange, endpoints::Endpoints as Words},
};

pub(super) fn view(
    events: &[TestEvent],
    locale: Locale,
    words: &'static Words,
    change: &'static EndpointChange,
) -> AnyView {
    if events.is_empty() {
        return view! { <p class="empty">{change.no_tests}</p> }.into_any();
    }
    let rows = (1_u32..).zip(events).map(|(number, event)| {
        let one = &event.r#try;
        let what = view! {
            <div>
                <code>{event.kind.as_str()}</code>
                " "
                <code class="id">{event.id.as_str().to_owned()}</code>
            </div>
        };
        let cells = vec![
            what.into_any(),
            time::view(one.at, &Clock::of(None), locale),
            (words.outcome)(one.outcome).into_any(),
            delivery::status(one).into_any(),
            delivery::took(one).into_any(),
            delivery::answer(one, (words.answer)(number), words),
        ];
        table::row(&change.test_columns, cells)
    });
    let rows = table::table(change.tests, &change.test_columns, rows.collect());
    view! { <p class="hint">{change.tests_hint}</p> {rows} }.into_any()
}
