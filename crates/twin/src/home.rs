//! The front page: what the twin is and how it is used.

use axum::{
    Router,
    extract::Query,
    http::{HeaderMap, header},
    routing::get,
};
use maud::{DOCTYPE, Markup, html};
use payment::Locale;
use serde::Deserialize;

use crate::{
    Twin,
    journey::page::{Page, head, mark},
    scenario::Scenario,
    words::{Outcomes, Words},
};

pub(crate) fn router() -> Router<Twin> {
    Router::new().route("/", get(home))
}

#[derive(Deserialize)]
struct Address {
    lang: Option<String>,
}

async fn home(Query(address): Query<Address>, headers: HeaderMap) -> Page {
    let asked = address.lang.and_then(|tag| tag.parse::<Locale>().ok());
    let locale = asked.unwrap_or_else(|| preferred(&headers));
    let words = Words::of(locale);
    let here = &words.home;
    Page(html! {
        (DOCTYPE)
        html lang=(locale.tag()) {
            (head(here.title))
            body data-steps="" {
                header .bar {
                    p .brand { (mark()) span .name { "Flinks Pay" } " " span .tag { (words.frame.tag) } }
                    form .language method="get" action="/" {
                        button .quiet name="lang" value=(locale.other().tag()) lang=(locale.other().tag()) {
                            (words.frame.other_language)
                        }
                    }
                }
                main .home {
                    h1 { (here.title) }
                    p .lead { (here.lead) }
                    h2 { (here.scenarios) }
                    p { (here.scenarios_lead) }
                    (scenarios(words))
                    h2 { (here.api) }
                    p { (here.api_lead) }
                    h2 { (here.control) }
                    p { (here.control_lead) }
                    dl .commands {
                        @for (command, what) in here.control_rows {
                            div { dt { code { (command) } } dd { (what) } }
                        }
                    }
                }
                footer { p { (words.frame.note) } }
            }
        }
    })
}

/// French where the browser asks for French first, English otherwise.
fn preferred(headers: &HeaderMap) -> Locale {
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

fn scenarios(words: &Words) -> Markup {
    let here = &words.home;
    html! {
        table {
            thead { tr { th scope="col" { (here.name) } th scope="col" { (here.payer) } th scope="col" { (here.outcome) } } }
            tbody {
                @for scenario in Scenario::ALL {
                    tr {
                        th scope="row" {
                            code { (scenario.name()) }
                            @if !scenario.is_documented() { " " span .note { (here.ours) } }
                        }
                        td { (scenario.payer().unwrap_or(here.any_payer)) }
                        td { (outcome(scenario, &here.outcomes)) }
                    }
                }
            }
        }
    }
}

const fn outcome(scenario: Scenario, outcomes: &Outcomes) -> &'static str {
    match scenario {
        Scenario::Happy1 => outcomes.happy1,
        Scenario::Happy2 => outcomes.happy2,
        Scenario::Happy3 => outcomes.happy3,
        Scenario::Unhappy1 => outcomes.unhappy1,
        Scenario::WrongName => outcomes.wrong_name,
        Scenario::LowBalance => outcomes.low_balance,
        Scenario::StopBeforeAgreement => outcomes.stop,
        Scenario::TransferAccept => outcomes.accept,
        Scenario::TransferDecline => outcomes.decline,
        Scenario::TransferExpire => outcomes.expire,
        Scenario::TransferClose => outcomes.close,
        Scenario::TransferNameMismatch => outcomes.name_mismatch,
    }
}
