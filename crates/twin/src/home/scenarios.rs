use maud::{Markup, html};

use super::{Panel, language};
use crate::{
    Twin,
    scenario::Scenario,
    words::{Outcomes, Words},
};

pub(super) fn view(twin: &Twin, words: &Words, panel: &Panel) -> Markup {
    let here = &words.home;
    let casting = twin.with(|book, _| book.casting);
    html! {
        section .card .wide aria-labelledby="scenarios" {
            h2 #scenarios { (here.scenarios) }
            p .lead { (here.scenarios_lead) " " (panel.play_lead) }
            table {
                thead { tr { th scope="col" { (here.name) } th scope="col" { (here.payer) } th scope="col" { (here.outcome) } td {} } }
                tbody {
                    @for scenario in Scenario::ALL {
                        @let plays = casting.plays(scenario);
                        tr .on[plays] id=(scenario.name()) {
                            th scope="row" {
                                code id=(label(scenario)) { (scenario.name()) }
                                @if !scenario.is_documented() { " " span .note { (here.ours) } }
                            }
                            td { (scenario.payer().unwrap_or(here.any_payer)) }
                            td { (outcome(scenario, &here.outcomes)) }
                            td .act {
                                form method="post" action="/home/scenario" {
                                    (language(panel))
                                    input type="hidden" name="name" value=(scenario.name());
                                    button .switch role="switch" aria-checked=(plays) name="to"
                                        value=(if plays { "off" } else { "on" }) aria-labelledby=(label(scenario)) {
                                        span .thumb aria-hidden="true" {}
                                        span .word aria-hidden="true" { (if plays { panel.playing } else { panel.play }) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn label(scenario: Scenario) -> String {
    format!("{}-name", scenario.name())
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
