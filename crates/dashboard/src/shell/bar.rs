//! The bar at the top, and the way around below it.

use leptos::prelude::*;
use payment::Mode;

use super::{Frame, Section, Viewer};
use crate::{part::form, words::shell::Shell};

/// The bar: whose dashboard this is, in which mode, and who looks.
pub(super) fn view(frame: &Frame, words: &'static Shell) -> AnyView {
    let other = frame.locale.other();
    let language = frame.other_language.clone().map(|language| {
        view! {
            <a class="bar-link" href=language lang=other.tag() hreflang=other.tag()>
                {words.other_language}
            </a>
        }
    });
    let Some(viewer) = &frame.viewer else {
        return view! {
            <header class="bar">
                <p class="bar-name">{words.dashboard}</p>
                <div class="bar-end">{language}</div>
            </header>
        }
        .into_any();
    };
    let name = viewer
        .membership
        .as_ref()
        .map_or(words.dashboard.to_owned(), |membership| {
            membership.name.clone()
        });
    let other_merchant = (viewer.merchants > 1).then(|| {
        view! { <a class="bar-link" href="/dashboard/merchants">{words.other_merchant}</a> }
    });
    let mode = viewer
        .membership
        .is_some()
        .then(|| mode(frame, viewer, words));
    let pill = viewer.membership.is_some().then(|| pill(viewer, words));
    let account_mark = (frame.path == "/dashboard/account").then_some("page");
    view! {
        <header class="bar">
            <p class="bar-name">{name}</p>
            {pill}
            <details class="menu">
                <summary>{words.menu}</summary>
                <div class="menu-sheet">
                    <p class="quiet">{viewer.email.clone()}</p>
                    {mode}
                    {other_merchant}
                    <a class="bar-link" href="/dashboard/account" aria-current=account_mark>
                        {words.account}
                    </a>
                    {language}
                    <form method="post" action="/dashboard/sign-out">
                        {form::token(viewer)} <button class="bar-link">{words.sign_out}</button>
                    </form>
                </div>
            </details>
        </header>
    }
    .into_any()
}

/// Which mode is looked at.
fn pill(viewer: &Viewer, words: &'static Shell) -> AnyView {
    let now = match viewer.mode {
        Mode::Test => words.test_mode,
        Mode::Live => words.live_mode,
    };
    view! { <span class="mode-now" data-mode=viewer.mode.as_str()>{now}</span> }.into_any()
}

/// The way to the other mode.
fn mode(frame: &Frame, viewer: &Viewer, words: &'static Shell) -> AnyView {
    let (other, to) = match viewer.mode {
        Mode::Test => (Mode::Live, words.to_live),
        Mode::Live => (Mode::Test, words.to_test),
    };
    view! {
        <form method="post" action="/dashboard/mode">
            {form::token(viewer)} <input type="hidden" name="mode" value=other.as_str() />
            <input type="hidden" name="back" value=frame.path.clone() />
            <button class="bar-link">{to}</button>
        </form>
    }
    .into_any()
}

/// The way around, for whoever looks at a merchant.
pub(super) fn around(frame: &Frame, viewer: &Viewer, words: &'static Shell) -> Option<AnyView> {
    viewer.membership.as_ref()?;
    let here = Section::of(&frame.path);
    let links: Vec<_> = Section::ALL
        .iter()
        .filter(|section| viewer.may(section.power()))
        .map(|section| {
            let mark = (here == Some(*section)).then_some("page");
            view! {
                <li>
                    <a href=section.path() aria-current=mark>
                        {section.words(words)}
                    </a>
                </li>
            }
        })
        .collect();
    Some(
        view! {
            <nav class="around" aria-label=words.around>
                <ul>{links}</ul>
            </nav>
        }
        .into_any(),
    )
}
