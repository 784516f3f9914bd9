//! `/dashboard/endpoints/{id}`: one endpoint, and what became of what was sent there.

mod change;
mod send;
mod test_events;

use app::format::Clock;
use leptos::prelude::*;
use payment::{DeliveryId, EndpointId};
use store::{DeliveryRow, DeliveryState, Endpoint, Power, TestEvent};

use super::endpoints::{PATH, address, form::Filled, standing};
use crate::{
    part::{
        notice::{self, Notice},
        table, time,
    },
    shell::{Frame, page},
    words::{self, endpoint_change::EndpointChange, endpoints::Endpoints as Words},
};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct Input {
    /// The endpoint.
    pub endpoint: Endpoint,
    /// What of all that was sent there.
    pub shown: Shown,
    /// What came of sending something.
    pub came: Option<Came>,
    /// By what the endpoint that the form began with is told from a changed one.
    pub seen: String,
    /// An edit that was not accepted.
    pub refused: Option<Refused>,
}

/// Why an edit was not accepted, with what was filled in.
#[derive(Clone, Debug)]
pub enum Refused {
    /// Something is wrong in the form.
    Faulty(Filled),
    /// Somebody else has changed the endpoint since the form was opened.
    Outdated(Filled),
}

/// What of all that was sent to an endpoint is shown.
#[derive(Clone, Debug)]
pub enum Shown {
    /// Deliveries.
    Deliveries {
        /// How they stand; `None` where all are shown.
        state: Option<DeliveryState>,
        /// This page of them, newest first.
        rows: Vec<DeliveryRow>,
        /// The last of this page, where there is another.
        next: Option<DeliveryId>,
    },
    /// Test events, newest first.
    Tests(Vec<TestEvent>),
}

/// How an address says that test events are shown.
pub const TESTS: &str = "test";

/// What came of sending something, as an address says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// No test event was sent: the endpoint is disabled.
    Disabled,
    /// None was sent: another is on its way.
    UnderWay,
    /// None was sent: as many were as may be for now.
    TooOften,
    /// None was sent: what it would be signed with cannot be read.
    Sealed,
    /// Nothing was sent again: what was asked for is no range of days.
    NoRange,
    /// So many are sent again.
    Replayed(u64),
    /// More than somebody waits for are sent again.
    Replaying,
}

impl Came {
    /// As an address says it.
    #[must_use]
    pub fn as_query(self) -> String {
        match self {
            Self::Disabled => "came=disabled".to_owned(),
            Self::UnderWay => "came=under_way".to_owned(),
            Self::TooOften => "came=too_often".to_owned(),
            Self::Sealed => "came=sealed".to_owned(),
            Self::NoRange => "came=no_range".to_owned(),
            Self::Replayed(count) => format!("came={count}"),
            Self::Replaying => "came=replaying".to_owned(),
        }
    }

    /// What an address says, where it says anything that is known.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        Some(match text {
            "disabled" => Self::Disabled,
            "under_way" => Self::UnderWay,
            "too_often" => Self::TooOften,
            "sealed" => Self::Sealed,
            "no_range" => Self::NoRange,
            "replaying" => Self::Replaying,
            count => Self::Replayed(count.parse().ok()?),
        })
    }

    fn view(self, words: &'static EndpointChange) -> AnyView {
        let (kind, text) = match self {
            Self::Disabled => (Notice::Wrong, words.test_disabled.to_owned()),
            Self::UnderWay => (Notice::Caution, words.test_under_way.to_owned()),
            Self::TooOften => (Notice::Caution, words.test_too_often.to_owned()),
            Self::Sealed => (Notice::Wrong, words.test_sealed.to_owned()),
            Self::NoRange => (Notice::Wrong, words.replay_wrong.to_owned()),
            Self::Replayed(count) => (Notice::Done, (words.replayed)(count)),
            Self::Replaying => (Notice::Done, words.replaying.to_owned()),
        };
        notice::view(kind, text)
    }
}

/// Where an endpoint's page is.
#[must_use]
pub fn path(id: &EndpointId) -> String {
    format!("{PATH}/{id}")
}

/// The page as a document.
#[must_use]
pub fn render(frame: &Frame, input: &Input) -> String {
    let words = words::endpoints::of(frame.locale);
    let change = words::endpoint_change::of(frame.locale);
    let govern = frame.viewer.as_ref().filter(|it| it.may(Power::Govern));
    let work = frame.viewer.as_ref().filter(|it| it.may(Power::Work));
    page(frame, words.title, || {
        view! {
            <p class="back"><a href=PATH>{words.back}</a></p>
            {input.came.map(|came| came.view(change))}
            <div class="standing">
                <p class="lead"><code>{address(&input.endpoint, govern)}</code></p>
                <p>{input.endpoint.description.clone()}</p>
                {standing(&input.endpoint, frame.locale, words)}
            </div>
            {sent(frame, input, words, change)}
            {work.map(|viewer| send::view(viewer, &input.endpoint.id, change))}
            {govern.map(|viewer| change::view(viewer, input, words, change))}
        }
    })
}

/// What was sent there: deliveries of some state, or test events.
fn sent(
    frame: &Frame,
    input: &Input,
    words: &'static Words,
    change: &'static EndpointChange,
) -> AnyView {
    let here = path(&input.endpoint.id);
    let (state, is_tests) = match &input.shown {
        Shown::Deliveries { state, .. } => (*state, false),
        Shown::Tests(_) => (None, true),
    };
    let link = |asked: Option<&'static str>, is_shown: bool, name: &'static str| {
        let query = asked.map(|asked| format!("?state={asked}"));
        let href = format!("{here}{}", query.unwrap_or_default());
        let mark = is_shown.then_some("page");
        view! { <li><a href=href aria-current=mark>{name}</a></li> }
    };
    let states: Vec<_> = DeliveryState::ALL
        .into_iter()
        .map(|it| link(Some(it.as_str()), state == Some(it), (words.state)(it)))
        .collect();
    let content = match &input.shown {
        Shown::Deliveries { state, rows, next } => {
            let older = next.as_ref().map(|last| {
                let state = state.map(|state| format!("&state={}", state.as_str()));
                format!("{here}?after={last}{}", state.unwrap_or_default())
            });
            let older = table::older(older, words::shell::of(frame.locale).older);
            view! { {deliveries(frame, rows, words)} {older} }.into_any()
        }
        Shown::Tests(events) => test_events::view(events, frame.locale, words, change),
    };
    view! {
        <section class="sheet" aria-labelledby="deliveries">
            <h2 id="deliveries">{words.deliveries}</h2>
            <nav class="spans" aria-label=words.states>
                <ul>
                    {link(None, state.is_none() && !is_tests, words.all)} {states}
                    {link(Some(TESTS), is_tests, change.tests)}
                </ul>
            </nav>
            {content}
        </section>
    }
    .into_any()
}

fn deliveries(frame: &Frame, rows: &[DeliveryRow], words: &'static Words) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="empty">{words.no_deliveries}</p> }.into_any();
    }
    let rows = rows.iter().map(|row| {
        let href = super::delivery::path(&row.id);
        let what = view! {
            <div>
                <a class="row-link" href=href>{row.kind.as_str()}</a>
                <code class="id">{row.id.as_str().to_owned()}</code>
            </div>
        };
        let cells = vec![
            what.into_any(),
            time::view(row.created_at, &Clock::of(None), frame.locale),
            (words.state)(row.state).into_any(),
            row.tries.to_string().into_any(),
        ];
        table::row(&words.delivery_columns, cells)
    });
    table::table(words.deliveries, &words.delivery_columns, rows.collect())
}
