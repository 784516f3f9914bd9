//! A line to fill in, with its name, its hint and what is wrong with it.

use leptos::prelude::*;

/// What is typed into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Email,
    Password,
}

/// See the module.
pub(crate) struct Field {
    /// Its name in the form, and the end of its id.
    pub(crate) name: &'static str,
    pub(crate) label: &'static str,
    pub(crate) kind: Kind,
    /// What it holds already.
    pub(crate) value: String,
    pub(crate) hint: Option<&'static str>,
    /// What is wrong with what was sent.
    pub(crate) wrong: Option<String>,
    /// What a browser may fill in by itself.
    pub(crate) autocomplete: &'static str,
}

/// The field itself.
pub(crate) fn view(field: Field) -> AnyView {
    let Field {
        name,
        label,
        kind,
        value,
        hint,
        wrong,
        autocomplete,
    } = field;
    let kind = match kind {
        Kind::Text => "text",
        Kind::Email => "email",
        Kind::Password => "password",
    };
    let id = format!("f-{name}");
    let (hint_id, wrong_id) = (format!("{id}-hint"), format!("{id}-wrong"));
    let told: Vec<_> = [
        wrong.is_some().then(|| wrong_id.clone()),
        hint.is_some().then(|| hint_id.clone()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let told = (!told.is_empty()).then(|| told.join(" "));
    let invalid = wrong.is_some().then_some("true");
    let hint = hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> });
    let wrong = wrong.map(|wrong| view! { <p class="wrong" id=wrong_id>{wrong}</p> });
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {hint}
            <input
                id=id
                name=name
                type=kind
                value=value
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                required
                aria-invalid=invalid
                aria-describedby=told
            />
            {wrong}
        </div>
    }
    .into_any()
}
