use maud::{Markup, html};

use super::Panel;
use crate::{Twin, session::Session};

/// How many sessions are shown; the control plane lists all.
const SHOWN: usize = 20;

pub(super) fn view(twin: &Twin, panel: &Panel) -> Markup {
    let (all, newest) = twin.with(|book, _| {
        let sessions = book.sessions();
        let newest: Vec<Session> = sessions.iter().rev().take(SHOWN).cloned().collect();
        (sessions.len(), newest)
    });
    html! {
        section .card .wide aria-labelledby="sessions" {
            h2 #sessions { (panel.sessions) }
            @if newest.is_empty() {
                p .lead { (panel.no_session) }
            } @else {
                @if all > newest.len() { p .lead { ((panel.newest)(newest.len(), all)) } }
                table {
                    thead { tr { th scope="col" { (panel.reference) } th scope="col" { (panel.kind) } th scope="col" { (panel.status) } td {} } }
                    tbody { @for session in &newest { (row(session, panel)) } }
                }
            }
        }
    }
}

fn row(session: &Session, panel: &Panel) -> Markup {
    let said = session.said();
    html! {
        tr {
            th scope="row" {
                @match session.order.reference.as_deref() {
                    Some(reference) => code { (reference) },
                    None => span .note { (panel.no_reference) },
                }
            }
            td { (session.product.word()) }
            td { (said.status) @if let Some(details) = said.details { " " code { (details) } } }
            td .act { a href={ "/app/?sessionId=" (session.id) } { (panel.open) } }
        }
    }
}
