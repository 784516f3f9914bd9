//! `/dashboard/branding`: how customers' pages look, with a picture of every one beside it.

mod field;
mod form;
mod mends;
mod part;
mod preview;

use std::collections::BTreeMap;

use app::brand::{Logo, Mend, PictureFault};
use leptos::prelude::*;
use payment::Locale;
use store::Power;

pub(crate) use self::preview::Group;
pub use self::{
    part::{Legal, Part},
    preview::Shown,
};
use crate::{
    part::notice::{self, Notice},
    shell::{Frame, Viewer, page},
    words::{self, branding::Branding as Words},
};

/// Where it is.
pub const PATH: &str = "/dashboard/branding";

/// What stands in the fields, by their names. What is not there is empty.
pub type Typed = BTreeMap<String, String>;

/// Why a file is not taken as a logo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogoFault {
    /// It has too many bytes.
    TooHeavy,
    /// It is of no kind that is taken.
    NotAPicture,
    /// It is a picture, and cannot be shown.
    Picture(PictureFault),
}

/// The logo that customers see now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogoNow {
    /// None.
    None,
    /// The one that the merchant was made with.
    Given(Logo),
    /// One that was chosen since.
    Chosen(Logo),
}

/// How the look stands that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// As it is saved.
    Saved,
    /// As it was sent, and not taken.
    Refused,
    /// As it was sent, while somebody else saved another.
    Outdated,
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct Branding {
    /// How the look stands.
    pub standing: Standing,
    /// What stands in the fields.
    pub typed: Typed,
    /// What of it is saved.
    pub saved: Typed,
    /// Every field that was not taken.
    pub faults: Vec<Part>,
    /// Every reason for which the file was not taken.
    pub picture: Vec<LogoFault>,
    /// The logo that customers see.
    pub logo: LogoNow,
    /// The most bytes that a logo's file can have.
    pub heaviest: usize,
    /// Which of the saved colours are served otherwise than they were wished.
    pub mended: Vec<Mend>,
    /// By what the saved look is told from another one.
    pub seen: String,
}

impl Branding {
    fn typed(&self, part: Part) -> String {
        self.typed.get(&part.name()).cloned().unwrap_or_default()
    }

    fn saved(&self, part: Part) -> String {
        self.saved.get(&part.name()).cloned().unwrap_or_default()
    }
}

/// The page as a document.
#[must_use]
pub fn render(frame: &Frame, shown: &Branding) -> String {
    let words = words::branding::of(frame.locale);
    let parts = frame.viewer.as_ref().map(|viewer| {
        let lead = (words.lead)(viewer.mode);
        let editor = if viewer.may(Power::Govern) {
            edited(frame, viewer, shown, words)
        } else {
            looked_at(frame, shown, words)
        };
        view! {
            <p class="lead">{lead}</p>
            {editor}
        }
    });
    page(frame, words.title, || parts)
}

fn edited(frame: &Frame, viewer: &Viewer, shown: &Branding, words: &'static Words) -> AnyView {
    let told = match shown.standing {
        Standing::Saved => None,
        Standing::Refused => Some(refused(shown, words)),
        Standing::Outdated => Some(notice::view(Notice::Caution, words.outdated.to_owned())),
    };
    view! {
        {told}
        <p class="brand-jump">
            <a href="#preview-title">{words.preview}</a>
        </p>
        <div
            class="branding"
            data-branding="preview"
            data-lost=words.lost
            data-undo=words.undo
            data-changed=words.changed
        >
            {form::view(frame, viewer, shown, words)}
            {preview::edited(frame.locale, words)}
        </div>
    }
    .into_any()
}

/// For whoever may not change anything.
fn looked_at(frame: &Frame, shown: &Branding, words: &'static Words) -> AnyView {
    view! {
        <p class="hint">{words.read_only}</p>
        <section class="sheet" aria-labelledby="mended">
            <h2 id="mended">{words.mended}</h2>
            {mends::view(&shown.mended, frame.locale)}
        </section>
        {preview::looked_at(frame.locale, words)}
    }
    .into_any()
}

/// Everything that is wrong, each with the way to its field.
fn refused(shown: &Branding, words: &'static Words) -> AnyView {
    let logo = (!shown.picture.is_empty()).then(|| (form::LOGO.to_owned(), words.logo.to_owned()));
    let faults: Vec<_> = shown
        .faults
        .iter()
        .map(|part| (field::id(*part), field::full_label(*part, words)))
        .chain(logo)
        .map(|(id, label)| view! { <li><a href=format!("#{id}")>{label}</a></li> })
        .collect();
    let count = faults.len();
    view! {
        <div class="notice wrong" role="alert" tabindex="-1" id="faults">
            <div>
                <p>{(words.faults)(count)}</p>
                <ul class="faults">{faults}</ul>
                <p>{words.picture_again}</p>
            </div>
        </div>
    }
    .into_any()
}

/// What travels with the picture of a draft: what the page says of its colours.
#[must_use]
pub fn told_of_draft(mended: &[Mend], locale: Locale) -> String {
    let owner = Owner::new();
    let told = owner.with(|| mends::view(mended, locale).to_html());
    format!("<template data-told>{told}</template>")
}
