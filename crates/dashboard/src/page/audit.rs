//! `/dashboard/audit`: who did what.

use app::format::Clock;
use leptos::prelude::*;
use payment::Locale;
use store::{Action, Actor, AuditEntry, Role};

use crate::{
    part::{table, time},
    shell::{Frame, page},
    words,
};

/// What was done to what, as people read it.
fn subject(entry: &AuditEntry, locale: Locale) -> Option<String> {
    let text = entry.subject.as_deref()?;
    let name = words::shell::of(locale).role;
    let roles = || {
        let (email, roles) = text.split_once(": ")?;
        let (before, now) = roles.split_once(" > ")?;
        let [before, now]: [Role; 2] = [before.parse().ok()?, now.parse().ok()?];
        Some((words::audit::of(locale).roles)(
            email,
            name(before),
            name(now),
        ))
    };
    let read = (entry.action == Action::RoleChanged).then(roles).flatten();
    Some(read.unwrap_or_else(|| text.to_owned()))
}

/// The page as a document, and where older lines are, where there are any.
#[must_use]
pub fn render(frame: &Frame, entries: &[AuditEntry], older: Option<String>) -> String {
    let words = words::audit::of(frame.locale);
    let clock = Clock::of(None);
    let columns = [words.when, words.who, words.what, words.to_what];
    let rows: Vec<_> = entries
        .iter()
        .map(|entry| {
            let who = match &entry.who {
                Actor::Person(email) => email.as_str().to_owned(),
                Actor::Key(key) => (words.key)(key.as_str()),
                Actor::Operator => words.operator.to_owned(),
                Actor::System => words.system.to_owned(),
            };
            let mode = entry.mode.map(|mode| {
                view! { " " <span class="badge">{(words.mode)(mode)}</span> }
            });
            let subject = subject(entry, frame.locale).unwrap_or_else(|| "–".into());
            table::row(
                &columns,
                vec![
                    time::view(entry.at, &clock, frame.locale),
                    view! { {who} }.into_any(),
                    view! { <span>{(words.action)(entry.action)} {mode}</span> }.into_any(),
                    view! { {subject} }.into_any(),
                ],
            )
        })
        .collect();
    let list = if rows.is_empty() {
        view! { <p>{words.none}</p> }.into_any()
    } else {
        table::table(words.title, &columns, rows)
    };
    let older = table::older(older, words::shell::of(frame.locale).older);
    page(frame, words.title, || {
        view! {
            <p class="lead">{words.lead}</p>
            <section class="sheet">{list} {older}</section>
        }
    })
}
