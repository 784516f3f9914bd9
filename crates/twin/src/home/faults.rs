use maud::{Markup, html};

use super::{Panel, language};
use crate::{
    Twin,
    fault::{Effect, Fault, Preset, Strikes},
};

/// Two columns of about the same length.
const LEFT: [Strikes; 4] = [
    Strikes::Webhooks,
    Strikes::Reads,
    Strikes::Tokens,
    Strikes::Outcomes,
];
const RIGHT: [Strikes; 2] = [Strikes::Answers, Strikes::Pages];

pub(super) fn view(twin: &Twin, panel: &Panel) -> Markup {
    let in_force = twin.with(|book, _| book.faults.list().to_vec());
    html! {
        section .card .wide aria-labelledby="faults" {
            h2 #faults { (panel.faults) }
            p .lead { (panel.faults_lead) }
            (summary(&in_force, panel))
            div .groups {
                div {
                    @for strikes in LEFT { (group(strikes, &in_force, panel)) }
                    (storm(panel))
                }
                div {
                    @for strikes in RIGHT { (group(strikes, &in_force, panel)) }
                }
            }
        }
    }
}

fn group(strikes: Strikes, in_force: &[Fault], panel: &Panel) -> Markup {
    html! {
        section .group aria-labelledby=(anchor(strikes)) {
            h3 id=(anchor(strikes)) { ((panel.strikes)(strikes)) }
            ul .switches {
                @for preset in presets(strikes) { (row(preset, in_force, panel)) }
            }
        }
    }
}

fn presets(strikes: Strikes) -> impl Iterator<Item = &'static Preset> {
    let all = Preset::all().iter();
    // The storm has a form of its own.
    all.filter(move |preset| preset.strikes == strikes && preset.name != "storm")
}

const fn anchor(strikes: Strikes) -> &'static str {
    match strikes {
        Strikes::Answers => "answers",
        Strikes::Reads => "reads",
        Strikes::Tokens => "tokens",
        Strikes::Webhooks => "webhooks",
        Strikes::Pages => "pages",
        Strikes::Outcomes => "outcomes",
    }
}

fn summary(in_force: &[Fault], panel: &Panel) -> Markup {
    let by_hand: Vec<&Fault> = in_force
        .iter()
        .filter(|fault| fault.name.is_none_or(|name| name == "storm"))
        .collect();
    html! {
        div .summary .well[in_force.is_empty()] role="status" {
            @if in_force.is_empty() {
                p { (panel.all_well) }
            } @else {
                div {
                    p { strong { ((panel.wrong)(in_force.len())) } }
                    @if !by_hand.is_empty() {
                        ul .by-hand {
                            @for fault in by_hand {
                                li { (title(fault, panel)) ", " ((panel.struck)(fault.struck)) }
                            }
                        }
                    }
                }
                form method="post" action="/home/right" {
                    (language(panel))
                    button .small { (panel.right) }
                }
            }
        }
    }
}

/// What a fault is called that has no switch.
fn title(fault: &Fault, panel: &Panel) -> Markup {
    html! {
        @if let Effect::Seed(seed) = fault.effect {
            (panel.storm) " (" (panel.seed) " " (seed) ")"
        } @else {
            code { (fault.word()) } " " (panel.by_hand)
        }
    }
}

fn row(preset: &Preset, in_force: &[Fault], panel: &Panel) -> Markup {
    let mine: Vec<&Fault> = in_force
        .iter()
        .filter(|fault| fault.name == Some(preset.name))
        .collect();
    let is_on = !mine.is_empty();
    let struck = mine.iter().map(|fault| fault.struck).sum();
    let (label, note) = (
        format!("{}-name", preset.name),
        format!("{}-note", preset.name),
    );
    html! {
        li id=(preset.name) .on[is_on] {
            div {
                code id=(label) { (preset.name) }
                p .note id=(note) {
                    (preset.words.of(panel.locale))
                    @if is_on { " " strong { "(" ((panel.struck)(struck)) ")" } }
                }
            }
            form method="post" action="/home/fault" {
                (language(panel))
                input type="hidden" name="name" value=(preset.name);
                button .switch role="switch" aria-checked=(is_on) name="to" value=(if is_on { "off" } else { "on" })
                    aria-labelledby=(label) aria-describedby=(note) {
                    span .thumb aria-hidden="true" {}
                    span .word aria-hidden="true" { (if is_on { panel.on } else { panel.off }) }
                }
            }
        }
    }
}

fn storm(panel: &Panel) -> Markup {
    html! {
        section .group aria-labelledby="storm" {
            h3 #storm { (panel.storm) }
            p .note { (panel.storm_lead) }
            form .row method="post" action="/home/storm" {
                (language(panel))
                label { (panel.seed) input type="number" name="seed" value="42" min="0" max="9007199254740991" required; }
                label { (panel.rate) input type="number" name="rate" value="20" min="1" max="100" required; }
                button .small { (panel.start) }
            }
        }
    }
}
