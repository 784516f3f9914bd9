//! What can be done about an endpoint by whoever has a say over it.

use leptos::prelude::*;
use store::Standing;

use super::{Input, Refused, path};
use crate::{
    page::endpoints::form::{Filled, fields},
    part::{
        form,
        notice::{self, Notice},
    },
    shell::Viewer,
    words::{endpoint_change::EndpointChange, endpoints::Endpoints as Words},
};

/// Editing, switching, another secret, deleting.
pub(super) fn view(
    viewer: &Viewer,
    input: &Input,
    words: &'static Words,
    change: &'static EndpointChange,
) -> AnyView {
    let endpoint = &input.endpoint;
    let here = path(&endpoint.id);
    let switch = match endpoint.standing {
        Standing::Enabled => {
            let button = form::button(
                viewer,
                format!("{here}/disable"),
                "button danger",
                words.disable_confirm.to_owned(),
            );
            asked_first(words.disable, words.disable_hint, button)
        }
        Standing::Disabled { .. } => form::button(
            viewer,
            format!("{here}/enable"),
            "button second",
            words.enable.to_owned(),
        ),
    };
    let rotate = form::button(
        viewer,
        format!("{here}/secret"),
        "button second",
        words.rotate_confirm.to_owned(),
    );
    let delete = form::button(
        viewer,
        format!("{here}/delete"),
        "button danger",
        change.delete_confirm.to_owned(),
    );
    let is_refused = input.refused.is_some();
    let (filled, told) = match &input.refused {
        None => (Filled::of(endpoint), None),
        Some(Refused::Faulty(filled)) => (filled.clone(), None),
        Some(Refused::Outdated(filled)) => {
            let told = notice::view(Notice::Caution, change.outdated.to_owned());
            (filled.clone(), Some(told))
        }
    };
    view! {
        <section class="sheet" aria-labelledby="change">
            <h2 id="change">{words.change}</h2>
            <details open=is_refused>
                <summary>{change.edit}</summary>
                <form class="stack" method="post" action=here>
                    {form::token(viewer)}
                    <input type="hidden" name="seen" value=input.seen.clone() />
                    {told}
                    {fields(&filled, words, change)}
                    <button class="button">{change.save}</button>
                </form>
            </details>
            {asked_first(words.rotate, words.rotate_hint, rotate)}
            {switch}
            {asked_first(change.delete, change.delete_hint, delete)}
        </section>
    }
    .into_any()
}

/// What cannot be taken back is done by a second press, under what it will do.
fn asked_first(name: &'static str, hint: &'static str, button: AnyView) -> AnyView {
    view! {
        <details class="confirm">
            <summary>{name}</summary>
            <p>{hint}</p>
            {button}
        </details>
    }
    .into_any()
}
