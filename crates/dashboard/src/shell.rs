//! The document around every page.

mod bar;
mod section;

use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use payment::{Locale, Mode};
use store::{Membership, Power};

pub use self::section::Section;
use crate::{
    part::notice::{self, Notice},
    words::{self, shell::Shell},
};

/// What the build made for these pages to load. All of it may be missing: pages then do without.
#[derive(Clone, Copy, Debug, Default)]
pub struct Site {
    /// The path of the stylesheet.
    pub style: Option<&'static str>,
    /// The path of the script: for passkeys, and for comfort.
    pub script: Option<&'static str>,
}

/// Who looks at a page.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// What they sign in with.
    pub email: String,
    /// What every form of theirs carries, so that no other site can send it.
    pub form_token: String,
    /// The merchant that they look at, and what they are to it.
    pub membership: Option<Membership>,
    /// To how many merchants they are something.
    pub merchants: u32,
    /// In which mode they look.
    pub mode: Mode,
}

impl Viewer {
    /// Whether they may do what takes that.
    #[must_use]
    pub fn may(&self, power: Power) -> bool {
        self.membership
            .as_ref()
            .is_some_and(|membership| membership.role.may(power))
    }
}

/// What every page is shown in.
#[derive(Clone, Debug)]
pub struct Frame {
    /// What the build made.
    pub site: Site,
    /// The language.
    pub locale: Locale,
    /// The path of the page, for the mark in the way around and for coming back to it.
    pub path: String,
    /// Where the same is in the other language. Nowhere, for what answers a form: it cannot be asked
    /// for again, and may be shown this once.
    pub other_language: Option<String>,
    /// Who looks; nobody, before they have signed in.
    pub viewer: Option<Viewer>,
    /// What was just done, said once at the top.
    pub done: Option<Done>,
}

/// What a page says at its top after a form was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// It is saved.
    Saved,
    /// It is gone.
    Removed,
    /// The browsers are signed out.
    SignedOut,
}

impl Done {
    const ALL: [Self; 3] = [Self::Saved, Self::Removed, Self::SignedOut];

    /// Its name in an address: `?done=saved`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Removed => "removed",
            Self::SignedOut => "signed_out",
        }
    }

    /// What an address says was done, where it says anything that is known.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|done| done.as_str() == text)
    }

    const fn words(self, words: &Shell) -> &'static str {
        match self {
            Self::Saved => words.saved,
            Self::Removed => words.removed,
            Self::SignedOut => words.signed_out,
        }
    }
}

/// A page in its frame: a whole document. `title` is its first heading too.
pub fn page<V: IntoView + 'static>(
    frame: &Frame,
    title: &str,
    content: impl FnOnce() -> V,
) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| whole(frame, title, content().into_any()).to_html());
    owner.unset_with_forced_cleanup();
    format!("<!doctype html>{html}")
}

fn whole(frame: &Frame, title: &str, content: AnyView) -> AnyView {
    let words = words::shell::of(frame.locale);
    let name = match &frame.viewer {
        Some(Viewer {
            membership: Some(membership),
            ..
        }) => membership.name.as_str(),
        _ => words.dashboard,
    };
    let style = frame
        .site
        .style
        .map(|href| view! { <link rel="stylesheet" href=href /> });
    let script = frame
        .site
        .script
        .map(|src| view! { <script type="module" src=src></script> });
    let done = frame
        .done
        .map(|done| notice::view(Notice::Done, done.words(words).to_owned()));
    let is_in = frame.viewer.is_some();
    let around = frame
        .viewer
        .as_ref()
        .and_then(|viewer| bar::around(frame, viewer, words));
    view! {
        <html lang=frame.locale.tag() dir="ltr">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>{format!("{title} · {name}")}</title>
                <meta name="color-scheme" content="light dark" />
                <meta name="robots" content="noindex, nofollow" />
                <meta name="referrer" content="same-origin" />
                {style}
                {script}
            </head>
            <body class=if is_in { "inside" } else { "outside" }>
                <a class="skip" href="#main">{words.skip}</a>
                {bar::view(frame, words)}
                {around}
                <main id="main" tabindex="-1">
                    {done}
                    <h1>{title.to_owned()}</h1>
                    {content}
                </main>
            </body>
        </html>
    }
    .into_any()
}
