//! `/dashboard/endpoints`: where the merchant is told what happens.

use app::format::Clock;
use leptos::prelude::*;
use payment::{Locale, NotificationKind};
use store::{Endpoint, Kinds, Power, Standing};

use crate::{
    part::{
        field::{self, Field, Kind},
        form,
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

/// What was wrong with a new endpoint. Never to be formatted: its address may hold a secret.
#[derive(Clone)]
pub enum Refused {
    /// The address, as it was typed.
    Address(String),
    /// The description is too long; the address as it was typed.
    Description(String),
    /// There are as many as there may be.
    TooMany,
}

impl std::fmt::Debug for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Address(_) => "Address(***)",
            Self::Description(_) => "Description(***)",
            Self::TooMany => "TooMany",
        })
    }
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
            {make.map(|viewer| self::make(viewer, shown, words))}
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

fn make(viewer: &Viewer, shown: &Endpoints, words: &'static Words) -> AnyView {
    let (typed, wrong) = match &shown.refused {
        Some(Refused::Address(typed)) => (typed.clone(), Some(words.address_wrong.to_owned())),
        Some(Refused::Description(typed)) => (typed.clone(), None),
        Some(Refused::TooMany) | None => (String::new(), None),
    };
    let address = field::view(Field {
        name: "url",
        label: words.address,
        kind: Kind::Text,
        value: typed,
        hint: Some(words.address_hint),
        wrong,
        autocomplete: "off",
    });
    let too_long = matches!(shown.refused, Some(Refused::Description(_)));
    let too_long = too_long.then(|| {
        view! { <p class="wrong" id="f-description-wrong">{words.description_wrong}</p> }
    });
    let (invalid, told) = match &too_long {
        Some(_) => (Some("true"), Some("f-description-wrong")),
        None => (None, None),
    };
    view! {
        <section class="sheet" aria-labelledby="make">
            <h2 id="make">{words.make}</h2>
            <form class="stack" method="post" action=PATH>
                {form::token(viewer)}
                {address}
                <div class="field">
                    <label for="f-description">{words.description}</label>
                    <input
                        id="f-description"
                        name="description"
                        type="text"
                        maxlength="255"
                        autocomplete="off"
                        aria-invalid=invalid
                        aria-describedby=told
                    />
                    {too_long}
                </div>
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
