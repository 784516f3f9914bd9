//! What an endpoint is, to be filled in: a new one, or one that is changed.

use leptos::prelude::*;
use payment::NotificationKind;
use store::{Endpoint, Kinds};

use crate::{
    part::field::{self, Field, Kind},
    words::{endpoint_change::EndpointChange, endpoints::Endpoints as Words},
};

/// How all kinds are written in a form.
pub const EVERYTHING: &str = "*";

/// A form about an endpoint as it was filled in. Never to be formatted: its address may hold a
/// secret.
#[derive(Clone)]
pub struct Filled {
    /// The address, as it was typed.
    pub url: String,
    /// The description, as it was typed.
    pub description: String,
    /// The kinds that were chosen.
    pub kinds: Kinds,
    /// What is wrong with it.
    pub faults: Vec<EndpointFault>,
}

/// A field with something wrong in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndpointFault {
    /// The address cannot be notified.
    Address,
    /// The description does not fit.
    Description,
    /// No kind was chosen.
    Kinds,
}

impl std::fmt::Debug for Filled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Filled")
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}

impl Filled {
    /// As an endpoint is.
    #[must_use]
    pub fn of(endpoint: &Endpoint) -> Self {
        Self {
            url: endpoint.url.clone(),
            description: endpoint.description.clone(),
            kinds: endpoint.kinds.clone(),
            faults: Vec::new(),
        }
    }

    /// As a new one begins.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            url: String::new(),
            description: String::new(),
            kinds: Kinds::All,
            faults: Vec::new(),
        }
    }

    fn has(&self, fault: EndpointFault) -> bool {
        self.faults.contains(&fault)
    }
}

impl Default for Filled {
    fn default() -> Self {
        Self::new()
    }
}

/// The fields.
pub(in crate::page) fn fields(
    filled: &Filled,
    words: &'static Words,
    change: &'static EndpointChange,
) -> AnyView {
    let wrong = filled.has(EndpointFault::Address);
    let address = field::view(Field {
        name: "url",
        label: words.address,
        kind: Kind::Text,
        value: filled.url.clone(),
        hint: Some(words.address_hint),
        wrong: wrong.then(|| words.address_wrong.to_owned()),
        autocomplete: "off",
    });
    let too_long = filled.has(EndpointFault::Description).then(|| {
        view! { <p class="wrong" id="f-description-wrong">{words.description_wrong}</p> }
    });
    let (invalid, told) = match &too_long {
        Some(_) => (Some("true"), Some("f-description-wrong")),
        None => (None, None),
    };
    view! {
        {address}
        <div class="field">
            <label for="f-description">{words.description}</label>
            <input
                id="f-description"
                name="description"
                type="text"
                maxlength="255"
                value=filled.description.clone()
                autocomplete="off"
                aria-invalid=invalid
                aria-describedby=told
            />
            {too_long}
        </div>
        {kinds(filled, change)}
    }
    .into_any()
}

fn kinds(filled: &Filled, words: &'static EndpointChange) -> AnyView {
    let (all, some) = match &filled.kinds {
        Kinds::All => (true, None),
        Kinds::Only(kinds) => (false, Some(kinds)),
    };
    let each: Vec<_> = NotificationKind::ALL
        .into_iter()
        .map(|kind| {
            let id = format!("f-kind-{}", kind.as_str().replace('.', "-"));
            let chosen = some.is_some_and(|some| some.contains(&kind));
            view! {
                <div class="option">
                    <input
                        id=id.clone()
                        name="kinds"
                        type="checkbox"
                        value=kind.as_str()
                        checked=chosen
                    />
                    <label for=id>
                        {(words.kind)(kind)} " " <code class="id">{kind.as_str()}</code>
                    </label>
                </div>
            }
        })
        .collect();
    let wrong = filled.has(EndpointFault::Kinds).then(|| {
        view! { <p class="wrong" id="f-kinds-wrong">{words.kinds_wrong}</p> }
    });
    let told = wrong.as_ref().map(|_| "f-kinds-wrong");
    view! {
        <fieldset class="options" aria-describedby=told>
            <legend>{words.kinds}</legend>
            <div class="option">
                <input id="f-kind-all" name="kinds" type="checkbox" value=EVERYTHING checked=all />
                <label for="f-kind-all">{words.everything}</label>
                <p class="hint">{words.everything_hint}</p>
            </div>
            <p class="hint">{words.or_only}</p>
            {each}
            {wrong}
        </fieldset>
    }
    .into_any()
}
