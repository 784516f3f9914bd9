//! The front page: what the twin is, and what a person can do with it. Plain forms, no
//! script; what it does, the control plane does as well.

mod clock;
mod connection;
mod faults;
mod scenarios;
mod sessions;
mod switch;
mod words;

use axum::{
    Router,
    extract::{Query, State},
    http::{HeaderMap, header},
    routing::{get, post},
};
use maud::{DOCTYPE, Markup, html};
use payment::Locale;
use serde::Deserialize;

use self::words::Panel;
use crate::{
    Twin, asset,
    journey::page::{Page, head, mark},
    words::Words,
};

pub(crate) fn router() -> Router<Twin> {
    Router::new()
        .route("/", get(home))
        .route("/home/fault", post(switch::fault))
        .route("/home/storm", post(switch::storm))
        .route("/home/right", post(switch::right))
        .route("/home/scenario", post(switch::scenario))
        .route("/home/clock", post(switch::clock))
}

#[derive(Deserialize)]
struct Address {
    lang: Option<String>,
}

async fn home(
    State(twin): State<Twin>,
    Query(address): Query<Address>,
    headers: HeaderMap,
) -> Page {
    let asked = address.lang.and_then(|tag| tag.parse::<Locale>().ok());
    let locale = asked.unwrap_or_else(|| preferred(&headers));
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    Page(view(&twin, locale, host.unwrap_or("localhost")))
}

fn view(twin: &Twin, locale: Locale, host: &str) -> Markup {
    let words = Words::of(locale);
    let panel = Panel::of(locale);
    let here = &words.home;
    html! {
        (DOCTYPE)
        html lang=(locale.tag()) {
            (head(here.title))
            body data-steps="" {
                link rel="stylesheet" href=(asset::HOME.address());
                header .bar {
                    p .brand { (mark()) span .name { "Flinks Pay" } " " span .tag { (words.frame.tag) } }
                    form .language method="get" action="/" {
                        button .quiet name="lang" value=(locale.other().tag()) lang=(locale.other().tag()) {
                            (words.frame.other_language)
                        }
                    }
                }
                main .home .desk {
                    div .intro {
                        h1 { (here.title) }
                        p .lead { (here.lead) }
                    }
                    (clock::view(twin, panel))
                    (connection::view(twin, host, panel))
                    (sessions::view(twin, panel))
                    (faults::view(twin, panel))
                    (scenarios::view(twin, words, panel))
                    section .card aria-labelledby="control" {
                        h2 #control { (here.control) }
                        p .lead { (here.control_lead) }
                        dl .commands {
                            @for (command, what) in here.control_rows {
                                div { dt { code { (command) } } dd { (what) } }
                            }
                        }
                    }
                }
                footer { p { (words.frame.note) } }
            }
        }
    }
}

/// French where the browser asks for French first, English otherwise.
pub(crate) fn preferred(headers: &HeaderMap) -> Locale {
    let french = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|languages| languages.to_str().ok())
        .is_some_and(|languages| {
            languages
                .trim_start()
                .to_ascii_lowercase()
                .starts_with("fr")
        });
    if french { Locale::FrCa } else { Locale::EnCa }
}

/// The language that a form keeps.
fn language(panel: &Panel) -> Markup {
    html! { input type="hidden" name="lang" value=(panel.locale.tag()); }
}
