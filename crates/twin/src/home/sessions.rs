use maud::{Markup, html};

use super::Panel;
use crate::{
    Twin,
    control::sessions::{Shown, all},
};

/// How many sessions are shown; the control plane lists all.
const SHOWN: usize = 20;

pub(super) fn view(twin: &Twin, panel: &Panel) -> Markup {
    let newest: Vec<Shown> = twin.with(|book, _| all(book).into_iter().rev().collect());
    let (all, newest) = (newest.len(), &newest[..newest.len().min(SHOWN)]);
    html! {
        section .card .wide aria-labelledby="sessions" {
            h2 #sessions { (panel.sessions) }
            @if newest.is_empty() {
                p .lead { (panel.no_session) }
            } @else {
                @if all > newest.len() { p .lead { ((panel.newest)(newest.len(), all)) } }
                table {
                    thead { tr { th scope="col" { (panel.reference) } th scope="col" { (panel.kind) } th scope="col" { (panel.status) } td {} } }
                    tbody { @for session in newest { (row(session, panel)) } }
                }
            }
        }
    }
}

fn row(session: &Shown, panel: &Panel) -> Markup {
    html! {
        tr {
            th scope="row" {
                @match session.reference_id.as_deref() {
                    Some(reference) => code { (reference) },
                    None => span .note { (panel.no_reference) },
                }
            }
            td { (session.kind) }
            td { (session.status) @if let Some(details) = &session.status_details { " " code { (details) } } }
            td .act { a href=(session.url) { (panel.open) } }
        }
    }
}
