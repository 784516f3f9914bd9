//! `/dashboard/endpoints`: where the merchant is told what happens.

pub mod form;

use app::format::Clock;
use leptos::prelude::*;
use payment::{Locale, NotificationKind};
use store::{Endpoint, Kinds, Power, Standing};

use self::form::Filled;
use crate::{
    part::{
        form::token,
        notice::{self, Notice},
        table, time,
    },
    shell::{Frame, Viewer, page},
    words::{self, endpoints::Endpoints as Words},
};

/// Where the endpoints are.
pub const PATH: &str = "/dashboard/endpoints";

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct Endpoints {
    /// Those of the mode that is looked at, oldest first.
    pub endpoints: Vec<Endpoint>,
    /// A form that was not accepted.
    pub refused: Option<Refused>,
}

/// Why there is no new endpoint.
#[derive(Clone, Debug)]
pub enum Refused {
    /// Something is wrong in the form.
    Faulty(Filled),
    /// There are as many as there may be.
    TooMany,
}

/// The page as a document.
#[must_use]
pub fn render(frame: &Frame, shown: &Endpoints) -> String {
    let words = words::endpoints::of(frame.locale);
    let make = frame.viewer.as_ref().filter(|it| it.may(Power::Govern));
    page(frame, words.title, || {
        let full = matches!(shown.refused, Some(Refused::TooMany));
        let full = full.then(|| notice::view(Notice::Wrong, words.full.to_owned()));
        view! {
            <p class="lead">{words.lead}</p>
            {full}
            {list(&shown.endpoints, make, frame.locale, words)}
            {make.map(|viewer| self::make(viewer, shown, frame.locale, words))}
        }
    })
}

fn list(
    endpoints: &[Endpoint],
    govern: Option<&Viewer>,
    locale: Locale,
    words: &'static Words,
) -> AnyView {
    if endpoints.is_empty() {
        return view! { <p class="empty">{words.none}</p> }.into_any();
    }
    let rows = endpoints.iter().map(|endpoint| {
        let href = format!("{PATH}/{}", endpoint.id);
        let address = view! {
            <div>
                <a class="row-link" href=href>{address(endpoint, govern)}</a>
                <span class="quiet">" " {endpoint.description.clone()}</span>
            </div>
        };
        let cells = vec![
            address.into_any(),
            told(endpoint, words).into_any(),
            standing(endpoint, locale, words),
        ];
        table::row(&words.columns, cells)
    });
    table::table(words.title, &words.columns, rows.collect())
}

/// Where it is. An address may hold a secret of the merchant's servers: whoever has no say over
/// endpoints sees the host alone.
pub(super) fn address(endpoint: &Endpoint, govern: Option<&Viewer>) -> String {
    let url = &endpoint.url;
    if govern.is_some() {
        return url.clone();
    }
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url.get(host..).and_then(|rest| rest.find(['/', '?']));
    match end.and_then(|end| url.get(..host + end)) {
        Some(origin) if url.len() > origin.len() + 1 => format!("{origin}/…"),
        Some(_) | None => url.clone(),
    }
}

/// What it is told.
fn told(endpoint: &Endpoint, words: &'static Words) -> String {
    match &endpoint.kinds {
        Kinds::All => words.everything.to_owned(),
        Kinds::Only(kinds) => {
            let kinds: Vec<_> = kinds
                .iter()
                .map(|kind| NotificationKind::as_str(*kind))
                .collect();
            kinds.join(", ")
        }
    }
}

/// Whether it is sent anything, and whether that arrives.
pub(super) fn standing(endpoint: &Endpoint, locale: Locale, words: &'static Words) -> AnyView {
    let class = match endpoint.standing {
        Standing::Enabled => "badge positive",
        Standing::Disabled { .. } => "badge",
    };
    let failing = endpoint.failing_since.map(|since| {
        let since = time::text(since, &Clock::of(None), locale);
        view! { <span class="flag">{(words.failing)(&since)}</span> }
    });
    let name = (words.standing)(endpoint.standing);
    view! { <div><span class=class>{name}</span> " " {failing}</div> }.into_any()
}

fn make(viewer: &Viewer, shown: &Endpoints, locale: Locale, words: &'static Words) -> AnyView {
    let filled = match &shown.refused {
        Some(Refused::Faulty(filled)) => filled.clone(),
        Some(Refused::TooMany) | None => Filled::new(),
    };
    view! {
        <section class="sheet" aria-labelledby="make">
            <h2 id="make">{words.make}</h2>
            <form class="stack" method="post" action=PATH>
                {token(viewer)}
                {form::fields(&filled, words, words::endpoint_change::of(locale))}
                <button class="button">{words.make}</button>
            </form>
        </section>
    }
    .into_any()
}

/// An endpoint's secret, shown this once.
#[must_use]
pub fn revealed(frame: &Frame, secret: &str) -> String {
    let words = words::endpoints::of(frame.locale);
    page(frame, words.secret, || {
        view! {
            <p class="lead">{words.secret_hint}</p>
            <code class="shown-once" id="secret">{secret.to_owned()}</code>
            <p class="actions">
                <button
                    class="button second"
                    type="button"
                    data-copy="secret"
                    data-copied=words.copied
                    hidden
                >
                    {words.copy}
                </button>
                <a class="button" href=PATH>{words.kept}</a>
            </p>
        }
    })
}
