//! `/dashboard/domain`: the host of the merchant's own at which customers' pages are.

use app::format::Clock;
use leptos::prelude::*;
use payment::Locale;
use store::{Domain, Power};

use crate::{
    part::{
        field::{self, Field, Kind},
        form,
        notice::{self, Notice},
        table, time,
    },
    shell::{Frame, Viewer, page},
    words::{self, domain::Domain as Words},
};

/// Where the host is named.
pub const PATH: &str = "/dashboard/domain";

/// What an address says when it was looked for too often.
pub const TOO_OFTEN: &str = "too_often";

/// What an address says when too many were looked for at once.
pub const BUSY: &str = "busy";

/// What the page shows.
#[derive(Clone, Debug)]
pub struct Input {
    /// The host that the merchant names, where there is one.
    pub domain: Option<Domain>,
    /// The name of the record that proves it.
    pub record: Option<String>,
    /// Where the installation itself is reached.
    pub house: String,
    /// Why it was not looked for, or not named.
    pub refused: Option<Refused>,
}

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// What was typed is no host of a merchant's.
    NotHost(String),
    /// What was typed is this installation's own.
    Ours(String),
    /// It was looked for again and again.
    TooOften,
    /// It is looked for at this moment, or too many others are.
    Busy,
}

/// The page as a document.
#[must_use]
pub fn render(frame: &Frame, input: &Input) -> String {
    let words = words::domain::of(frame.locale);
    let viewer = frame.viewer.as_ref();
    let govern = viewer.filter(|it| it.may(Power::Govern));
    let not_looked = input.refused.as_ref().and_then(|refused| match refused {
        Refused::TooOften => Some(words.too_often),
        Refused::Busy => Some(words.busy),
        Refused::NotHost(_) | Refused::Ours(_) => None,
    });
    page(frame, words.title, || {
        let not_looked = not_looked.map(|text| notice::view(Notice::Caution, text.to_owned()));
        let stands = match &input.domain {
            Some(domain) => stands(frame.locale, domain, input, govern, words),
            None => view! { <p>{(words.at_house)(&input.house)}</p> }.into_any(),
        };
        view! {
            <p class="lead">{viewer.map(|viewer| (words.lead)(viewer.mode))}</p>
            {not_looked}
            {stands}
            {govern.map(|viewer| change(viewer, input, words))}
        }
    })
}

fn stands(
    locale: Locale,
    domain: &Domain,
    input: &Input,
    govern: Option<&Viewer>,
    words: &'static Words,
) -> AnyView {
    let moment = |at| time::text(at, &Clock::of(None), locale);
    let (class, state, means) = match domain.proven {
        Some((since, by)) => {
            let since = (words.proven_since)(&moment(since));
            let means = format!("{since} {}", (words.proven_by)(by));
            ("badge positive", words.proven, means)
        }
        None => (
            "badge caution",
            words.waiting,
            (words.at_house)(&input.house),
        ),
    };
    let missing = domain.missing_since.map(|since| {
        let text = (words.missing)(&moment(since));
        notice::view(Notice::Wrong, text)
    });
    let last = match domain.last_look {
        Some(look) => format!(
            "{} {}",
            (words.found)(look.found),
            (words.looked)(&moment(look.at))
        ),
        None => words.not_looked.to_owned(),
    };
    let next = domain.next_look_at;
    let next = next.map(|at| view! { <p class="hint">{(words.next_look)(&moment(at))}</p> });
    let look = govern.map(|viewer| {
        let action = format!("{PATH}/look");
        form::button(viewer, action, "button second", words.look.to_owned())
    });
    view! {
        {missing}
        <section class="sheet" aria-labelledby="host">
            <h2 id="host"><code>{domain.host.as_str().to_owned()}</code></h2>
            <div class="standing">
                <span class=class>{state}</span>
                <p>{means}</p>
                <p>{last}</p>
                {next}
            </div>
            {look}
        </section>
        {records(domain, input, words)}
    }
    .into_any()
}

fn records(domain: &Domain, input: &Input, words: &'static Words) -> AnyView {
    let row = |name: &str, kind: &'static str, value: AnyView, why: &'static str| {
        let name = view! {
            <div>
                <code>{name.to_owned()}</code>
                <p class="hint">{why}</p>
            </div>
        };
        let kind = view! { <span class="badge">{kind}</span> };
        let cells = vec![name.into_any(), kind.into_any(), value];
        table::row(&words.record_columns, cells)
    };
    let house = view! { <code>{input.house.clone()}</code> };
    let proof = view! {
        <div>
            <code id="challenge">{domain.challenge.clone()}</code>
            " "
            <button
                class="button second"
                type="button"
                data-copy="challenge"
                data-copied=words.copied
                hidden
            >
                {words.copy}
            </button>
        </div>
    };
    let record = input.record.clone().unwrap_or_default();
    let rows = vec![
        row(domain.host.as_str(), "CNAME", house.into_any(), words.leads),
        row(&record, "TXT", proof.into_any(), words.proves),
    ];
    view! {
        <section class="sheet" aria-labelledby="records">
            <h2 id="records">{words.records}</h2>
            <p class="hint">{words.records_hint}</p>
            {table::table(words.records, &words.record_columns, rows)}
            <p class="hint">{words.certificate}</p>
        </section>
    }
    .into_any()
}

fn change(viewer: &Viewer, input: &Input, words: &'static Words) -> AnyView {
    let (typed, wrong) = match &input.refused {
        Some(Refused::NotHost(typed)) => (typed.clone(), Some(words.host_wrong)),
        Some(Refused::Ours(typed)) => (typed.clone(), Some(words.host_ours)),
        Some(Refused::TooOften | Refused::Busy) | None => (String::new(), None),
    };
    let host = field::view(Field {
        name: "host",
        label: words.host,
        kind: Kind::Text,
        value: typed,
        hint: Some(words.host_hint),
        wrong: wrong.map(str::to_owned),
        autocomplete: "off",
    });
    let (title, hint, forget) = match &input.domain {
        None => (words.name, None, None),
        Some(domain) => {
            let forget = form::asked(
                viewer,
                form::Asked {
                    action: format!("{PATH}/forget"),
                    words: words.forget,
                    question: format!("{} – {}", words.forget, domain.host),
                    hint: words.forget_hint,
                    yes: words.forget_yes,
                },
            );
            (words.change, Some(words.change_hint), Some(forget))
        }
    };
    view! {
        <section class="sheet" aria-labelledby="name">
            <h2 id="name">{title}</h2>
            {hint.map(|hint| view! { <p class="hint">{hint}</p> })}
            <form class="stack" method="post" action=PATH>
                {form::token(viewer)} {host} <button class="button">{words.save}</button>
            </form>
            {forget}
        </section>
    }
    .into_any()
}
