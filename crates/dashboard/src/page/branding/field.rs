//! One field of the look, with what is wrong with it and the way back to what is saved.

use leptos::prelude::*;

use super::{Branding, Part};
use crate::words::branding::Branding as Words;

/// What is typed into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A line, of at most so many characters.
    Line(usize),
    /// Several lines on the screen, one to the customer.
    Note(usize),
    /// An address of a page.
    Page,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A colour, with a picker beside it where there are scripts. What that shows when the field is
    /// empty; nothing says the main colour.
    Colour(&'static str),
    /// A number up to so many.
    Number(u8),
}

/// The id of a field.
pub(super) fn id(part: Part) -> String {
    format!("f-{}", part.name().replace('.', "-"))
}

/// What it is called where it stands alone.
pub(super) fn full_label(part: Part, words: &'static Words) -> String {
    match part {
        Part::Title(screen, locale) | Part::Note(screen, locale) => {
            let (label, language) = ((words.label)(part), (words.language)(locale));
            format!("{} · {label} ({language})", (words.screen)(screen))
        }
        Part::Link(_, locale) => format!("{} ({})", (words.label)(part), (words.language)(locale)),
        Part::Name
        | Part::LegalName
        | Part::Domain
        | Part::Primary
        | Part::Tint
        | Part::Accent
        | Part::NightPrimary
        | Part::NightTint
        | Part::NightAccent
        | Part::Scheme
        | Part::Radius
        | Part::TypeScale
        | Part::Font
        | Part::HeadingFont
        | Part::Email
        | Part::Phone
        | Part::HelpPage => (words.label)(part).to_owned(),
    }
}

/// What stands around every field: its name, its hint, what is wrong, and the way back.
pub(super) struct Around {
    /// Its id.
    pub(super) id: String,
    /// Its name in the form.
    pub(super) name: String,
    /// What is saved of it.
    pub(super) saved: String,
    /// What stands in it.
    pub(super) value: String,
    /// The ids of what is said of it.
    pub(super) told: Option<String>,
    /// Whether it was not taken.
    pub(super) invalid: Option<&'static str>,
    label: String,
    hint: Option<AnyView>,
    wrong: Option<AnyView>,
    undo: AnyView,
}

impl Around {
    pub(super) fn of(part: Part, shown: &Branding, words: &'static Words) -> Self {
        let id = id(part);
        let is_wrong = shown.faults.contains(&part);
        let (hint_id, wrong_id) = (format!("{id}-hint"), format!("{id}-wrong"));
        let hint = (words.hint)(part);
        let told: Vec<_> = [
            is_wrong.then(|| wrong_id.clone()),
            hint.map(|_| hint_id.clone()),
        ]
        .into_iter()
        .flatten()
        .collect();
        let label = match part.language() {
            Some(locale) => format!("{} ({})", (words.label)(part), (words.language)(locale)),
            None => (words.label)(part).to_owned(),
        };
        let undo = format!("{}: {}", words.undo, full_label(part, words));
        let undo = view! {
            <button class="undo" type="button" data-undo=id.clone() aria-label=undo hidden>
                {words.undo}
            </button>
        };
        Self {
            name: part.name(),
            saved: shown.saved(part),
            value: shown.typed(part),
            told: (!told.is_empty()).then(|| told.join(" ")),
            invalid: is_wrong.then_some("true"),
            label,
            hint: hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> }.into_any()),
            wrong: is_wrong.then(|| {
                view! { <p class="wrong" id=wrong_id>{(words.wrong)(part)}</p> }.into_any()
            }),
            undo: undo.into_any(),
            id,
        }
    }

    pub(super) fn view(self, control: AnyView) -> AnyView {
        let Self {
            id,
            label,
            hint,
            wrong,
            undo,
            ..
        } = self;
        view! {
            <div class="field">
                <span class="label-line"><label for=id>{label}</label> {undo}</span>
                {hint}
                {control}
                {wrong}
            </div>
        }
        .into_any()
    }
}

/// A field to type into.
pub(super) fn view(part: Part, kind: Kind, shown: &Branding, words: &'static Words) -> AnyView {
    let around = Around::of(part, shown, words);
    let language = part.language().map(payment::Locale::tag);
    let (id, name, value) = (around.id.clone(), around.name.clone(), around.value.clone());
    let (saved, told, invalid) = (around.saved.clone(), around.told.clone(), around.invalid);
    let control = match kind {
        Kind::Note(most) => view! {
            <textarea
                id=id
                name=name
                rows="2"
                maxlength=most.to_string()
                lang=language
                data-saved=saved
                aria-invalid=invalid
                aria-describedby=told
                inner_html=escaped(&value)
            ></textarea>
        }
        .into_any(),
        Kind::Number(most) => view! {
            <input
                id=id
                name=name
                type="number"
                min="0"
                max=most.to_string()
                step="1"
                value=value
                data-saved=saved
                aria-invalid=invalid
                aria-describedby=told
            />
        }
        .into_any(),
        Kind::Colour(otherwise) => {
            let picker = format!("{}: {}", words.pick, full_label(part, words));
            view! {
                <span class="colour">
                    <input
                        type="color"
                        data-picks=id.clone()
                        data-otherwise=otherwise
                        aria-label=picker
                        hidden
                    />
                    <input
                        id=id
                        name=name
                        type="text"
                        value=value
                        maxlength="7"
                        spellcheck="false"
                        autocapitalize="none"
                        autocomplete="off"
                        data-saved=saved
                        aria-invalid=invalid
                        aria-describedby=told
                    />
                </span>
            }
            .into_any()
        }
        Kind::Line(_) | Kind::Page | Kind::Email | Kind::Phone => {
            let (mode, most) = match kind {
                Kind::Line(most) => ("text", most),
                Kind::Page => ("url", 2048),
                Kind::Email => ("email", 100),
                Kind::Phone => ("tel", 40),
                Kind::Note(_) | Kind::Colour(_) | Kind::Number(_) => ("text", 0),
            };
            view! {
                <input
                    id=id
                    name=name
                    type="text"
                    inputmode=mode
                    value=value
                    maxlength=most.to_string()
                    lang=language
                    autocomplete="off"
                    data-saved=saved
                    aria-invalid=invalid
                    aria-describedby=told
                />
            }
            .into_any()
        }
    };
    around.view(control)
}

/// What stands in a `<textarea>`, which knows entities and no elements.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// A field to choose from: what is sent, and what it is called.
pub(super) fn choice(
    part: Part,
    options: Vec<(&'static str, String)>,
    shown: &Branding,
    words: &'static Words,
) -> AnyView {
    let around = Around::of(part, shown, words);
    let value = around.value.clone();
    let options: Vec<_> = options
        .into_iter()
        .map(|(name, label)| {
            view! {
                <option value=name selected=name == value>
                    {label}
                </option>
            }
        })
        .collect();
    let (id, name) = (around.id.clone(), around.name.clone());
    let (saved, told, invalid) = (around.saved.clone(), around.told.clone(), around.invalid);
    let control = view! {
        <select id=id name=name data-saved=saved aria-invalid=invalid aria-describedby=told>
            {options}
        </select>
    };
    around.view(control.into_any())
}
