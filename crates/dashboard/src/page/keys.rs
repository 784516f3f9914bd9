//! `/dashboard/keys`: what the merchant's programs are known by.

use app::format::Clock;
use leptos::prelude::*;
use store::{ListedKey, Scope};

use crate::{
    part::{
        form::{self, Asked},
        notice::{self, Notice},
        table, time,
    },
    shell::{Frame, Viewer, page},
    words::{self, keys::Keys as Words},
};

/// What the page shows.
#[derive(Debug)]
pub struct Keys<'a> {
    /// The keys of the mode that is looked at, newest first.
    pub keys: &'a [ListedKey],
    /// Where older ones are, where there are any.
    pub older: Option<String>,
    /// Whether no more could be made.
    pub is_full: bool,
}

/// The page as a document.
#[must_use]
pub fn render(frame: &Frame, shown: &Keys<'_>) -> String {
    let words = words::keys::of(frame.locale);
    let full = shown
        .is_full
        .then(|| notice::view(Notice::Wrong, words.full.to_owned()));
    let parts = frame.viewer.as_ref().map(|viewer| {
        view! {
            <p class="lead">{(words.lead)(viewer.mode)}</p>
            {full}
            {list(frame, viewer, shown, words)}
            {make(viewer, words)}
        }
    });
    page(frame, words.title, || parts)
}

fn list(frame: &Frame, viewer: &Viewer, shown: &Keys<'_>, words: &'static Words) -> AnyView {
    if shown.keys.is_empty() {
        return view! { <p>{words.none}</p> }.into_any();
    }
    let clock = Clock::of(None);
    let columns = [
        words.ends_in,
        words.scope,
        words.made,
        words.used,
        words.action,
    ];
    let rows: Vec<_> = shown
        .keys
        .iter()
        .map(|key| {
            let hint = format!("…{}", key.hint.as_str());
            let used = key.used_at.map_or_else(
                || view! { {words.never} }.into_any(),
                |at| time::view(at, &clock, frame.locale),
            );
            let act = match key.revoked_at {
                Some(at) => view! {
                    <span>
                        <span class="badge negative">{words.revoked}</span>
                        " "
                        {time::view(at, &clock, frame.locale)}
                    </span>
                }
                .into_any(),
                None => {
                    let revoke = format!("/dashboard/keys/{}/revoke", key.id);
                    form::asked(
                        viewer,
                        Asked {
                            action: revoke,
                            words: words.revoke,
                            question: (words.revoke_named)(&hint),
                            hint: words.revoke_hint,
                            yes: words.revoke_yes,
                        },
                    )
                }
            };
            table::row(
                &columns,
                vec![
                    view! {
                        <span>
                            <code>{hint}</code>
                            " "
                            <span class="quiet">{key.id.to_string()}</span>
                        </span>
                    }
                    .into_any(),
                    view! { {(words.scope_name)(key.scope)} }.into_any(),
                    time::view(key.created_at, &clock, frame.locale),
                    used,
                    act,
                ],
            )
        })
        .collect();
    let older = table::older(shown.older.clone(), words::shell::of(frame.locale).older);
    view! {
        <section class="sheet">
            <h2>{words.made_so_far}</h2>
            {table::table(words.made_so_far, &columns, rows)}
            {older}
        </section>
    }
    .into_any()
}

fn make(viewer: &Viewer, words: &'static Words) -> AnyView {
    let options: Vec<_> = [Scope::Read, Scope::Write, Scope::Admin]
        .into_iter()
        .map(|scope| {
            let (id, hint_id) = (format!("f-{scope}"), format!("f-{scope}-hint"));
            view! {
                <div class="option">
                    <input
                        type="radio"
                        id=id.clone()
                        name="scope"
                        value=scope.as_str()
                        checked=scope == Scope::Write
                        aria-describedby=hint_id.clone()
                    />
                    <label for=id>{(words.scope_name)(scope)}</label>
                    <p class="hint" id=hint_id>
                        {(words.scope_means)(scope)}
                    </p>
                </div>
            }
        })
        .collect();
    view! {
        <section class="sheet">
            <h2>{words.make}</h2>
            <form class="stack" method="post" action="/dashboard/keys">
                {form::token(viewer)}
                <fieldset>
                    <legend>{words.scope}</legend>
                    <div class="options">{options}</div>
                </fieldset>
                <button class="button">{words.make}</button>
            </form>
        </section>
    }
    .into_any()
}

/// A new key, shown this once.
#[must_use]
pub fn made(frame: &Frame, api_key: &str) -> String {
    let words = words::keys::of(frame.locale);
    page(frame, words.new, || {
        view! {
            <p class="lead">{words.new_lead}</p>
            <code class="shown-once" id="key">
                {api_key.to_owned()}
            </code>
            <p class="actions">
                <button
                    class="button second"
                    type="button"
                    data-copy="key"
                    data-copied=words.copied
                    hidden
                >
                    {words.copy}
                </button>
                <a class="button" href="/dashboard/keys">
                    {words.kept}
                </a>
            </p>
        }
    })
}
