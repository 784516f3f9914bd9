//! `/dashboard/endpoints/{id}`: one endpoint, and what became of what was sent there.

use app::format::Clock;
use leptos::prelude::*;
use payment::{DeliveryId, EndpointId};
use store::{DeliveryRow, DeliveryState, Endpoint, Power, Standing};

use super::endpoints::{PATH, address, standing};
use crate::{
    part::{form, table, time},
    shell::{Frame, Viewer, page},
    words::{self, endpoints::Endpoints as Words},
};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct Input {
    /// The endpoint.
    pub endpoint: Endpoint,
    /// How the deliveries stand that are shown; `None` where all are.
    pub state: Option<DeliveryState>,
    /// This page of them, newest first.
    pub deliveries: Vec<DeliveryRow>,
    /// The last of this page, where there is another.
    pub next: Option<DeliveryId>,
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
    let govern = frame.viewer.as_ref().filter(|it| it.may(Power::Govern));
    page(frame, words.title, || {
        view! {
            <p class="back"><a href=PATH>{words.back}</a></p>
            <div class="standing">
                <p class="lead"><code>{address(&input.endpoint, govern)}</code></p>
                <p>{input.endpoint.description.clone()}</p>
                {standing(&input.endpoint, frame.locale, words)}
            </div>
            {deliveries(frame, input, words)}
            {govern.map(|viewer| change(viewer, &input.endpoint, words))}
        }
    })
}

fn deliveries(frame: &Frame, input: &Input, words: &'static Words) -> AnyView {
    let here = path(&input.endpoint.id);
    let link = |state: Option<DeliveryState>, name: &'static str| {
        let query = state.map(|state| format!("?state={}", state.as_str()));
        let href = format!("{here}{}", query.unwrap_or_default());
        let mark = (state == input.state).then_some("page");
        view! { <li><a href=href aria-current=mark>{name}</a></li> }
    };
    let states: Vec<_> = DeliveryState::ALL
        .into_iter()
        .map(|state| link(Some(state), (words.state)(state)))
        .collect();
    let rows: Vec<_> = input
        .deliveries
        .iter()
        .map(|row| {
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
        })
        .collect();
    let content = if rows.is_empty() {
        view! { <p class="empty">{words.no_deliveries}</p> }.into_any()
    } else {
        table::table(words.deliveries, &words.delivery_columns, rows)
    };
    let older = input.next.as_ref().map(|last| {
        let state = input
            .state
            .map(|state| format!("&state={}", state.as_str()));
        format!("{here}?after={last}{}", state.unwrap_or_default())
    });
    view! {
        <section class="sheet" aria-labelledby="deliveries">
            <h2 id="deliveries">{words.deliveries}</h2>
            <nav class="spans" aria-label=words.states>
                <ul>{link(None, words.all)} {states}</ul>
            </nav>
            {content}
            {table::older(older, words::shell::of(frame.locale).older)}
        </section>
    }
    .into_any()
}

fn change(viewer: &Viewer, endpoint: &Endpoint, words: &'static Words) -> AnyView {
    let here = path(&endpoint.id);
    let switch = match endpoint.standing {
        Standing::Enabled => {
            let button = form::button(
                viewer,
                format!("{here}/disable"),
                "button danger",
                words.disable_confirm.to_owned(),
            );
            asked_first(words.disable, words.disable_hint, button)
        }
        Standing::Disabled { .. } => form::button(
            viewer,
            format!("{here}/enable"),
            "button second",
            words.enable.to_owned(),
        ),
    };
    let rotate = form::button(
        viewer,
        format!("{here}/secret"),
        "button second",
        words.rotate_confirm.to_owned(),
    );
    view! {
        <section class="sheet" aria-labelledby="change">
            <h2 id="change">{words.change}</h2>
            {switch}
            {asked_first(words.rotate, words.rotate_hint, rotate)}
        </section>
    }
    .into_any()
}

/// What cannot be taken back is done by a second press, under what it will do.
fn asked_first(name: &'static str, hint: &'static str, button: AnyView) -> AnyView {
    view! {
        <details class="confirm">
            <summary>{name}</summary>
            <p>{hint}</p>
            {button}
        </details>
    }
    .into_any()
}
